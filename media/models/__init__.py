"""Pictures and documents. Custom models from the first day: swapping them later is a migration."""

from .documents import LibraryDocument
from .pictures import Picture, PictureRendition

__all__ = ["LibraryDocument", "Picture", "PictureRendition"]

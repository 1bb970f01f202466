"""What goes wrong with files, beside what is said to people (Django's ValidationError)."""

from wagtail.images.exceptions import InvalidFilterSpecError


class NotAsSaidError(Exception):
    """A file is not of the format that its name says."""


class UnlistedRenditionError(InvalidFilterSpecError):
    """Somebody asked for a size or format that is not in the table (renditions.py)."""

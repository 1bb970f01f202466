from wagtail.permissions import register_permission_policy

from .models import Picture
from .permissions import PicturePermissionPolicy

# Here and not when apps are ready: Wagtail registers its own policy then, and the last one counts.
register_permission_policy(Picture, PicturePermissionPolicy())

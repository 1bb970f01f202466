"""Pictures and documents for tests and the demo."""

import factory
import wagtail_factories
from wagtail.models import Collection

from media.making import make_missing
from media.models import LibraryDocument, Picture


class PictureFactory(wagtail_factories.ImageFactory):
    """A small real JPEG, 120 by 80 pixels.

    Another size or colour by `file__width=…, file__height=…, file__color=…`; another file by
    `file__from_path=…`; texts by language, `alt_ind=…`.
    """

    title = factory.Sequence("Picture {}".format)
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.django.ImageField(width=120, height=80, color="#e8583a")

    class Meta:
        model = Picture
        skip_postgeneration_save = True

    @factory.post_generation
    def made(picture: Picture, create: bool, wanted: bool, **kwargs: object) -> None:  # noqa: N805
        """Make all renditions at once, as the worker does, with `made=True`."""
        if wanted:
            make_missing(picture)


class LibraryDocumentFactory(wagtail_factories.DocumentFactory):
    """A document of one line of text."""

    title = factory.Sequence("Document {}".format)
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.django.FileField(data=b"Jadwal", filename="jadwal.txt")

    class Meta:
        model = LibraryDocument

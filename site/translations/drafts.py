"""The abstract base of what has drafts and speaks several languages: pages, and some snippets."""

from typing import Any

from wagtail.models import Revision

from .fields import Translated


class TranslatedDrafts(Translated):
    """Notes with each draft which source text a translation was made from.

    Stands before Wagtail's `Page` or `RevisionMixin` among the bases.
    """

    class Meta:
        abstract = True

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft, noting which source text each changed translation was made from.

        Compared with the revision at the start of the editing session: autosave overwrites its
        own revision every half second, so that one knows nothing. One query more than Wagtail's.
        """
        self.record_sources(self._session_start(kwargs.get("overwrite_revision")))
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def _session_start(self, overwritten: Revision | None) -> dict[str, Any] | None:
        if overwritten is None:
            latest = self.latest_revision  # type: ignore[attr-defined]
            return latest.content if latest else None
        revisions = self.revisions  # type: ignore[attr-defined]
        earlier = revisions.filter(pk__lt=overwritten.pk).order_by("-pk").first()
        return earlier.content if earlier else None

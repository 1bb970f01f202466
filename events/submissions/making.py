"""A proposal that is accepted becomes a festival with an edition, or an edition of a festival."""

import datetime
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from events.enums import SubmissionAct
from events.models import (
    Edition,
    Festival,
    FestivalCategory,
    FestivalIndexPage,
    Organiser,
    Road,
    Submission,
    SubmissionStep,
    Venue,
)
from events.models.when import When
from events.slugs import festival_slug, slug_of
from media.enums import Licence
from media.models import Picture
from translations import languages

from . import acts
from .matching import Registry, roads_in


@dataclass(frozen=True)
class Choice:
    """What an officer chose: a festival that there is already, or the name of a new one.

    `summary` is in the sender's language, and `source_summary` in the source's, where that is
    another. `credit` is whose the poster is; without one it is not taken.
    """

    festival: Festival | None = None
    name: str = ""
    category: FestivalCategory | None = None
    summary: str = ""
    source_summary: str = ""
    credit: str = ""
    publish: bool = False


def accept(
    submission: Submission,
    choice: Choice,
    section: FestivalIndexPage,
    *,
    by: Any,
    now: datetime.datetime,
    message: str = "",
) -> SubmissionStep:
    """Make the festival and its edition of a proposal, drafts unless `choice.publish`; return the
    step. `now` is the region's clock.

    All or nothing. Raises NotPossibleError where it is decided already, PermissionDenied where the
    officer may not, and ValidationError where page or edition cannot be so.
    """
    with transaction.atomic():
        festival = choice.festival or _festival(submission, choice, section, by=by)
        edition = _edition(submission, festival, choice, by=by, today=now.date())
        return acts.act(
            submission,
            SubmissionAct.ACCEPTED,
            by=by,
            now=now,
            message=message,
            festival=festival,
            edition=edition,
        )


def may_publish(user: Any, page: Page) -> bool:
    """Whether a user may publish a new festival below the section, or a festival that is there."""
    rights = page.permissions_for_user(user)
    if isinstance(page, FestivalIndexPage):
        return rights.can_add_subpage() and rights.can_publish_subpage()
    return rights.can_publish()


def collection_of(submission: Submission, user: Any) -> Collection | None:
    """Return where the region's pictures are, if the user may add some there. A few queries."""
    office = getattr(submission.site, "office", None)
    policy: Any = policy_registry.get_by_type(Picture)
    allowed = policy.collections_user_has_permission_for(user, "add")
    return allowed.filter(pk=office.collection_id).first() if office else None


def _festival(
    submission: Submission, choice: Choice, section: FestivalIndexPage, *, by: Any
) -> Festival:
    if not section.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    known = Registry(section.get_parent()).known(submission)
    festival = Festival(
        title=choice.name,
        slug=festival_slug(choice.name, section.get_children().values_list("slug", flat=True)),
        owner=by,
        live=False,
        kind=submission.kind,
        category=choice.category,
        organiser=known.organiser or _entry(Organiser, submission, submission.organiser_name),
        venue_place=known.place,
        venue=None if known.place else known.venue or _venue(submission),
        district=submission.district,
        picture=_picture(submission, choice, by=by),
    )
    for code, text in (
        (languages.SOURCE, choice.source_summary),
        (submission.language, choice.summary),
    ):
        setattr(festival, languages.localized("summary", code), text)
    paragraphs = "".join(
        f"<p>{escape(each)}</p>" for each in submission.description.splitlines() if each.strip()
    )
    body = languages.localized("body", submission.language)
    setattr(festival, body, [("paragraph", paragraphs)])
    section.add_child(instance=festival)
    festival.roads.set(
        [
            known.roads.get(name) or _entry(Road, submission, name)
            for name in roads_in(submission.road_names)
        ]
    )
    festival.save()
    revision = festival.save_revision(user=by, log_action=True)
    if choice.publish:
        if not may_publish(by, festival):
            raise PermissionDenied
        revision.publish(user=by)
    return festival


def _edition(
    submission: Submission, festival: Festival, choice: Choice, *, by: Any, today: datetime.date
) -> Edition:
    policy: Any = policy_registry.get_by_type(Edition)
    edition = Edition(
        festival=festival,
        year=submission.year,
        live=False,
        source=submission.organiser_name,
        checked_on=today,
        **{each.name: getattr(submission, each.name) for each in When._meta.get_fields()},
    )
    if not policy.user_has_permission_for_instance(by, "add", edition):
        raise PermissionDenied
    edition.full_clean()
    edition.save()
    revision = edition.save_revision(user=by, log_action=True)
    if choice.publish:
        if not policy.user_has_permission_for_instance(by, "publish", edition):
            raise PermissionDenied
        revision.publish(user=by)
    return edition


def _entry(model: Any, submission: Submission, name: str, **fields: Any) -> Any:
    """Enter a name into the region's registry. Two queries."""
    taken = set(model.objects.filter(site=submission.site_id).values_list("slug", flat=True))
    slug = slug_of(name, taken, otherwise=model._meta.model_name)
    return model.objects.create(site_id=submission.site_id, name=name, slug=slug, **fields)


def _venue(submission: Submission) -> Venue:
    entry: Venue = _entry(Venue, submission, submission.venue_name, district=submission.district)
    return entry


def _picture(submission: Submission, choice: Choice, *, by: Any) -> Picture | None:
    """Put the poster into the region's library; nothing where it is not wanted, or not allowed."""
    if not (submission.poster and choice.credit):
        return None
    collection = collection_of(submission, by)
    if collection is None:
        return None
    ending = PurePath(submission.poster_name).suffix.lower()
    with submission.poster.open("rb") as poster:
        file = ContentFile(poster.read(), name=f"{slugify(choice.name) or 'poster'}{ending}")
    return Picture.objects.create(
        title=choice.name,
        collection=collection,
        file=file,
        uploaded_by_user=by,
        credit=choice.credit,
        licence=Licence.PERMISSION,
    )

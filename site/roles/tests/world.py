"""Two whole offices with everything in them that an address of the admin could give away.

What belongs to the foreign office has a word in its name that is nowhere else: an answer that holds
it has leaked.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, UploadedFile
from wagtail.users.models import UserProfile

from destinations.models import Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactory,
    published,
)
from events.models import CallForProposals, ClashAcceptance, Import, Observance, Occurrence
from events.submissions.tests.factories import SubmissionFactory
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    OrganiserFactory,
    RoadFactory,
    VenueFactory,
)
from events.years import adding
from home.tests.factories import Region, make_region
from media.tests.factories import LibraryDocumentFactory, PictureFactory
from notices.tests.factories import ReadySentenceFactory
from pages.tests.factories import StoryIndexPageFactory, StoryPageFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.models import RoleGroup

#: In the names of all that the foreign office has.
SECRET = "Rahasia"


def make_person(region: Region, role: RoleName, *, language: str = "", name: str = "") -> Any:
    """Make somebody with a role in a region; the admin speaks English to them."""
    row = RoleGroup.objects.get(site=region.site, role=role, language=language)
    username = name or "-".join(filter(None, [region.settings.name, role, language])).lower()
    user = get_user_model().objects.create_user(username, f"{username}@example.org", "first-light")
    user.groups.add(row.group)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return user


@dataclass
class Office:
    """One region and one of everything in it, by the names that addresses use."""

    region: Region
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.things[name]
        except KeyError:
            raise AttributeError(name) from None


def make_office(hostname: str, *, mark: str) -> Office:
    """Build a region with roles, people, pages in every state, files, snippets and history."""
    region = make_region(
        hostname,
        home={"title": f"{mark} beranda"},
        name=f"{mark}land",
        tagline_ind=f"{mark} semboyan",
        languages=["id", "en", "ar"],
    )
    make_roles(region.settings)
    collection = region.site.office.collection
    sub = collection.add_child(name=f"{mark} arsip")
    writer = make_person(region, RoleName.WRITER, name=f"{mark}-penulis")
    editor = make_person(region, RoleName.EDITOR, name=f"{mark}-penyunting")
    published(region.home, user=editor)
    category = PlaceCategoryFactory(
        site=region.site, slug="nature", name_ind=f"{mark} alam", name_en=f"{mark} nature"
    )
    district = DistrictFactory(site=region.site, slug="licin", name=f"{mark} licin")
    picture = PictureFactory(title=f"{mark} foto", collection=collection, uploaded_by_user=writer)
    picture.tags.add(f"label {mark}")
    document = LibraryDocumentFactory(
        title=f"{mark} berkas", collection=collection, uploaded_by_user=writer
    )
    document.tags.add(f"label berkas {mark}")
    section = published(
        DestinationIndexPageFactory(parent=region.home, title=f"{mark} destinasi"), user=editor
    )
    stories = published(
        StoryIndexPageFactory(parent=region.home, title=f"{mark} kisah"), user=editor
    )
    festivals = published(
        FestivalIndexPageFactory(parent=region.home, title=f"{mark} festival"), user=editor
    )
    make_roles(region.settings)
    festival = published(
        FestivalFactory(parent=festivals, title=f"{mark} tari", slug="tari", owner=writer),
        user=editor,
    )
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2199, 1, 5))
    edition.save_revision(user=writer)
    past = EditionFactory(festival=festival, starts_on=datetime.date(2020, 1, 4))
    [row] = adding.rows(region.home, 2021)
    act = adding.add([(row, row.ways[0])], by=editor)
    sentence = ReadySentenceFactory(site=region.site, name_en=f"{mark} put off")
    change = edition.date_changes.create(
        on=edition.starts_on,
        status="postponed",
        message_ind=f"{mark} ditunda",
        made_by=writer,
        made_at=edition.first_published_at or edition.latest_revision.created_at,
    )
    call = CallForProposals.objects.create(
        site=region.site,
        year=2198,
        opens_on=datetime.date(2197, 1, 1),
        closes_on=datetime.date(2197, 2, 1),
        intro_ind=f"{mark} panggilan",
    )
    observance = Observance.objects.create(
        site=region.site, name_ind=f"{mark} haul", starts_on=edition.starts_on
    )
    clash_acceptance = ClashAcceptance.objects.create(
        edition=edition,
        key=f"observance:{edition.pk}:observance {observance.pk}",
        days=f"{edition.starts_on}/{edition.starts_on} {edition.starts_on}/{edition.starts_on}",
        note=f"{mark} tetap",
        made_by=writer,
        made_at=change.made_at,
    )
    estimated, settled = (
        EditionFactory(
            festival=festival,
            year=year,
            starts_on=None,
            date_kind="hijri",
            hijri_month=10,
            day=2,
        )
        for year in (2074, 2075)
    )
    confirmation = settled.confirmations.create(
        estimated_on=datetime.date(2075, 9, 11),
        starts_on=datetime.date(2075, 9, 12),
        ends_on=datetime.date(2075, 9, 12),
        hours="to_be_announced",
        made_by=writer,
        made_at=change.made_at,
    )
    submission = SubmissionFactory(
        site=region.site,
        name=f"{mark} usulan",
        reference=f"2199-{mark}",
        year=2199,
        starts_on=datetime.date(2199, 1, 5),
    )
    place = published(
        PlaceFactory(
            parent=section,
            title=f"{mark} kawah",
            slug="kawah",
            owner=writer,
            category=category,
            district=district,
            picture=picture,
            heading_en=f"{mark} crater",
        ),
        user=editor,
    )
    waiting = _submitted(
        PlaceFactory(parent=section, title=f"{mark} pantai", slug="pantai", owner=writer), writer
    )
    locked = published(
        StoryPageFactory(parent=stories, title=f"{mark} terkunci", slug="terkunci"), user=editor
    )
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=editor)
    redirect = Redirect.objects.create(old_path=f"/{mark}", site=region.site, redirect_page=place)
    festival_category = FestivalCategoryFactory(site=region.site, name_en=f"{mark} dance")
    organiser = OrganiserFactory(site=region.site, name=f"{mark} panitia")
    venue = VenueFactory(site=region.site, name=f"{mark} lapangan")
    road = RoadFactory(site=region.site, name=f"{mark} jalan")
    for each in (
        category,
        district,
        redirect,
        picture,
        document,
        festival_category,
        organiser,
        venue,
        road,
        edition,
        sentence,
        observance,
        call,
    ):
        log(instance=each, action="wagtail.create", user=writer)
    session = EditingSession.objects.create(
        user=editor,
        content_object=Place.objects.get(pk=place.pk),
        last_seen_at=place.last_published_at,
    )
    state = waiting.current_workflow_state
    imported = Import.objects.create(
        site=region.site,
        file_name=f"{mark} acara.csv",
        state="done",
        made_by=editor,
        made_at=change.made_at,
    )
    return Office(
        region,
        {
            "site": region.site,
            "settings": region.settings,
            "home": region.home,
            "section": section,
            "stories": stories,
            "place": place,
            "waiting": waiting,
            "locked": locked,
            "category": category,
            "district": district,
            "picture": picture,
            "document": document,
            "festival_category": festival_category,
            "organiser": organiser,
            "venue": venue,
            "road": road,
            "edition": edition,
            "edition_revision": edition.latest_revision,
            "sentence": sentence,
            "observance": observance,
            "call": call,
            "clash_acceptance": clash_acceptance,
            "submission": submission,
            "occurrence": Occurrence.objects.get(edition=edition),
            "change": change,
            "estimate": Occurrence.objects.get(edition=estimated),
            "confirmation": confirmation,
            "past_edition": past,
            "act": act.key,
            "imported": imported,
            "collection": sub,
            "redirect": redirect,
            "session": session,
            "workflow": state.workflow,
            "workflow_state": state,
            "task": state.current_task_state.task,
            "task_state": state.current_task_state,
            "revision": place.latest_revision,
            "user": writer,
            "group": RoleGroup.objects.get(site=region.site, role=RoleName.WRITER).group,
            "upload": UploadedFile.objects.create(file="", uploaded_by_user=writer),
        },
    )


def _submitted(page: Any, user: Any) -> Any:
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return type(page).objects.get(pk=page.pk)


@dataclass
class World:
    """The office of the people under test, and a foreign one. One person a role in the own."""

    own: Office
    foreign: Office
    people: dict[str, Any]


def make_world() -> World:
    cache.clear()
    own = make_office("localhost", mark="Milik")
    foreign = make_office("sabang.example", mark=SECRET)
    people: dict[str, Any] = {}
    for role in RoleName:
        language = "ar" if role == RoleName.TRANSLATOR else ""
        people[role] = make_person(own.region, role, language=language)
    superuser = get_user_model().objects.create_superuser("superuser", "s@example.org", "x")
    UserProfile.objects.create(user=superuser, preferred_language="en")
    return World(own, foreign, {**people, "superuser": superuser})

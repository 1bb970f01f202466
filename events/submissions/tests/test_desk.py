"""The queue, a proposal in it, and what officers do with it; the rights of each."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events.models import (
    CallForProposals,
    Edition,
    Festival,
    Occurrence,
    Organiser,
    Road,
    Venue,
)
from events.submissions import acts
from events.submissions.desk import waiting_for
from events.submissions.tests.factories import SubmissionFactory, said
from events.submissions.tests.test_screens import own, poster
from events.tests.factories import (
    EditionFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    OrganiserFactory,
    RoadFactory,
    VenueFactory,
)
from media.models import Picture
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db

D = datetime.date


@pytest.fixture
def submission(region, section):
    """A new proposal of the first region, sent in Malay from a telephone."""
    return SubmissionFactory(site=region.site, road_names="Jalan Contoh, Jalan Baru")


@pytest.fixture
def manager(region, section):
    """A calendar manager: may not publish new pages."""
    make_roles(region.settings)
    return make_person(region, RoleName.CALENDAR_MANAGER)


@pytest.fixture
def editor(region, section):
    make_roles(region.settings)
    return make_person(region, RoleName.EDITOR)


def url(name, *args):
    return reverse(f"events_submissions:{name}", args=args)


def do(client, submission, what, /, **data):
    """Post a form of the desk; return the answer, with the submission read again."""
    response = client.post(url(what, submission.pk), data)
    submission.refresh_from_db()
    return response


def ready(client, submission, name):
    """Return the text that stands in the form at first."""
    return client.get(url(name, submission.pk)).context["form"].fields["message"].initial


# --- The queue ---


def test_the_menu_counts_what_waits_for_the_office(client, manager, region, submission):
    for state in ("answered", "asked", "accepted", "declined", "withdrawn"):
        SubmissionFactory(site=region.site, state=state)
    assert waiting_for(manager) == 2
    client.force_login(manager)
    assert "Submissions (2)" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_queue_shows_what_waits_and_is_filtered(client, manager, region, submission):
    opened = CallForProposals.objects.create(
        site=region.site, year=2028, opens_on=D(2026, 1, 1), closes_on=D(2026, 12, 31)
    )
    SubmissionFactory(site=region.site, name="Lari Fajar", state="asked")
    SubmissionFactory(
        site=region.site,
        name="Pasar Malam",
        year=2028,
        starts_on=D(2028, 1, 1),
        call=opened,
        shortlisted_for="Satu-satunya di utara",
    )
    client.force_login(manager)

    def names(**asked):
        rows = client.get(url("queue"), asked).context["rows"]
        return sorted(row["submission"].name for row in rows)

    assert names() == ["Pasar Malam", "Pesta Layang-layang"]
    assert names(state="asked") == ["Lari Fajar"]
    assert names(state="all", year="2027") == ["Lari Fajar", "Pesta Layang-layang"]
    assert names(call=opened.pk) == ["Pasar Malam"]
    assert names(state="all", q="lari") == ["Lari Fajar"]
    assert names(q=submission.reference.lower()) == ["Pesta Layang-layang"]
    assert names(state="nonsense") == []
    assert names(year="x", call="y") == []
    html = client.get(url("queue"), {"state": "shortlist"}).content.decode()
    assert "Satu-satunya di utara" in html
    assert "Pesta Layang-layang" not in html


def test_the_queue_tells_clashes_with_names_as_text(client, manager, region, festival):
    festival.venue = VenueFactory(site=region.site, name="Lapangan <b>")
    festival.save()
    EditionFactory(festival=festival, starts_on=D(2027, 7, 17))
    evil = SubmissionFactory(site=region.site, name="<script>x</script>", venue_name="lapangan b")
    clear = SubmissionFactory(site=region.site, starts_on=D(2027, 9, 1))
    gone = SubmissionFactory(site=region.site, state="withdrawn", venue_name="Lapangan b")
    client.force_login(manager)
    html = client.get(url("queue")).content.decode()
    assert "<script>x" not in html
    assert "are both at" in html
    html = client.get(url("submission", evil.pk)).content.decode()
    assert "<script>x" not in html
    assert "&lt;script&gt;x&lt;/script&gt; and Gandrung Sewu are both at" in html
    for other in (clear, gone):
        html = client.get(url("submission", other.pk)).content.decode()
        assert "are both at" not in html


def test_two_proposals_clash_with_each_other(client, manager, region, submission):
    SubmissionFactory(site=region.site, name="Lari Fajar", venue_name="desa  contoh")
    client.force_login(manager)
    rows = client.get(url("queue")).context["rows"]
    assert [len(row["clashes"]) for row in rows] == [1, 1]


def test_the_queue_costs_the_same_for_many(client, manager, region, submission):
    client.force_login(manager)
    client.get(url("queue"))

    def cost():
        with CaptureQueriesContext(connection) as counted:
            assert client.get(url("queue")).status_code == 200
        return len(counted)

    few = cost()
    SubmissionFactory.create_batch(25, site=region.site)
    assert cost() == few
    assert few <= 55


def test_a_proposal_shows_what_is_known_and_its_twins(
    client, manager, region, festival, submission
):
    submission.name = "gandrung sewu 2027"
    submission.save()
    OrganiserFactory(site=region.site, slug="k", name="karang taruna  contoh")
    like = SubmissionFactory(site=region.site, name="Gandrung Sewu")
    client.force_login(manager)
    response = client.get(url("submission", submission.pk))
    assert response.context["known"].organiser.slug == "k"
    assert response.context["twins"] == [festival]
    assert response.context["like_it"] == [like]
    assert "Bahasa Melayu" in response.content.decode()


def test_the_poster_is_for_officers_alone(client, manager, submission):
    acts.keep_poster(submission, poster())
    address = url("poster", submission.pk)
    assert client.get(address).status_code == 302
    client.force_login(manager)
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "no-store" in response["Cache-Control"]
    acts.keep_poster(submission, None)
    assert client.get(address).status_code == 404


def test_a_foreign_region_sees_and_does_nothing(client, submission, other_region):
    published(FestivalIndexPageFactory(parent=other_region.home, slug="events"))
    make_roles(other_region.settings)
    acts.keep_poster(submission, poster())
    client.force_login(make_person(other_region, RoleName.EDITOR))
    assert "Layang" not in client.get(url("queue"), {"state": "all"}).content.decode()
    assert client.get(url("queue"), {"site": submission.site_id}).status_code == 404
    for name in ("submission", "poster"):
        assert client.get(url(name, submission.pk)).status_code == 404
    for name in ("accept", "ask", "shortlist", "unlist", "decline", "reopen", "message"):
        assert client.get(url(name, submission.pk)).status_code == 404
        sent = {"reason": "x", "message": "x", "name": "x"}
        assert do(client, submission, name, **sent).status_code == 404
    assert submission.state == "new"
    assert not submission.steps.exists()


def test_without_the_right_there_is_nothing(client, region, section, submission):
    make_roles(region.settings)
    client.force_login(make_person(region, RoleName.WRITER))
    assert url("queue") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(url("queue")).status_code == 302
    assert do(client, submission, "shortlist", reason="x").status_code == 302
    assert submission.shortlisted_for == ""


# --- Shortlist, asking, declining ---


def test_the_shortlist_wants_a_reason_and_is_logged(client, manager, submission):
    client.force_login(manager)
    response = do(client, submission, "shortlist", reason="")
    assert response.context["form"].errors == {"reason": ["Give a reason."]}
    do(client, submission, "shortlist", reason="Baru di selatan")
    assert (submission.state, submission.shortlisted_for) == ("new", "Baru di selatan")
    do(client, submission, "unlist", reason="Terlalu dekat")
    assert submission.shortlisted_for == ""
    assert [(each.act, each.reason, each.by) for each in submission.steps.all()] == [
        ("shortlisted", "Baru di selatan", manager),
        ("unlisted", "Terlalu dekat", manager),
    ]
    entry = ModelLogEntry.objects.filter(action="events.submission.shortlisted").get()
    assert (entry.label, entry.user) == ("Pesta Layang-layang", manager)
    assert "Siti" not in str(entry.data)


def test_asking_back_needs_a_question_and_opens_whatsapp(client, manager, submission):
    client.force_login(manager)
    text = ready(client, submission, "ask")
    assert "Dear Siti Contoh," in text
    response = do(client, submission, "ask", message=text, channels=["whatsapp"])
    assert response.context["form"].errors == {"message": ["Write your question into the text."]}
    do(client, submission, "ask", message="Berapa hari?", channels=["whatsapp"])
    assert submission.state == "asked"
    step = submission.steps.get()
    assert (step.act, step.message, step.channel) == ("asked", "Berapa hari?", "whatsapp")
    html = client.get(url("submission", submission.pk)).content.decode()
    assert 'href="https://wa.me/6281234567890?text=Berapa%20hari%3F%0A%0A' in html
    assert acts.token_of(submission) in html
    assert mail.outbox == []


def test_the_ready_text_is_in_the_senders_language(client, manager, submission, region, settings):
    submission.language = "ar"
    submission.save()
    client.force_login(manager)
    html = client.get(url("ask", submission.pk)).content.decode()
    assert 'lang="ar" dir="rtl"' in html


def test_both_ways_at_once_and_a_mail_that_fails(client, manager, submission, monkeypatch):
    submission.email = "siti@example.org"
    submission.save()
    client.force_login(manager)
    do(client, submission, "ask", message="Di mana?", channels=["whatsapp", "email"])
    (letter,) = mail.outbox
    assert letter.to == ["siti@example.org"]
    assert letter.subject == f"Your proposal {submission.reference}"
    assert letter.body.startswith("Di mana?\n\n")
    assert f"http://localhost{own(submission)}" in letter.body
    assert submission.steps.get().channel == "both"

    def fails(*_args, **_kwargs):
        raise OSError("siti@example.org is unknown")

    monkeypatch.setattr("notices.mails.send_mail", fails)
    response = client.post(
        url("message", submission.pk), {"message": "Di mana?", "channels": ["email"]}, follow=True
    )
    assert "The mail did not go out." in response.content.decode()
    assert [each.channel for each in submission.steps.all()] == ["both", ""]


def test_a_way_that_the_sender_did_not_give_is_refused(client, manager, submission):
    client.force_login(manager)
    response = do(client, submission, "ask", message="Di mana?", channels=["email"])
    assert set(response.context["form"].errors) == {"channels"}
    assert submission.state == "new"


def test_a_proposal_is_declined_with_a_reason_and_opened_again(client, manager, submission):
    client.force_login(manager)
    text = ready(client, submission, "decline")
    assert do(client, submission, "decline", message=text).context["form"].errors
    do(client, submission, "decline", message="Terlalu dekat dengan yang lain.")
    assert (submission.state, submission.delete_on) == ("declined", D(2027, 5, 25))
    assert "Terlalu dekat" in client.get(own(submission)).content.decode()
    response = client.post(url("ask", submission.pk), {"message": "Masih ada?"}, follow=True)
    assert "not possible any more" in response.content.decode()
    do(client, submission, "reopen", reason="Salah pilih")
    assert (submission.state, submission.delete_on) == ("new", D(2028, 6, 30))
    assert "Salah pilih" not in client.get(own(submission)).content.decode()


# --- Accepting ---


def accepted(client, submission, /, **data):
    """Post the form of accepting; return the answer."""
    sent = {"name": submission.name, "message": "Selamat.", "channels": ["whatsapp"], **data}
    return do(client, submission, "accept", **sent)


def test_an_editor_accepts_and_publishes_and_it_is_public(
    client, reader, editor, region, submission
):
    acts.keep_poster(submission, poster())
    RoadFactory(site=region.site, name="jalan contoh", slug="jc")
    client.force_login(editor)
    response = accepted(
        client, submission, publish="on", summary="Layang-layang.", credit="Karang Taruna Contoh"
    )
    assert response["Location"] == url("submission", submission.pk)
    festival = submission.festival
    assert (submission.state, festival.live, festival.slug) == (
        "accepted",
        True,
        "pesta-layang-layang",
    )
    assert festival.organiser == Organiser.objects.get(name="Karang Taruna Contoh")
    assert festival.venue == Venue.objects.get(name="Desa Contoh")
    assert sorted(road.slug for road in festival.roads.all()) == ["jalan-baru", "jc"]
    assert festival.summary_ms == "Layang-layang."
    picture = Picture.objects.get()
    assert (festival.picture, picture.collection) == (picture, region.site.office.collection)
    assert (picture.credit, picture.licence) == ("Karang Taruna Contoh", "permission")
    assert Occurrence.objects.get().starts_on == D(2027, 7, 17)
    edition = submission.edition
    assert (edition.live, edition.source, edition.checked_on) == (
        True,
        "Karang Taruna Contoh",
        D(2026, 11, 25),
    )
    html = reader.get("/ms/events/pesta-layang-layang/").content.decode()
    assert "Layang-layang besar di tepi pantai." in html
    assert "Siti" not in html
    assert "See your festival" in reader.get(own(submission)).content.decode()
    assert accepted(client, submission).status_code == 302
    assert Festival.objects.count() == 1


def test_a_manager_makes_drafts_and_may_not_publish_a_new_page(client, reader, manager, submission):
    client.force_login(manager)
    response = accepted(client, submission, publish="on")
    assert set(response.context["form"].errors) == {"publish"}
    assert not Festival.objects.exists()
    accepted(client, submission)
    assert (submission.festival.live, submission.edition.live) == (False, False)
    assert reader.get("/ms/events/pesta-layang-layang/").status_code == 404
    assert "Its page is being prepared" in reader.get(own(submission)).content.decode()


def test_a_festival_that_is_there_gets_an_edition(client, manager, festival, submission):
    client.force_login(manager)
    accepted(client, submission, festival=festival.pk, publish="on")
    assert (submission.festival, submission.edition.year) == (festival, 2027)
    assert submission.edition.live
    assert Festival.objects.count() == 1


def test_a_second_edition_of_the_year_is_told_and_nothing_is_half_done(
    client, manager, festival, submission
):
    EditionFactory(festival=festival, starts_on=D(2027, 1, 1))
    client.force_login(manager)
    response = accepted(client, submission, festival=festival.pk)
    (message,) = response.context["form"].non_field_errors()
    assert message.startswith("This festival has an edition of that year")
    assert submission.state == "new"
    assert Edition.objects.count() == 1


def test_a_foreign_festival_is_refused(client, manager, submission, other_region):
    index = published(FestivalIndexPageFactory(parent=other_region.home, slug="events"))
    foreign = published(FestivalFactory(parent=index, slug="weh"))
    client.force_login(manager)
    response = accepted(client, submission, festival=foreign.pk)
    assert set(response.context["form"].errors) == {"festival"}
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("2027", "festival-2027"),
        ("Submit", "festival-submit"),
        ("Gandrung Sewu", "gandrung-sewu-2"),
        ("風箏", None),
        ("x" * 160, "x" * 60),
    ],
)
def test_every_name_gets_an_address(client, manager, festival, submission, name, slug):
    client.force_login(manager)
    accepted(client, submission, name=name)
    assert submission.festival.title == name
    assert submission.festival.slug == slug or (slug is None and submission.festival.slug)


def test_a_place_of_that_name_is_where_it_is(client, manager, region, submission):
    index = published(DestinationIndexPageFactory(parent=region.home))
    place = published(PlaceFactory(parent=index, title="Desa contoh", slug="desa"))
    client.force_login(manager)
    accepted(client, submission)
    assert (submission.festival.venue_place, submission.festival.venue) == (place, None)
    assert not Venue.objects.exists()
    assert Road.objects.count() == 2


def test_what_was_said_can_be_said_again_by_another_way(client, manager, submission):
    said(submission, "Kapan?", by=manager)
    client.force_login(manager)
    assert ready(client, submission, "message") == "Kapan?"
    do(client, submission, "message", message="Kapan?", channels=["whatsapp"])
    assert submission.steps.last().act == "messaged"
    html = client.get(url("submission", submission.pk)).content.decode()
    assert "https://wa.me/6281234567890?text=Kapan" in html


def test_the_link_of_a_message_is_the_one_that_the_sender_has(client, manager, submission):
    before = acts.token_of(submission)
    client.force_login(manager)
    do(client, submission, "ask", message="Di mana?", channels=["whatsapp"])
    assert acts.token_of(submission) == before


def test_a_new_secret_key_makes_a_new_link_and_the_old_one_void(reader, submission, settings):
    before = own(submission)
    settings.SECRET_KEY = "another"
    assert reader.get(before).status_code == 200
    after = own(submission)
    assert after != before
    assert reader.get(after).status_code == 200
    assert reader.get(before).status_code == 404

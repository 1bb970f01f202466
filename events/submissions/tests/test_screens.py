"""The public form, what is read back before it is sent, and the page of the private link."""

import datetime
import json

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from destinations.tests.factories import DistrictFactory, published
from events.enums import SubmissionAct, SubmissionState
from events.models import CallForProposals, Submission
from events.submissions import acts, parking
from events.submissions.tests.factories import (
    A_MINUTE,
    SubmissionFactory,
    proposal,
    said,
)
from events.submissions.tickets import Ticket
from events.tests.conftest import NOW
from events.tests.factories import EditionFactory, FestivalIndexPageFactory
from media.tests.files import noise
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

D = datetime.date
FORM = "/ms/events/submit/"


@pytest.fixture
def submission(region, section):
    """A new proposal of the first region."""
    return SubmissionFactory(site=region.site)


def own(submission, below=""):
    return f"/{submission.language}/events/submit/{acts.token_of(submission)}/{below}"


def poster(name="poster.png", content=None):
    return SimpleUploadedFile(name, content or noise("PNG"), "image/png")


def errors_of(client, **changes):
    """Post the form; return its errors by field, and look that nothing came of it."""
    response = client.post("/en/events/submit/", proposal(**changes))
    assert not Submission.objects.exists()
    return response.context["form"].errors


# --- The form ---


def test_the_form_is_private_unindexed_and_linked_from_the_section(reader, section):
    assert 'href="/en/events/submit/"' in reader.get("/en/events/").content.decode()
    response = reader.get(FORM)
    html = response.content.decode()
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in html
    assert "style=" not in html
    assert "/submit/" not in reader.get("/sitemap.xml").content.decode()


def test_arabic_reads_from_the_right(reader, section):
    assert '<html lang="ar" dir="rtl">' in reader.get("/ar/events/submit/").content.decode()


def test_what_is_typed_is_read_back_before_it_is_sent(reader, section):
    sent = proposal(
        step="read", date_kind="weekly", weekdays=["5"], starts_on="2027-01-02", name="<b>&"
    )
    html = reader.post("/en/events/submit/", sent).content.decode()
    assert "<strong>Every Saturday</strong>" in html
    assert "Saturday, 2 January 2027" in html
    assert "<b>&" not in html
    assert "&lt;b&gt;&amp;" in html
    assert 'name="starts_on" value="2027-01-02"' in html
    assert not Submission.objects.exists()
    form = reader.post("/en/events/submit/", {**sent, "step": "change"})
    assert form.context["form"]["starts_on"].value() == "2027-01-02"


def test_an_organiser_sends_it_without_email_and_is_led_to_the_private_link(reader, section):
    response = reader.post(FORM, proposal())
    made = Submission.objects.get()
    assert response["Location"] == f"{own(made)}?sent=1"
    assert response["Cache-Control"] == "private, no-store"
    assert (made.state, made.language, made.year, made.whatsapp, made.email) == (
        "new",
        "ms",
        2027,
        "+6281234567890",
        "",
    )
    assert (made.consented_at, made.delete_on) == (NOW, D(2028, 6, 30))
    assert [each.act for each in made.steps.all()] == ["submitted"]
    assert mail.outbox == []
    html = reader.get(response["Location"]).content.decode()
    assert made.reference in html
    assert f"http://localhost{own(made)}" in html
    assert "https://wa.me/6281234567890?text=" in html


def test_with_an_email_address_the_link_comes_by_mail(reader, section):
    reader.post(FORM, proposal(whatsapp="", email="siti@example.org"))
    made = Submission.objects.get()
    (letter,) = mail.outbox
    assert letter.to == ["siti@example.org"]
    assert letter.subject == f"Your proposal {made.reference}"
    assert f"http://localhost{own(made)}" in letter.body
    assert "Siti" not in letter.subject


def test_neither_number_nor_address_is_refused(reader, section):
    assert errors_of(reader, whatsapp="", email="") == {
        "whatsapp": ["Give a WhatsApp number or an e-mail address: one of them is enough."]
    }


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "x" * 200}, {"name"}),
        ({"description": "x" * 2001}, {"description"}),
        ({"consent": None}, {"consent"}),
        ({"starts_on": "2026-11-24", "ends_on": ""}, {"starts_on"}),
        ({"starts_on": "soon"}, {"starts_on"}),
        ({"ends_on": "2027-07-16"}, {"ends_on"}),
        ({"date_kind": "daily"}, {"date_kind"}),
        ({"date_kind": "weekly"}, {"weekdays"}),
        ({"date_kind": "monthly", "day_of": "pasaran", "weekday": "4", "pasaran": "0"}, {"day_of"}),
        ({"date_kind": "javanese", "javanese_month": "1", "day": "1"}, {"year"}),
        ({"date_kind": "month_only", "month": "7", "year": "1"}, {"year"}),
        ({"hours": "times"}, {"starts_at"}),
        ({"whatsapp": "123"}, {"whatsapp"}),
        ({"whatsapp": "", "email": "siti"}, {"email"}),
        ({"district": "99999"}, {"district"}),
        ({"kind": "war"}, {"kind"}),
        ({"topic": "buy"}, {"__all__"}),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(reader, section, changes, wrong):
    response = reader.post(FORM, proposal(**changes))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == wrong
    assert response.context["form"]["organiser_name"].value() == "Karang Taruna Contoh"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, {"starts_on": D(2027, 7, 17), "ends_on": D(2027, 7, 18), "year": 2027}),
        ({"ends_on": ""}, {"ends_on": D(2027, 7, 17)}),
        ({"date_kind": "weekly", "weekdays": ["5", "6"]}, {"weekdays": [5, 6], "ends_on": None}),
        (
            {"date_kind": "monthly", "day_of": "weekday", "ordinal": "2", "weekday": "5"},
            {"ordinal": 2, "weekday": 5, "year": 2027},
        ),
        ({"date_kind": "yearly", "day_of": "day"}, {"date_kind": "yearly", "year": 2027}),
        (
            {"date_kind": "hijri", "hijri_month": "10", "day_of": "day", "day": "7"}
            | {"year": "2027"},
            {"hijri_month": 10, "day": 7, "year": 2027, "starts_on": None},
        ),
        (
            {"date_kind": "javanese", "javanese_month": "1", "day_of": "pasaran", "year": "2028"}
            | {"weekday": "4", "pasaran": "0"},
            {"pasaran": 0, "weekday": 4, "year": 2028},
        ),
        (
            {"date_kind": "month_only", "month": "8", "year": "2027"},
            {"month": 8, "year": 2027, "starts_on": None},
        ),
        (
            {"hours": "times", "starts_at": "19:00", "ends_on": "2027-07-17"},
            {"starts_at": datetime.time(19)},
        ),
    ],
)
def test_every_kind_of_date_can_be_proposed(reader, section, changes, kept):
    reader.post(FORM, proposal(**changes))
    made = Submission.objects.get()
    assert {name: getattr(made, name) for name in kept} == kept


def test_a_foreign_district_is_refused(reader, section, other_region):
    foreign = DistrictFactory(site=other_region.site)
    assert set(errors_of(reader, district=foreign.pk)) == {"district"}


def test_control_characters_are_refused(reader, section):
    assert reader.post(FORM, proposal(name="Pesta\0")).status_code == 400


def test_a_line_break_in_a_name_is_a_space(reader, section):
    reader.post(FORM, proposal(name="Pesta\r\nBcc: all@example.org"))
    assert Submission.objects.get().name == "Pesta Bcc: all@example.org"


# --- Sent twice, too soon, too late, too often ---


def test_the_same_form_sent_twice_is_one_submission(reader, section):
    sent = proposal()
    first, second = reader.post(FORM, sent), reader.post(FORM, sent)
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_the_same_form_at_the_same_moment_is_one_submission(region, section, monkeypatch):
    """The other one is stored between the look and the insert."""
    made = SubmissionFactory(site=region.site, form="same")
    late = SubmissionFactory.build(site=region.site)
    looks = []
    real = Submission.objects.filter

    def blind_at_first(**asked):
        looks.append(asked)
        return real(pk=None) if len(looks) == 1 else real(**asked)

    monkeypatch.setattr(Submission.objects, "filter", blind_at_first)
    assert acts.submit(late, number="same", poster=None, now=NOW) == made
    assert Submission.objects.count() == 1


def test_a_form_that_comes_back_at_once_is_sent_once_more(reader, section):
    sent = proposal(ticket=Ticket.new(NOW).signed)
    html = reader.post("/en/events/submit/", sent).content.decode()
    assert "That was very quick." in html
    assert 'value="Karang Taruna Contoh"' in html
    assert not Submission.objects.exists()


@pytest.mark.parametrize("age", [datetime.timedelta(hours=25), None])
def test_a_form_of_yesterday_or_of_nobody_gets_a_new_ticket(reader, section, monkeypatch, age):
    ticket = Ticket.new(NOW - age).signed if age else "made-up"
    response = reader.post(FORM, proposal(ticket=ticket))
    assert not Submission.objects.exists()
    monkeypatch.setattr(timezone, "now", lambda: NOW + A_MINUTE)
    again = proposal(ticket=response.context["ticket"])
    assert reader.post(FORM, again).status_code == 302


def test_too_many_from_one_address_wait_until_the_next_hour(reader, section):
    for _number in range(20):
        assert reader.post(FORM, proposal()).status_code == 302
    response = reader.post("/en/events/submit/", proposal(name="One more"))
    assert response.status_code == 429
    # It is 00:30 in the region.
    assert response["Retry-After"] == "1801"
    assert "send it after 01:00" in response.content.decode()
    assert 'value="One more"' in response.content.decode()
    assert reader.post(FORM, proposal(), REMOTE_ADDR="10.0.0.2").status_code == 302


# --- Calls for proposals ---


def call(region, year, opens, closes, **fields):
    return CallForProposals.objects.create(
        site=region.site, year=year, opens_on=opens, closes_on=closes, **fields
    )


def test_an_open_call_stands_above_the_form_and_is_kept_with_the_submission(
    reader, region, section
):
    opened = call(
        region,
        2028,
        D(2026, 11, 1),
        D(2026, 11, 25),
        intro_ind="Kami mencari.",
        intro_en="We look.",
    )
    html = reader.get("/en/events/submit/").content.decode()
    assert "Call for proposals for 2028" in html
    assert "We look." in html
    assert "Until Wednesday, 25 November 2026, midnight." in html
    reader.post(FORM, proposal(starts_on="2028-07-17", ends_on=""))
    assert Submission.objects.get().call == opened


def test_a_year_whose_call_is_closed_or_not_open_yet_is_refused(reader, region, section):
    call(region, 2027, D(2026, 1, 1), D(2026, 11, 24))
    call(region, 2028, D(2026, 11, 26), D(2026, 12, 24))
    assert "Call for" not in reader.get("/en/events/submit/").content.decode()
    (closed,) = errors_of(reader)["starts_on"]
    (early,) = errors_of(reader, starts_on="2028-07-17", ends_on="")["starts_on"]
    assert closed.startswith("Proposals for 2027 were taken until Tuesday, 24 November 2026.")
    assert early == "Proposals for 2028 are taken from Thursday, 26 November 2026."
    reader.post(FORM, proposal(starts_on="2029-07-17", ends_on=""))
    assert Submission.objects.get().call is None


# --- Posters ---


def test_a_poster_waits_through_the_reading_and_is_kept(reader, section):
    sent = proposal(step="read")
    review = reader.post(FORM, {**sent, "upload": poster()})
    assert "poster.png" in review.content.decode()
    parked = review.context["parked"]
    reader.post(FORM, {**sent, "step": "send", "parked": parked})
    made = Submission.objects.get()
    assert made.poster_name == "poster.png"
    assert made.poster.read()[:4] == b"\x89PNG"
    assert parking.Parked.read(parked) is None
    assert reader.get(f"/media/{made.poster.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("poster.png", b"MZ not a picture", "This is no picture, although its name ends in .png."),
        ("poster.exe", b"MZ", "Files like this (exe) cannot be used as pictures."),
        ("poster.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Files like this (svg)"),
        ("poster.png", b"\x89PNG\r\n\x1a\ncut off", "The picture is broken or cut off."),
    ],
)
def test_a_poster_that_is_no_picture_is_refused_and_the_rest_stays(
    reader, section, name, content, told
):
    sent = {**proposal(), "upload": poster(name, content)}
    response = reader.post("/en/events/submit/", sent)
    (message,) = response.context["form"].errors["upload"]
    assert told in message
    assert 'value="Karang Taruna Contoh"' in response.content.decode()
    assert not Submission.objects.exists()


def test_a_right_poster_survives_another_fields_mistake_and_can_be_left_out(reader, section):
    sent = proposal(name="")
    response = reader.post(FORM, {**sent, "upload": poster()})
    parked = response.context["parked"]
    assert parking.Parked.read(parked).name == "poster.png"
    again = {**sent, "name": "Pesta", "parked": parked, "drop_poster": "on"}
    reader.post(FORM, again)
    assert not Submission.objects.get().poster
    assert parking.Parked.read(parked) is None


# --- The private link ---


def test_another_link_another_region_and_a_guess_are_nothing(reader, submission, other_region):
    published(FestivalIndexPageFactory(parent=other_region.home, slug="events"))
    token = acts.token_of(submission)
    for below in ("", "correct/", "data/"):
        assert reader.get(f"/ms/events/submit/{token}/{below}").status_code == 200
        assert reader.get(f"/ms/events/submit/{token[:-1]}A/{below}").status_code == 404
        assert reader.get(f"/ms/events/submit/{submission.secret}/{below}").status_code == 404
        foreign = reader.get(
            f"/id/events/submit/{token}/{below}", HTTP_HOST=other_region.site.hostname
        )
        assert foreign.status_code == 404


def test_the_link_is_private_and_says_how_it_stands(reader, submission):
    response = reader.get(own(submission).replace("/ms/", "/en/"))
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    html = response.content.decode()
    assert "We have your proposal, and look at it now." in html
    assert "We erase all of this by ourselves on Friday, 30 June 2028." in html
    assert "Correct it" in html


def test_names_are_shown_as_text(reader, region, section):
    evil = SubmissionFactory(site=region.site, name="<script>alert(1)</script>", venue_name="<i>")
    html = reader.get(own(evil)).content.decode()
    assert "<script>alert" not in html
    assert "<i>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_sender_corrects_it_and_what_changed_is_noted(reader, submission):
    address = own(submission, "correct/")
    html = reader.get(address).content.decode()
    assert 'value="Desa Contoh"' in html
    assert "I agree to this." not in html
    sent = proposal(venue_name="Lapangan Contoh", ends_on="", whatsapp="+6281234567890")
    response = reader.post(address, {**sent, "upload": poster()})
    assert response["Location"] == f"{own(submission)}?corrected=1"
    submission.refresh_from_db()
    assert (submission.venue_name, submission.poster_name) == ("Lapangan Contoh", "poster.png")
    step = submission.steps.get()
    assert (step.act, step.reason) == ("corrected", "venue_name,poster")
    # The poster stays where nothing is said of it, and goes when that is asked.
    reader.post(address, proposal(venue_name="Lapangan", ends_on=""))
    submission.refresh_from_db()
    assert submission.poster_name == "poster.png"
    kept = submission.poster.name
    reader.post(address, proposal(venue_name="Lapangan", ends_on="", drop_poster="on"))
    submission.refresh_from_db()
    assert not submission.poster
    assert not default_storage.exists(kept)


def test_a_correction_is_taken_after_the_call_has_closed(reader, region, submission):
    call(region, 2027, D(2026, 1, 1), D(2026, 11, 24))
    response = reader.post(own(submission, "correct/"), proposal(venue_name="Lapangan"))
    assert response.status_code == 302


def test_the_sender_answers_what_was_asked(reader, submission, section):
    officer = make_user("officer", page=section)
    Submission.objects.update(state=SubmissionState.ASKED)
    said(submission, "Berapa lama?", by=officer)
    assert "Berapa lama?" in reader.get(own(submission)).content.decode()
    response = reader.post(own(submission), {"act": "answer", "message": ""})
    assert response.context["answer_form"].errors == {"message": ["Write your answer."]}
    response = reader.post(own(submission), {"act": "answer", "message": "Dua hari."})
    assert response["Location"] == f"{own(submission)}?answered=1"
    submission.refresh_from_db()
    assert submission.state == "answered"
    html = reader.get(response["Location"]).content.decode()
    assert "Dua hari." in html
    assert "officer" not in html


def test_a_reason_for_the_shortlist_is_not_for_the_sender(reader, submission):
    acts.act(submission, SubmissionAct.SHORTLISTED, by=None, now=NOW, reason="Bagus sekali")
    assert "Bagus sekali" not in reader.get(own(submission)).content.decode()
    assert "Bagus sekali" not in reader.get(own(submission, "data/")).content.decode()


def test_the_sender_withdraws_it_and_can_correct_it_no_longer(reader, submission):
    response = reader.post(own(submission), {"act": "withdraw"})
    assert response.context["sure_form"].errors == {"sure": ["Tick that you are sure."]}
    reader.post(own(submission), {"act": "withdraw", "sure": "on"})
    submission.refresh_from_db()
    assert (submission.state, submission.delete_on) == ("withdrawn", D(2027, 5, 24))
    assert reader.get(own(submission, "correct/"))["Location"] == own(submission)
    assert reader.post(own(submission, "correct/"), proposal(name="Lain")).status_code == 302
    submission.refresh_from_db()
    assert submission.name == "Pesta Layang-layang"
    response = reader.post(own(submission), {"act": "withdraw", "sure": "on"})
    assert "not possible any more" in response.content.decode()


def test_what_became_of_it_is_linked_once_it_is_public(reader, submission, festival):
    submission.state = SubmissionState.ACCEPTED
    submission.festival = festival
    submission.edition = EditionFactory(festival=festival)
    submission.save()
    html = reader.get(own(submission)).content.decode()
    assert 'href="/ms/events/gandrung-sewu/"' in html
    assert "Correct it" not in html


def test_the_sender_gets_everything_as_json_and_erases_it(reader, submission):
    acts.keep_poster(submission, poster())
    response = reader.get(own(submission, "data/"))
    assert response["Content-Disposition"] == f'attachment; filename="{submission.reference}.json"'
    data = json.loads(response.content)
    assert data["contact_name"] == "Siti Contoh"
    assert data["when"]["starts_on"] == "2027-07-17"
    assert "seed" not in data
    kept = submission.poster.name
    reader.post(own(submission), {"act": "erase"})
    assert Submission.objects.exists()
    response = reader.post(own(submission), {"act": "erase", "erase-sure": "on"})
    assert response.status_code == 200
    assert not Submission.objects.exists()
    assert not default_storage.exists(kept)
    assert reader.get(own(submission)).status_code == 404


def test_an_unknown_button_does_nothing(reader, submission):
    assert reader.post(own(submission), {"act": "accept"}).status_code == 200
    submission.refresh_from_db()
    assert submission.state == "new"

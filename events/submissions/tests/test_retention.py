"""How long submissions are kept, and what erasing leaves."""

import datetime
import json
import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from events.models import Submission, SubmissionStep
from events.submissions import acts, parking
from events.submissions.retention import erase_due, goes_on
from events.submissions.tests.factories import SubmissionFactory
from events.tests.conftest import NOW

D = datetime.date


@pytest.mark.parametrize(
    ("year", "declined", "day"),
    [
        (2027, None, D(2028, 6, 30)),
        (2027, D(2026, 8, 31), D(2027, 2, 28)),
        (2027, D(2027, 8, 31), D(2028, 2, 29)),
        (2027, D(2026, 6, 30), D(2026, 12, 30)),
    ],
)
def test_it_goes_half_a_year_after_its_year_or_after_no(year, declined, day):
    assert goes_on(year, declined_on=declined) == day


@pytest.mark.django_db
def test_what_is_due_goes_with_poster_and_log_and_its_festival_stays(region, festival, capsys):
    due = SubmissionFactory(site=region.site, delete_on=D(2026, 11, 24), festival=festival)
    acts.keep_poster(due, ContentFile(b"picture", name="poster.png"))
    acts.message_again(due, "Selamat.", by=None, now=NOW)
    poster = due.poster.name
    kept = SubmissionFactory(site=region.site, delete_on=D(2026, 11, 26))
    call_command("erase_submissions", "--json")
    assert json.loads(capsys.readouterr().out) == {"submission": due.reference}
    assert Submission.objects.get() == kept
    assert not SubmissionStep.objects.exists()
    assert not default_storage.exists(poster)
    festival.refresh_from_db()
    assert festival.live
    call_command("erase_submissions")
    assert capsys.readouterr().out == "Erased 0 submissions.\n"


@pytest.mark.django_db
def test_a_poster_that_nobody_sent_goes_after_a_day():
    now = datetime.datetime.now(tz=datetime.UTC)
    parked = parking.park(ContentFile(b"picture", name="poster.png"), number="7")
    assert parking.Parked.read(parked.signed) == parked
    erase_due(now=now)
    assert default_storage.exists(parked.path)
    os.utime(default_storage.path(parked.path), (0, 0))
    erase_due(now=now)
    assert not default_storage.exists(parked.path)
    assert parking.Parked.read(parked.signed) is None


def test_a_parked_poster_that_is_made_up_is_none():
    assert parking.Parked.read("x") is None
    assert parking.Parked.read("") is None

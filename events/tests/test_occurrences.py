"""Dates that are written down: complete, in one go, and the same rows as long as they stay."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destinations.tests.factories import published
from events.confirmations import confirm, take_back
from events.enums import DateKind, EventStatus, Hours
from events.models import DateChange, Edition, Occurrence
from events.occurrences import extend, horizon, rebuild
from events.plan import Confirmed
from events.tests.conftest import NOW, TODAY
from events.tests.factories import EditionFactory, FestivalFactory

pytestmark = pytest.mark.django_db

D = datetime.date


def series(festival, **fields):
    return EditionFactory(
        festival=festival,
        **{
            "starts_on": D(2026, 12, 5),
            "date_kind": DateKind.WEEKLY,
            "weekdays": [5],
            **fields,
        },
    )


def barong(festival, **fields):
    return EditionFactory(
        festival=festival,
        year=2027,
        starts_on=None,
        date_kind=DateKind.HIJRI,
        hijri_month=10,
        day=2,
        **fields,
    )


def firsts(edition):
    return list(edition.occurrences.soonest_first().values_list("starts_on", flat=True))


def test_a_rule_without_an_end_is_written_for_three_years(festival):
    edition = series(festival)
    dates = firsts(edition)
    assert horizon(TODAY) == D(2029, 11, 1)
    assert (dates[0], dates[-1], len(dates)) == (D(2026, 12, 5), D(2029, 10, 27), 152)


def test_the_horizon_moves_on_and_what_was_there_keeps_its_rows_and_its_number(festival):
    edition = series(festival)
    before = dict(edition.occurrences.values_list("starts_on", "pk"))
    assert [each.pk for each in extend(today=D(2027, 1, 15))] == [edition.pk]
    after = dict(edition.occurrences.values_list("starts_on", "pk"))
    assert after.keys() - before.keys() == {
        D(2029, 11, 3) + datetime.timedelta(days=7 * week) for week in range(9)
    }
    assert before.items() <= after.items()
    edition.entry.refresh_from_db()
    assert edition.entry.sequence == 0


def test_writing_again_writes_nothing(festival):
    edition = series(festival)
    with CaptureQueriesContext(connection) as counted:
        rebuild(edition)
    written = [query["sql"] for query in counted if "occurrence" in query["sql"].lower()]
    assert not any(sql.startswith(("INSERT", "DELETE")) for sql in written)


def test_a_long_series_costs_as_many_queries_as_a_short_one(festival):
    short, long = series(festival, count=2), series(festival, season="second")

    def cost(edition):
        with CaptureQueriesContext(connection) as counted:
            rebuild(edition)
        return len(counted)

    assert cost(short) == cost(long)


def test_an_announcement_of_one_date_survives_when_the_rule_changes(festival):
    edition = series(festival)
    DateChange.objects.create(
        edition=edition, on=D(2026, 12, 12), status=EventStatus.CANCELLED, made_at=NOW
    )
    edition.weekdays = [5, 6]
    edition.save()
    status = dict(edition.occurrences.values_list("starts_on", "status"))
    assert status[D(2026, 12, 12)] == EventStatus.CANCELLED
    assert status[D(2026, 12, 13)] == EventStatus.SCHEDULED


def test_an_announcement_about_one_time_leaves_the_others_of_the_day(festival):
    edition = series(
        festival,
        count=1,
        hours=Hours.TIMES,
        starts_at=datetime.time(19),
        more_dates=[
            {
                "type": "session",
                "value": {"starts_at": "14:00", "ends_at": None},
                "id": str(uuid.uuid4()),
            }
        ],
    )
    DateChange.objects.create(
        edition=edition,
        on=D(2026, 12, 5),
        at=datetime.time(14),
        status=EventStatus.CANCELLED,
        made_at=NOW,
    )
    rebuild(edition)
    assert list(edition.occurrences.soonest_first().values_list("starts_at", "status")) == [
        (datetime.time(14), EventStatus.CANCELLED),
        (datetime.time(19), EventStatus.SCHEDULED),
    ]


def test_a_ritual_is_estimated_until_the_office_confirms_and_keeps_its_uid(festival):
    edition = barong(festival)
    estimate = edition.occurrences.get()
    assert (estimate.starts_on, estimate.status) == (D(2027, 3, 10), EventStatus.ESTIMATED)
    assert (estimate.earliest, estimate.latest) == (D(2027, 3, 9), D(2027, 3, 11))
    uid = edition.entry.uid

    made = confirm(estimate, Confirmed(D(2027, 3, 12), D(2027, 3, 12)), by=None, now=NOW)
    certain = edition.occurrences.get()
    assert (certain.starts_on, certain.status) == (D(2027, 3, 12), EventStatus.SCHEDULED)
    assert (certain.uncertainty, certain.planned) == (0, None)
    edition.entry.refresh_from_db()
    assert (edition.entry.uid, edition.entry.sequence) == (uid, 1)

    assert take_back(made, by=None, now=NOW)
    assert not take_back(made, by=None, now=NOW)
    assert edition.occurrences.get().status == EventStatus.ESTIMATED
    edition.entry.refresh_from_db()
    assert (edition.entry.uid, edition.entry.sequence) == (uid, 2)


def test_only_what_is_estimated_can_be_confirmed(festival):
    EditionFactory(festival=festival, starts_on=D(2027, 5, 1))
    certain = Occurrence.objects.get()
    with pytest.raises(ValueError, match="estimated"):
        confirm(certain, Confirmed(D(2027, 5, 2), D(2027, 5, 2)), by=None, now=NOW)


def test_a_text_that_changes_is_no_new_number(festival):
    edition = barong(festival)
    edition.theme_ind = "Tema"
    edition.save()
    edition.entry.refresh_from_db()
    assert edition.entry.sequence == 0
    edition.offset = 1
    edition.save()
    edition.entry.refresh_from_db()
    assert edition.entry.sequence == 1


def test_an_old_draft_that_is_published_brings_no_old_number_back(festival):
    edition = barong(festival)
    old = edition.save_revision()
    edition.offset = 1
    edition.save_revision().publish()
    edition.refresh_from_db()
    edition.entry.refresh_from_db()
    assert edition.entry.sequence == 1
    old.publish()
    edition.entry.refresh_from_db()
    assert edition.entry.sequence == 2


def test_a_year_beyond_the_calendar_has_no_dates_and_is_no_error(festival):
    edition = barong(festival)
    Edition.objects.filter(pk=edition.pk).update(year=2150)
    assert rebuild(edition) == []
    assert not Occurrence.objects.exists()


# --- Parts ---


@pytest.fixture
def part(festival):
    return published(FestivalFactory(parent=festival, slug="opening", title="Opening"))


def listed():
    return set(Occurrence.objects.listed().values_list("festival__slug", flat=True))


def test_a_part_is_listed_alone_until_its_festival_has_a_date_around_it(festival, part):
    EditionFactory(festival=part, starts_on=D(2027, 5, 2))
    assert listed() == {"opening"}
    whole = EditionFactory(festival=festival, starts_on=D(2027, 5, 1), ends_on=D(2027, 5, 3))
    assert listed() == {"gandrung-sewu"}
    whole.starts_on = whole.ends_on = D(2027, 6, 1)
    whole.save()
    assert listed() == {"gandrung-sewu", "opening"}


def test_a_part_is_listed_again_when_its_festival_loses_its_date_or_goes(festival, part):
    EditionFactory(festival=part, starts_on=D(2027, 5, 2))
    whole = EditionFactory(festival=festival, starts_on=D(2027, 5, 2))
    assert listed() == {"gandrung-sewu"}
    festival.refresh_from_db()
    festival.unpublish()
    assert "opening" in listed()
    festival.refresh_from_db()
    festival.save_revision().publish()
    assert listed() == {"gandrung-sewu"}
    whole.delete()
    assert listed() == {"opening"}


def test_a_part_that_moves_out_is_a_festival_of_its_own(section, festival, part):
    EditionFactory(festival=part, starts_on=D(2027, 5, 2))
    EditionFactory(festival=festival, starts_on=D(2027, 5, 2))
    part.refresh_from_db()
    part.move(section, pos="last-child")
    assert listed() == {"gandrung-sewu", "opening"}

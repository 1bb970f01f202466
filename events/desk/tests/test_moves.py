import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events.desk import moves
from events.desk.moves import MoveRefusedError
from events.models import Edition, Occurrence
from events.tests.factories import EditionFactory, edition_of_month

pytestmark = pytest.mark.django_db
D = datetime.date
ALSO = [{"type": "also", "value": {"starts_on": "2027-07-20", "ends_on": "2027-07-21"}}]


def drafted(edition):
    return Edition.objects.get(pk=edition.pk).get_latest_revision_as_object()


def test_all_days_of_a_run_move_and_readers_see_nothing_of_it(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10), ends_on=D(2027, 7, 12))
    moves.move(edition, D(2027, 7, 10), D(2027, 7, 14), by=officer)
    draft = drafted(edition)
    assert (draft.starts_on, draft.ends_on) == (D(2027, 7, 14), D(2027, 7, 16))
    assert draft.has_unpublished_changes
    assert draft.latest_revision.user == officer
    assert Edition.objects.get().starts_on == D(2027, 7, 10)
    assert Occurrence.objects.get().starts_on == D(2027, 7, 10)


def test_a_move_is_logged_with_both_days(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    moves.move(edition, D(2027, 7, 10), D(2027, 7, 14), by=officer)
    entry = ModelLogEntry.objects.get(action=moves.MOVED)
    assert entry.user == officer
    assert entry.data == {"on": "2027-07-10", "to": "2027-07-14"}


def test_a_draft_is_moved_as_it_stands_with_all_else_that_it_says(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    edition.starts_on = edition.ends_on = D(2027, 8, 1)
    edition.theme_ind = "Laut"
    edition.save_revision()
    moves.move(edition, D(2027, 8, 1), D(2027, 8, 2), by=officer)
    assert drafted(edition).starts_on == D(2027, 8, 2)
    assert drafted(edition).theme_ind == "Laut"


def test_one_of_more_dates_moves_alone(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10), more_dates=ALSO)
    moves.move(edition, D(2027, 7, 20), D(2027, 7, 25), by=officer)
    draft = drafted(edition)
    assert draft.starts_on == D(2027, 7, 10)
    [block] = draft.more_dates
    assert (block.value["starts_on"], block.value["ends_on"]) == (D(2027, 7, 25), D(2027, 7, 26))


def test_a_further_date_of_a_series_moves_too(festival, officer):
    edition = EditionFactory(
        festival=festival,
        starts_on=D(2027, 7, 3),
        date_kind="weekly",
        weekdays=[5],
        count=2,
        more_dates=ALSO,
    )
    moves.move(edition, D(2027, 7, 20), D(2027, 7, 22), by=officer)
    assert drafted(edition).more_dates[0].value["starts_on"] == D(2027, 7, 22)


def test_a_month_alone_becomes_the_day(festival, officer):
    edition = edition_of_month(festival, 2027, 9)
    moves.move(edition, D(2027, 9, 1), D(2027, 9, 1), by=officer)
    draft = drafted(edition)
    assert (draft.date_kind, draft.month, draft.year) == ("fixed", None, 2027)
    assert (draft.starts_on, draft.ends_on) == (D(2027, 9, 1), D(2027, 9, 1))


def test_the_year_follows(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 12, 30))
    moves.move(edition, D(2027, 12, 30), D(2028, 1, 2), by=officer)
    assert drafted(edition).year == 2028


def refused(edition, on, to, officer):
    with pytest.raises(MoveRefusedError) as error:
        moves.move(edition, on, to, by=officer)
    assert not ModelLogEntry.objects.filter(action=moves.MOVED).exists()
    return str(error.value)


@pytest.mark.usefixtures("english")
def test_what_cannot_be_moved_says_what_to_do_instead(festival, officer):
    day, other = D(2027, 7, 10), D(2027, 7, 11)
    edition = EditionFactory(festival=festival, starts_on=day)
    before = Edition.objects.get()
    assert "It is on this day already" in refused(edition, day, day, officer)
    assert "somebody has moved it meanwhile" in refused(edition, other, day, officer)
    assert "The calendar holds the years" in refused(edition, day, D(2300, 1, 1), officer)
    EditionFactory(festival=festival, starts_on=D(2028, 1, 1))
    assert "an edition of 2028 already" in refused(edition, day, D(2028, 7, 1), officer)
    edition.date_changes.create(status="postponed", on=day, made_at=timezone.now())
    assert "Readers were told something" in refused(edition, day, other, officer)
    after = Edition.objects.get(pk=edition.pk)
    assert after.latest_revision_id == before.latest_revision_id is None


@pytest.mark.usefixtures("english")
def test_a_day_beyond_all_calendars_is_refused(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10), ends_on=D(2027, 7, 12))
    assert "the years from 1900 to 2200" in refused(edition, D(2027, 7, 10), D.max, officer)


@pytest.mark.usefixtures("english")
def test_dates_of_a_rule_and_of_a_ritual_are_not_moved(festival, officer):
    weekly = EditionFactory(
        festival=festival, starts_on=D(2027, 7, 3), date_kind="weekly", weekdays=[5]
    )
    assert "leave this day out" in refused(weekly, D(2027, 7, 10), D(2027, 7, 11), officer)
    ritual = EditionFactory(
        festival=festival, year=2028, starts_on=None, date_kind="hijri", hijri_month=10, day=2
    )
    assert "by confirming the date" in refused(ritual, D(2028, 2, 28), D(2028, 3, 1), officer)


@pytest.mark.usefixtures("english")
def test_what_is_scheduled_to_be_published_is_locked(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10), live=False)
    later = timezone.now() + datetime.timedelta(days=1)
    edition.save_revision(approved_go_live_at=later)
    assert "scheduled to be published" in refused(edition, D(2027, 7, 10), D(2027, 7, 11), officer)


def test_what_was_moved_meanwhile_is_not_moved_again(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    moves.move(edition, D(2027, 7, 10), D(2027, 7, 14), by=officer)
    with pytest.raises(MoveRefusedError):
        moves.move(edition, D(2027, 7, 10), D(2027, 7, 15), by=officer)
    assert drafted(edition).starts_on == D(2027, 7, 14)


def test_looking_at_a_move_changes_nothing(festival):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10), more_dates=ALSO)
    assert moves.moved(edition, D(2027, 7, 10), D(2027, 7, 14)).starts_on == D(2027, 7, 14)
    assert edition.starts_on == D(2027, 7, 10)
    assert Edition.objects.get().latest_revision is None


# --- The way back ---


def test_undoing_puts_back_what_readers_see_as_it_was(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    revision = moves.move(edition, D(2027, 7, 10), D(2027, 7, 14), by=officer)
    moves.undo(revision, by=officer)
    after = Edition.objects.get()
    assert not after.has_unpublished_changes
    assert after.latest_revision.as_object().starts_on == D(2027, 7, 10)
    assert ModelLogEntry.objects.filter(action="wagtail.revert", user=officer).count() == 1


def test_undoing_puts_a_draft_back_as_a_draft(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    edition.starts_on = edition.ends_on = D(2027, 8, 1)
    edition.save_revision()
    revision = moves.move(edition, D(2027, 8, 1), D(2027, 8, 2), by=officer)
    moves.undo(revision, by=officer)
    assert drafted(edition).starts_on == D(2027, 8, 1)
    assert Edition.objects.get().has_unpublished_changes


def test_what_was_published_or_changed_since_is_not_put_back(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    revision = moves.move(edition, D(2027, 7, 10), D(2027, 7, 14), by=officer)
    revision.publish()
    with pytest.raises(MoveRefusedError):
        moves.undo(revision, by=officer)
    revision = moves.move(edition, D(2027, 7, 14), D(2027, 7, 15), by=officer)
    drafted(edition).save_revision()
    with pytest.raises(MoveRefusedError):
        moves.undo(revision, by=officer)
    assert drafted(edition).starts_on == D(2027, 7, 15)


def test_the_last_move_is_known_as_long_as_nothing_came_after_it(festival, officer):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    revision = moves.move(edition, D(2027, 7, 10), D(2027, 7, 14), by=officer)
    editions = Edition.objects.all()
    found = moves.last_move(str(revision.pk), editions)
    assert (found.on, found.to) == (D(2027, 7, 10), D(2027, 7, 14))
    assert moves.last_move(str(revision.pk), editions.none()) is None
    for nonsense in ("", "x", "٣", "9" * 30, "-1"):
        assert moves.last_move(nonsense, editions) is None
    moves.undo(revision, by=officer)
    assert moves.last_move(str(revision.pk), editions) is None

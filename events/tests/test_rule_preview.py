"""What is typed of a rule is said back: in words, as dates, or as what is wrong."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from events.models import Edition, Occurrence
from events.rule_preview import Preview
from events.tests.factories import EditionFactory
from events.tests.test_viewsets import sent
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 25)


def typed(festival, **fields):
    return EditionFactory.build(
        festival=festival,
        **{"year": 2027, "starts_on": datetime.date(2027, 1, 1), "ends_on": None, **fields},
    )


def second_saturday(festival, **fields):
    return typed(festival, date_kind="monthly", day_of="weekday", ordinal=2, weekday=5, **fields)


def test_a_rule_is_said_in_words_and_as_its_next_ten_dates(festival):
    with override("en"):
        shown = Preview.of(second_saturday(festival), today=TODAY)
    assert shown.words == "the second Saturday of every month"
    days = [each["dates"].starts_on for each in shown.dates]
    assert (len(days), days[0], days[-1]) == (
        10,
        datetime.date(2027, 1, 9),
        datetime.date(2027, 10, 9),
    )


def test_what_falls_out_is_said_beside_the_rule(festival):
    edition = second_saturday(festival)
    edition.more_dates = [("left_out", datetime.date(2027, 3, 13))]
    with override("en"):
        shown = Preview.of(edition, today=TODAY)
    assert shown.beside == ["not on Saturday, 13 March 2027"]
    assert datetime.date(2027, 3, 13) not in [each["dates"].starts_on for each in shown.dates]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date_kind": "weekly", "weekdays": [5, 6]}, "every Saturday and Sunday"),
        (
            {"date_kind": "weekly", "weekdays": [5], "interval": 2, "count": 3},
            "every 2 weeks on Saturday, 3 times",
        ),
        (
            {
                "date_kind": "monthly",
                "day_of": "day",
                "day": -1,
                "until": datetime.date(2027, 6, 30),
            },
            "the last day of every month, until 30 June 2027",
        ),
        ({"date_kind": "monthly", "day_of": "day", "day": 15}, "day 15 of every month"),
        ({"date_kind": "yearly", "day_of": "day"}, "every year on 1 January"),
        (
            {"date_kind": "yearly", "day_of": "weekday", "ordinal": -1, "weekday": 4, "lasts": 3},
            "every year on the last Friday of January, for 3 days",
        ),
        ({"date_kind": "hijri", "hijri_month": 10, "day_of": "day", "day": 2}, "2 Shawwal"),
        (
            {
                "date_kind": "javanese",
                "javanese_month": 1,
                "day_of": "weekday",
                "ordinal": 1,
                "weekday": 6,
            },
            "the first Sunday of Sura",
        ),
        (
            {
                "date_kind": "javanese",
                "javanese_month": 2,
                "day_of": "pasaran",
                "weekday": 4,
                "pasaran": 0,
                "offset": 3,
            },
            "3 days after Friday Legi in Sapar",
        ),
    ],
)
def test_each_kind_of_rule_has_its_words(festival, fields, words):
    with override("en"):
        assert Preview.of(typed(festival, **fields), today=TODAY).words == words


def test_a_ritual_shows_its_day_its_pasaran_and_the_years_after(festival):
    edition = typed(festival, date_kind="javanese", javanese_month=1, day_of="day", day=10)
    with override("en"):
        shown = Preview.of(edition, today=TODAY)
    (only,) = shown.dates
    assert only["dates"].starts_on == datetime.date(2027, 6, 15)
    assert only["ritual"] == "10 Sura 1961 (Wawu)"
    assert only["weekday"] == "Tuesday Pon"
    assert [each["dates"].starts_on.year for each in shown.later] == [2028, 2029, 2030]


def test_what_is_wrong_is_said_instead(festival):
    edition = typed(festival, date_kind="weekly", weekdays=[])
    with override("en"):
        shown = Preview.of(edition, today=TODAY)
    assert (shown.errors, shown.dates) == (["Tick at least one day of the week."], ())


# --- The view ---


@pytest.fixture
def admin(client, admin_user):
    client.force_login(admin_user)
    return client


URL = "/admin/date-rules/preview/"


def test_the_form_as_it_stands_is_answered_and_nothing_is_kept(admin, festival):
    assert reverse("events_rules:preview") == URL
    data = sent(festival, date_kind="weekly", weekdays=["5"], starts_on="2027-01-02")
    html = admin.post(URL, data).content.decode()
    assert html.count("<li>") == 10
    assert not Edition.objects.exists()
    assert not Occurrence.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"starts_on": "x"},
        {"date_kind": "weekly", "weekdays": ["9"]},
        {"date_kind": "nothing"},
        {"count": "99999999999999999999"},
        {"year": ""},
        {"year": "0"},
        {"date_kind": "weekly", "weekdays": ["5"], "interval": "0"},
        {"date_kind": "hijri", "hijri_month": "13"},
        {"date_kind": "hijri", "hijri_month": "1", "day": "31"},
        {"until": "0001-01-01"},
        {
            "more_dates-count": "1",
            "more_dates-0-deleted": "",
            "more_dates-0-order": "0",
            "more_dates-0-type": "also",
            "more_dates-0-id": "",
            "more_dates-0-value-starts_on": "",
            "more_dates-0-value-ends_on": "",
            "more_dates-0-value-starts_at": "",
            "more_dates-0-value-ends_at": "",
        },
    ],
)
def test_whatever_is_typed_there_is_an_answer(admin, festival, changed):
    assert admin.post(URL, sent(festival, **changed)).status_code == 200


def test_a_post_without_the_form_is_a_bad_request(admin):
    assert admin.post(URL, {}).status_code == 400


def test_who_may_not_write_dates_gets_no_answer(client, section, festival):
    client.force_login(make_user("reader", page=section, page_actions=["change"]))
    assert client.post(URL, sent(festival)).status_code in (302, 403)

"""Days of the ritual calendars, as readers are told them."""

import datetime

import polib
import pytest
from django.utils.translation import override

from events import hijri, javanese
from events.enums import DateKind
from events.ritual_words import ritual_day, weekday_with_pasaran

ONE = datetime.timedelta(days=1)

INDONESIAN = {
    "Shawwal": "Syawal",
    "%(day)d %(month)s %(year)d AH": "%(day)d %(month)s %(year)d H",
    "%(day)d %(month)s %(year)d (%(windu_year)s)": "%(day)d %(month)s %(windu_year)s %(year)d",
}


@pytest.mark.parametrize(
    ("day", "calendar", "words"),
    [
        ((2025, 7, 6), DateKind.JAVANESE, "10 Sura 1959 (Dal)"),
        ((2052, 8, 25), DateKind.JAVANESE, "29 Besar 1986 (Jimakir)"),
        ((2025, 3, 31), DateKind.HIJRI, "2 Shawwal 1446 AH"),
        ((2025, 9, 5), DateKind.HIJRI, "13 Rabi al-Awwal 1447 AH"),
    ],
)
def test_a_day_is_told_by_its_calendar(day, calendar, words):
    assert ritual_day(datetime.date(*day), calendar) == words
    assert ritual_day(datetime.date(*day), calendar.value) == words


def test_names_and_their_order_are_the_languages_own(tmp_path, settings):
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.extend(polib.POEntry(msgid=said, msgstr=here) for said, here in INDONESIAN.items())
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    with override("id"):
        assert ritual_day(datetime.date(2025, 3, 31), DateKind.HIJRI) == "2 Syawal 1446 H"
        assert ritual_day(datetime.date(2025, 7, 6), DateKind.JAVANESE) == "10 Sura Dal 1959"


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (DateKind.JAVANESE, javanese.FIRST - ONE),
        (DateKind.JAVANESE, javanese.LAST + ONE),
        (DateKind.HIJRI, hijri.FIRST - ONE),
        (DateKind.HIJRI, hijri.LAST + ONE),
    ],
)
def test_a_day_that_the_calendar_does_not_reach_has_no_words(calendar, day):
    assert ritual_day(day, calendar) == ""


@pytest.mark.parametrize("calendar", [DateKind.FIXED, DateKind.WEEKLY, "", "lunar"])
def test_other_kinds_of_dates_have_no_words_at_all(calendar):
    with pytest.raises(ValueError, match="Only the Hijri and the Javanese calendar"):
        ritual_day(datetime.date(2025, 7, 6), calendar)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "Jumat Legi"),
        ("en", "Friday Legi"),
        ("ms", "Jumaat Legi"),
        ("zh-hans", "星期五 Legi"),
        ("ar", "الجمعة Legi"),
    ],
)
def test_a_weekday_has_its_pasaran_beside_it_in_each_language(language, words):
    with override(language):
        assert weekday_with_pasaran(datetime.date(1945, 8, 17)) == words

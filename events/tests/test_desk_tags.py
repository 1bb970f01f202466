import datetime

from django.utils import translation

from events.schedule import Dates
from events.templatetags.desk import day_numbers

D = datetime.date


def test_days_of_the_lists_own_month_are_numbers_and_others_name_theirs():
    february = D(2027, 2, 1)
    with translation.override("en"):
        assert day_numbers(Dates(D(2027, 2, 10), D(2027, 2, 10)), february) == "10"
        assert day_numbers(Dates(D(2027, 2, 10), D(2027, 2, 12)), february) == "10–12"
        assert day_numbers(Dates(D(2027, 2, 28), D(2027, 3, 2)), february) == "28 Feb–2 Mar"
        assert day_numbers(Dates(D(2027, 1, 30), D(2027, 2, 2)), february) == "30 Jan–2 Feb"
        assert day_numbers(Dates(D(2026, 2, 1), D(2026, 2, 1)), february) == "1 Feb"

"""What an address asks for: read once, for lists and feeds alike."""

import datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from destinations.tests.factories import DistrictFactory, published
from events.enums import Admission, StepFree
from events.filters import DateFilters
from events.models import Occurrence
from events.tests.factories import EditionFactory, FestivalCategoryFactory, FestivalFactory

D = datetime.date


def of(query):
    return DateFilters.of(QueryDict(query))


def test_each_filter_is_read():
    query = "category=dance&district=muncar&free=1&accessible=1&from=2027-01-01&to=2027-01-31"
    assert of(query + "&page=2&x=y") == DateFilters(
        category="dance",
        district="muncar",
        free=True,
        accessible=True,
        first=D(2027, 1, 1),
        last=D(2027, 1, 31),
    )


@pytest.mark.parametrize("query", ["", "category=&from=&to=&free=&accessible=0", "page=x"])
def test_what_is_empty_or_unknown_asks_for_everything(query):
    assert of(query) == DateFilters()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"),
        ("from=20270101", "from"),
        ("from=2027-02-30", "from"),
        ("to=2027-W01-1", "to"),
        ("from=1899-12-31", "from"),
        ("to=2201-01-01", "to"),
        ("to=٢٠٢٧-٠١-٠١", "to"),
        ("from=2027-01-02&to=2027-01-01", "to"),
        ("category=%00", "category"),
        ("district=a/b", "district"),
        ("free=yes", "free"),
        ("accessible=2", "accessible"),
    ],
)
def test_what_cannot_be_understood_is_an_error_of_its_field(query, field):
    assert list(of(query).errors) == [field]


@given(
    query=st.dictionaries(
        st.sampled_from(["category", "district", "from", "to", "free", "accessible", "x"]),
        st.text(max_size=12) | st.dates().map(str),
    )
)
def test_reading_raises_nothing(query):
    filters = DateFilters.of(query)
    assert "\x00" not in filters.category + filters.district


@pytest.mark.django_db
class TestSelecting:
    @pytest.fixture(autouse=True)
    def _dates(self, section, region):
        dance = FestivalCategoryFactory(site=region.site)
        muncar = DistrictFactory(site=region.site, slug="muncar")
        self.made(section, "dance", "2027-01-10", "2027-01-12", category=dance, district=muncar)
        self.made(section, "free", "2027-02-01", admission=Admission.FREE)
        self.made(section, "even", "2027-03-01", step_free=StepFree.YES)

    def made(self, section, slug, first, last=None, **fields):
        festival = published(FestivalFactory(parent=section, slug=slug, title=slug, **fields))
        first = D.fromisoformat(first)
        last = D.fromisoformat(last) if last else first
        EditionFactory(festival=festival, starts_on=first, ends_on=last)

    @pytest.mark.parametrize(
        ("query", "slugs"),
        [
            ("", ["dance", "free", "even"]),
            ("category=dance", ["dance"]),
            ("category=nothing", []),
            ("district=muncar", ["dance"]),
            ("free=1", ["free"]),
            ("accessible=1", ["even"]),
            ("from=2027-01-12", ["dance", "free", "even"]),
            ("from=2027-01-13", ["free", "even"]),
            ("to=2027-01-09", []),
            ("to=2027-01-10", ["dance"]),
            ("from=2027-01-11&to=2027-02-01", ["dance", "free"]),
            ("from=9999-12-31", []),
            ("to=0001-01-01", []),
            ("from=x", []),
            ("free=1&category=%00", []),
        ],
    )
    def test_dates_are_selected(self, query, slugs):
        found = of(query).apply(Occurrence.objects.soonest_first())
        assert [each.festival.slug for each in found] == slugs

"""The year's programme on paper: whole, for everybody who may see it, and set only once."""

import datetime
import io

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from destinations.tests.factories import published
from events import almanac, programme
from events.tests.factories import EditionFactory, FestivalFactory, edition_of_month
from events.tests.test_almanac import weekly
from events.tests.test_listing import made
from regions.models import RegionSettings

pytestmark = pytest.mark.django_db


def data(section, rf, language="en", year=2027):
    with override(language):
        request = rf.get("/", headers={"host": "localhost"})
        return programme.data(
            RegionSettings.for_request(request),
            year,
            almanac.year_months(section, request, year, most=programme.A_MONTH),
            almanac.sunrises(request),
            url="http://localhost/en/events/2027/",
            qr_svg="",
        )


def entries(found):
    return {month["name"]: month["entries"] for month in found["months"] if month["entries"]}


def test_it_names_the_dates_of_the_year(section, festival, rf):
    EditionFactory(
        festival=festival, starts_on=datetime.date(2027, 7, 3), ends_on=datetime.date(2027, 7, 5)
    )
    part = published(FestivalFactory(parent=festival, slug="parade"))
    EditionFactory(festival=part, starts_on=datetime.date(2027, 7, 4))
    weekly(section, "market", "2027-10-02", until=datetime.date(2027, 11, 30))
    edition_of_month(made(section, "some-day", admission="free"), 2027, 12)
    found = data(section, rf)
    assert len(found["months"]) == 12
    brief = {
        month: [(each["name"], each["days"], each["status"]) for each in some]
        for month, some in entries(found).items()
    }
    rule = "every Saturday, until 30 November 2027"
    assert brief == {
        "July 2027": [("A Thousand Gandrung", "3–5 Jul 2027", "scheduled")],
        "October 2027": [("market", rule, "scheduled")],
        "November 2027": [("market", rule, "scheduled")],
        "December 2027": [("some-day", "", "month_only")],
    }
    (open_one,) = entries(found)["December 2027"]
    assert open_one["status_label"] == "The day is not known yet"
    assert open_one["line"] == "Free"
    assert (open_one["lang"], open_one["dir"]) == ("id", "ltr")


def test_an_arabic_sheet_is_written_from_the_right(section, festival, rf):
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 7, 3))
    found = data(section, rf, "ar")
    assert (found["language"], found["direction"]) == ("ar", "rtl")
    ((only,),) = entries(found).values()
    assert (only["lang"], only["dir"]) == ("en", "ltr")


def test_a_year_is_a_pdf_and_comes_once(section, festival, reader):
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 7, 3))
    response = reader.get("/en/events/2027.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="events-2027-en.pdf"' in response["Content-Disposition"]
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Festivals in 2027"
    etag = response["ETag"]
    again = reader.get("/en/events/2027.pdf", headers={"if-none-match": etag})
    assert again.status_code == 304
    EditionFactory(festival=made(section, "b"), starts_on=datetime.date(2027, 8, 3))
    changed = reader.get("/en/events/2027.pdf", headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


@pytest.mark.parametrize(
    "path",
    ["/en/events/9999.pdf", "/en/events/1899.pdf", "/en/nothing/2027.pdf", "/en/2027.pdf"],
)
def test_what_is_no_programme_is_not_found(section, reader, path):
    assert reader.get(path).status_code == 404


def test_a_private_section_and_another_regions_have_none(section, other_region, reader):
    assert reader.get("/en/events/2027.pdf", headers={"host": "sabang.example"}).status_code == 404
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert reader.get("/en/events/2027.pdf").status_code == 404


def test_a_long_year_costs_no_query_more(section, reader):
    def cost():
        reader.get("/en/events/2027.pdf")
        with CaptureQueriesContext(connection) as counted:
            assert reader.get("/en/events/2027.pdf").status_code == 200
        return len(counted)

    made(section, "a", "2027-07-03")
    few = cost()
    for number in range(12):
        made(section, f"f{number}", f"2027-07-{number + 1:02}")
    assert cost() == few
    assert few <= 9

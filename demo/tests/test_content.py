"""The demo's data files: in the languages that are promised, with sources, well linked.

No database: what the files say, before anything is built from them.
"""

import re
from itertools import chain

import pytest

from demo import content
from events.clashing import public_holidays
from events.enums import Audience, DateKind, FestivalKind
from media.models import Picture
from notices.enums import EventStatus
from notices.slots import slots_in
from translations.languages import codes

PLACES = content.folder("places")
FESTIVALS = content.folder("festivals")
PAGES = content.folder("pages")
STORIES = content.folder("stories")
TEXTS = content.read("pages.toml")
REGION = content.read("region.toml")
ALL = [*PLACES, *FESTIVALS, *PAGES, *STORIES, TEXTS["home"]]
BODIES = [*PLACES, *FESTIVALS, *PAGES, *STORIES]
FOUND = {each["slug"] for each in BODIES} | {
    part["slug"] for each in FESTIVALS for part in each.get("parts", [])
}

#: Addresses that outsiders link to.
PLACES_LINKED = {"kawah-ijen", "pantai-sukamade", "pulau-merah", "desa-kemiren", "de-djawatan"}
FESTIVALS_LINKED = {
    "gandrung-sewu",
    "banyuwangi-ethno-carnival",
    "tour-de-banyuwangi-ijen",
    "barong-ider-bumi",
    "seblang-olehsari",
}
IN_FULL = set(codes())


def named(things):
    return [pytest.param(each, id=each.get("slug", "home")) for each in things]


def is_full(thing):
    return set(thing.get("body", {})) == IN_FULL


def test_there_is_as_much_as_is_promised():
    assert len(PLACES) >= 21
    assert len(FESTIVALS) >= 20
    assert len(STORIES) == 6
    assert sum(map(is_full, PLACES)) >= 10
    assert sum(map(is_full, FESTIVALS)) >= 10


def test_what_outsiders_link_to_is_there_and_whole_in_every_language():
    assert {each["slug"] for each in PLACES if is_full(each)} >= PLACES_LINKED
    assert {each["slug"] for each in FESTIVALS if is_full(each)} >= FESTIVALS_LINKED


@pytest.mark.parametrize("thing", named([*ALL, *TEXTS["sections"].values()]))
def test_titles_and_summaries_are_in_every_language(thing):
    for field in ("title", "summary"):
        assert set(thing[field]) == IN_FULL
        assert all(text.strip() for text in thing[field].values())
    assert max(map(len, thing["summary"].values())) <= 300
    assert max(map(len, thing.get("meta_description", {"": ""}).values())) <= 180


@pytest.mark.parametrize("page", named([*PAGES, TEXTS["home"]]))
def test_practical_pages_and_home_are_whole_in_every_language(page):
    assert is_full(page)


@pytest.mark.parametrize("thing", named(BODIES))
def test_a_body_is_at_least_in_two_languages_and_has_the_same_blocks_in_each(thing):
    bodies = thing["body"]
    assert set(bodies) >= {"id", "en"}
    shapes = {code: [block["type"] for block in body] for code, body in bodies.items()}
    assert set(map(tuple, shapes.values())) == {tuple(shapes["id"])}


@pytest.mark.parametrize("thing", named(ALL))
def test_links_lead_to_pages_that_are_there(thing):
    for block in chain.from_iterable(thing.get("body", {}).values()):
        linked = [*block.get("pages", []), *([block["page"]] if "page" in block else [])]
        assert set(linked) <= FOUND | {"destinations", "events", "stories"}


@pytest.mark.parametrize("thing", named(ALL))
def test_pictures_are_there(thing):
    drawn = {each["slug"] for each in content.pictures()}
    assert {thing["picture"]} <= drawn if "picture" in thing else True


def test_every_picture_is_described_in_every_language_once():
    slugs = [each["slug"] for each in content.pictures()]
    assert len(slugs) == len(set(slugs))
    assert all(set(each["alt"]) == IN_FULL for each in content.pictures())


def test_what_pictures_show_fits_its_column():
    """SQLite takes any length and PostgreSQL does not."""
    longest = Picture._meta.get_field("alt").max_length
    texts = [text for each in content.pictures() for text in each["alt"].values()]
    assert max(map(len, texts)) <= longest


@pytest.mark.parametrize("place", named(PLACES))
def test_facts_and_prices_have_a_source_a_day_and_every_language(place):
    for fact in place.get("facts", []):
        assert set(fact["label"]) == set(fact["value"]) == IN_FULL
        assert fact["source"]
        assert fact["checked_on"]
    for price in place.get("prices", []):
        assert set(price["note"]) == IN_FULL
        assert price["source"]
        assert price["checked_on"]


@pytest.mark.parametrize("festival", named(FESTIVALS))
def test_an_edition_has_a_source_and_days_or_a_ritual_month_or_a_month(festival):
    assert festival["kind"] in FestivalKind.values
    editions = list(festival.get("editions", []))
    for part in festival.get("parts", []):
        editions += part.get("editions", [])
    assert [each for each in editions if each["year"] >= 2026]
    for edition in editions:
        assert edition["source"]
        assert edition["checked_on"]
        said = [name for name in ("month", "starts_on", "ritual_month") if name in edition]
        assert len(said) == 1


@pytest.mark.parametrize("festival", named(FESTIVALS))
def test_what_is_made_up_says_so_and_has_no_past(festival):
    if festival["is_example"]:
        assert all(each["year"] >= 2026 for each in festival["editions"])
    else:
        assert festival["slug"] in {
            *FESTIVALS_LINKED,
            "puter-kayun",
            "seblang-bakungan",
            "keboan-aliyan",
            "kebo-keboan-alasmalang",
            "petik-laut-muncar",
            "jazz-gunung-ijen",
        }


def test_the_coming_year_has_every_kind_of_date():
    kinds = {
        edition.get("date_kind", "fixed" if "starts_on" in edition else "month_only")
        for festival in FESTIVALS
        for edition in festival["editions"]
        if edition["year"] >= 2026
    }
    assert kinds == set(DateKind.values)


def test_gandrung_sewu_has_no_rule_and_so_a_month_alone():
    (gandrung,) = (each for each in FESTIVALS if each["slug"] == "gandrung-sewu")
    coming = [each for each in gandrung["editions"] if each["year"] == 2027]
    assert [(each["month"], "date_kind" in each) for each in coming] == [(10, False)]


def test_one_festival_has_at_least_twelve_parts_in_four_places():
    (umbrella,) = (each for each in FESTIVALS if len(each.get("parts", [])) >= 12)
    stages = {part.get("place") or part.get("venue") for part in umbrella["parts"]}
    assert len(stages) >= 4


@pytest.mark.parametrize("festival", [each for each in FESTIVALS if each["kind"] == "ritual"])
def test_a_ritual_says_in_every_language_how_to_behave(festival):
    for name in ("dress", "photography", "closed_parts"):
        assert set(festival[name]) == IN_FULL
        assert max(map(len, festival[name].values())) <= 300


def test_venues_are_there_once_and_roads_are_made_up_only_for_what_is_made_up():
    venues = content.read("festivals/_venues.toml")["venues"]
    names = [each["name"] for each in venues]
    assert len(names) == len(set(names))
    assert set(names) == {each["venue"] for each in FESTIVALS if "venue" in each}
    assert {each["district"] for each in venues if "district" in each} <= {
        each["slug"] for each in REGION["districts"]
    }
    for festival in FESTIVALS:
        for road in festival.get("roads", ()):
            assert festival["is_example"]
            assert road.endswith("(contoh)")


@pytest.mark.parametrize("festival", named(FESTIVALS))
def test_a_festival_says_whom_it_is_made_for(festival):
    assert festival["audiences"]
    for each in (festival, *festival.get("parts", ())):
        assert set(each.get("audiences", ())) <= set(Audience.values)


def test_categories_and_districts_are_there():
    categories = {each["slug"] for each in REGION["categories"]}
    districts = {each["slug"] for each in REGION["districts"]}
    assert {each["category"] for each in PLACES} == categories
    named = {each["district"] for each in (*PLACES, *FESTIVALS) if "district" in each}
    assert named == districts
    of_festivals = {
        each["slug"] for each in content.read("festivals/_categories.toml")["categories"]
    }
    assert {each["category"] for each in FESTIVALS} <= of_festivals


def test_ready_sentences_say_the_same_facts_in_every_language():
    sentences = content.read("sentences.toml")["sentences"]
    assert {each["status"] for each in sentences} == set(EventStatus.values)
    for each in sentences:
        assert set(each["text"]) == IN_FULL
        assert len({tuple(slots_in(text)) for text in each["text"].values()}) == 1


def test_days_of_the_year_are_in_every_language_and_are_holidays_of_the_country():
    observances = content.read("observances.toml")["observances"]
    holidays = public_holidays.names(REGION["country"], [2027])
    for each in observances:
        assert set(each["name"]) == set(each["effect"]) == IN_FULL
        assert each.get("holiday") in {None, *holidays}
        assert ("holiday" in each) != ("hijri_month" in each)


@pytest.mark.parametrize("thing", named(BODIES))
def test_nothing_foreign_is_embedded(thing):
    html = " ".join(re.findall(r"<[^>]+>", str(thing.get("body", ""))))
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags <= {"h2", "h3", "p", "ul", "ol", "li", "b", "i", "a"}
    assert not re.findall(r'href="(?!tel:|mailto:|https://|/)', html)

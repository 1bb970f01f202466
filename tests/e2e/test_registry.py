"""Venues and roads in the festival's form by the keyboard alone, and two venues made one."""

import pytest
from playwright.sync_api import expect

from events.models import Festival, Road, Venue
from events.tests.factories import VenueFactory
from roles.enums import RoleName
from roles.tests.world import make_person
from tests.e2e.editor import open_tab, save_draft
from tests.e2e.festivals import make_festival

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]


def test_an_editor_finds_a_venue_adds_a_road_and_merges_two_venues(site, section, visit):
    field = VenueFactory(site=site.site, name="Lapangan Songgon")
    twin = VenueFactory(site=site.site, name="Lapangan Songon", slug="lapangan-songon")
    VenueFactory(site=site.site, name="Balai Desa")
    festival = make_festival(section, "angklung", name="Angklung")
    make_festival(section, "market", name="Market", venue=field)
    make_person(site, RoleName.EDITOR, name="editor")
    editor = visit("editor")
    editor.goto(f"/admin/pages/{festival.pk}/edit/")
    open_tab(editor, "facts_and_pictures")

    # The beginning of a name, an arrow, Enter.
    venue = editor.get_by_role("combobox", name="Venue")
    venue.press_sequentially("lapangan")
    expect(venue).to_have_attribute("aria-expanded", "true")
    options = editor.locator("#id_venue-suggestions [role=option]")
    expect(options).to_contain_text(
        ["Lapangan Songgon", "Lapangan Songon", "Add “lapangan” as a venue"]
    )
    first = options.first.get_attribute("id")
    expect(venue).to_have_attribute("aria-activedescendant", first)
    venue.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    venue.press("Enter")
    expect(venue).to_have_value("Lapangan Songon")
    expect(venue).to_have_attribute("aria-expanded", "false")

    # What is typed and not picked is not kept.
    venue.fill("nowhere at all")
    venue.press("Escape")
    venue.press("Escape")
    expect(venue).to_have_value("Lapangan Songon")

    # A road that is not there yet, and one that is taken away again.
    roads = editor.get_by_role("combobox", name="Roads")
    for name in ("Jalan Raya Songgon", "Jalan Salah"):
        roads.press_sequentially(name)
        expect(editor.get_by_role("option", name=f"Add “{name}” as a road")).to_be_visible()
        roads.press("Enter")
        assert not Road.objects.filter(name=name).exists()
        roads.press("ArrowDown")
        roads.press("Enter")
        expect(editor.get_by_role("button", name=f"Take away {name}")).to_be_visible()
    roads.press("Backspace")
    expect(editor.get_by_role("button", name="Take away Jalan Salah")).to_have_count(0)
    save_draft(editor)
    draft = Festival.objects.get(pk=festival.pk).get_latest_revision_as_object()
    assert draft.venue == twin
    assert list(draft.roads.all()) == [Road.objects.get(name="Jalan Raya Songgon")]

    # The listing says which two may be one.
    editor.goto("/admin/snippets/events/venue/")
    editor.get_by_role("link", name="Compare and merge").click()
    for name in ("Lapangan Songon", "Lapangan Songgon"):
        editor.get_by_role("link", name=f"Keep this one instead {name}").click()
    editor.get_by_role("button", name="Merge", exact=True).click()
    expect(editor.locator(".registry-uses li")).to_have_count(2)
    assert Venue.objects.get(pk=twin.pk).merged_into == field
    draft = Festival.objects.get(pk=festival.pk).get_latest_revision_as_object()
    assert draft.venue == field
    editor.get_by_role("button", name="Split again Lapangan Songon").click()
    expect(editor.locator(".registry-uses li")).to_have_count(1)


def test_without_scripts_it_is_a_list(site, section, visit, chromium):
    venue = VenueFactory(site=site.site, name="Lapangan Songgon")
    festival = make_festival(section, "angklung", name="Angklung", venue=venue)
    make_person(site, RoleName.EDITOR, name="editor")
    editor = visit("editor", scripts=False)
    editor.goto(f"/admin/pages/{festival.pk}/edit/")
    chosen = editor.locator("select[name=venue] option[selected]")
    assert chosen.get_attribute("value") == str(venue.pk)

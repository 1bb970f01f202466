"""The admin's "publish now": who may, where, what is asked, what is shown afterwards."""

import datetime

import pytest
from django.urls import reverse

from destinations.tests.factories import published
from events.models import DateChange, Occurrence
from events.tests.factories import EditionFactory, FestivalFactory, FestivalIndexPageFactory
from notices.tests.factories import MOVED, ReadySentenceFactory
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 10, 23)


@pytest.fixture
def occurrence(festival):
    EditionFactory(festival=festival, starts_on=DAY)
    return Occurrence.objects.get()


@pytest.fixture
def sentence(region):
    return ReadySentenceFactory(site=region.site)


@pytest.fixture
def manager(section):
    """A calendar manager of the first region."""
    return make_user(
        "manager", page=section, page_actions=["change"], permissions=["events.add_datechange"]
    )


@pytest.fixture
def editor(section):
    """Somebody else of the first region, who checks."""
    return make_user(
        "editor", page=section, page_actions=["change"], permissions=["events.check_datechange"]
    )


def url(name, *args):
    return reverse(f"events_now:{name}", args=args)


def said(client, occurrence, sentence, **data):
    """Publish a sentence through the form; return the announcement."""
    sent = {"sentence": sentence.pk, "publish": "1", **data}
    response = client.post(url("announce", occurrence.pk), sent)
    assert response.status_code == 302, response.context["form"].errors
    return DateChange.objects.latest("pk")


def test_a_manager_reads_it_first_and_nothing_is_public_yet(client, manager, occurrence, sentence):
    client.force_login(manager)
    html = client.post(url("announce", occurrence.pk), {"sentence": sentence.pk}).content.decode()
    assert "is postponed because of the weather." in html
    assert "بسبب الطقس" in html
    assert not DateChange.objects.exists()


def test_a_manager_publishes_and_gets_each_languages_message(client, manager, occurrence, sentence):
    client.force_login(manager)
    change = said(client, occurrence, sentence)
    assert (change.made_by, change.status, change.on) == (manager, "postponed", DAY)
    html = client.get(url("said", change.pk)).content.decode()
    assert html.count("https://wa.me/?text=") == 5
    assert 'dir="rtl"' in html
    assert "Take it back" in html
    assert "I have checked it" not in html


def test_a_sentence_with_slots_asks_for_them(client, manager, occurrence, region):
    moved = ReadySentenceFactory(
        site=region.site, slug="moved", status="rescheduled", name_ind="Pindah", **MOVED
    )
    client.force_login(manager)
    sent = {"sentence": moved.pk, "publish": "1", "new_date": "2027-11-06"}
    form = client.post(url("announce", occurrence.pk), sent).context["form"]
    assert form.errors == {"new_time": ["The sentence says this: fill it in."]}
    html = client.post(url("announce", occurrence.pk), sent).content.decode()
    assert '<a href="#id_new_time">New time</a>: The sentence says this: fill it in.' in html
    assert 'value="2027-11-06"' in html
    assert not DateChange.objects.exists()
    said(client, occurrence, moved, new_date="2027-11-06", new_time="20:00")
    assert Occurrence.objects.get().starts_on == datetime.date(2027, 11, 6)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, {"sentence"}),
        ({"sentence": "x"}, {"sentence"}),
        ({"sentence": "99999"}, {"sentence"}),
        ({"new_date": "2020-01-01"}, {"new_date"}),
        ({"new_date": "tomorrow"}, {"new_date"}),
        ({"new_date": "2027-11-06"}, {"new_date"}),
        ({"new_time": "25:00"}, {"new_time"}),
        ({"new_place": "x" * 200}, {"new_place"}),
    ],
)
def test_bad_input_is_a_form_error_and_nothing_is_said(
    client, manager, occurrence, sentence, sent, wrong
):
    client.force_login(manager)
    if "sentence" not in wrong:
        sent = {"sentence": sentence.pk, **sent}
    response = client.post(url("announce", occurrence.pk), {"publish": "1", **sent})
    assert set(response.context["form"].errors) == wrong
    assert not DateChange.objects.exists()


def test_a_sentence_that_says_what_is_not_known_is_refused(client, manager, occurrence, region):
    at = ReadySentenceFactory(
        site=region.site,
        slug="at",
        **dict.fromkeys(
            ["text_ind", "text_en", "text_ms", "text_zh_hans", "text_ar"], "{festival} {time}"
        ),
    )
    client.force_login(manager)
    response = client.post(url("announce", occurrence.pk), {"sentence": at.pk, "publish": "1"})
    assert response.context["form"].errors == {
        "sentence": ["The sentence says the planned time, which is not known. Choose another."]
    }


def test_a_sentence_that_lacks_a_language_is_not_offered(client, manager, occurrence, sentence):
    sentence.text_ar = ""
    sentence.save()
    client.force_login(manager)
    response = client.get(url("announce", occurrence.pk))
    assert not response.context["form"].fields["sentence"].queryset.exists()
    html = response.content.decode()
    assert "1 sentence is not ready in every language" in html
    sent = {"sentence": sentence.pk, "publish": "1"}
    assert client.post(url("announce", occurrence.pk), sent).status_code == 200
    assert not DateChange.objects.exists()


def test_another_regions_sentences_are_not_offered(client, manager, occurrence, other_region):
    foreign = ReadySentenceFactory(site=other_region.site)
    client.force_login(manager)
    sent = {"sentence": foreign.pk, "publish": "1"}
    assert client.post(url("announce", occurrence.pk), sent).status_code == 200
    assert not DateChange.objects.exists()


def test_somebody_else_checks_it(client, manager, editor, occurrence, sentence):
    client.force_login(manager)
    change = said(client, occurrence, sentence)
    assert client.post(url("check", change.pk)).status_code == 302
    change.refresh_from_db()
    assert change.checked_by is None
    client.force_login(editor)
    assert "1 to be checked" in client.get(url("ahead")).content.decode()
    assert "I have checked it" in client.get(url("said", change.pk)).content.decode()
    client.post(url("check", change.pk))
    change.refresh_from_db()
    assert change.checked_by == editor
    assert (
        "Everything has been checked." in client.get(url("log") + "?unchecked=1").content.decode()
    )


def test_it_is_taken_back_by_a_button(client, manager, occurrence, sentence):
    client.force_login(manager)
    change = said(client, occurrence, sentence)
    assert client.get(url("take_back", change.pk)).status_code == 405
    client.post(url("take_back", change.pk))
    assert Occurrence.objects.get().status == "scheduled"
    assert "Taken back by manager" in client.get(url("said", change.pk)).content.decode()


def test_who_checks_does_not_announce(client, editor, occurrence, sentence):
    client.force_login(editor)
    sent = {"sentence": sentence.pk, "publish": "1"}
    client.post(url("announce", occurrence.pk), sent)
    assert not DateChange.objects.exists()


def test_a_foreign_region_sees_and_changes_nothing(
    client, manager, occurrence, sentence, other_region
):
    client.force_login(manager)
    change = said(client, occurrence, sentence)
    elsewhere = published(FestivalIndexPageFactory(parent=other_region.home))
    published(FestivalFactory(parent=elsewhere, slug="weh", title="Sabang Fair"))
    foreigner = make_user(
        "foreigner",
        page=elsewhere,
        permissions=["events.add_datechange", "events.check_datechange"],
    )
    client.force_login(foreigner)
    for name in ("ahead", "log"):
        assert "Gandrung" not in client.get(url(name)).content.decode()
    for address in (url("announce", occurrence.pk), url("said", change.pk)):
        assert client.get(address).status_code == 404
    sent = {"sentence": sentence.pk, "publish": "1"}
    assert client.post(url("announce", occurrence.pk), sent).status_code == 404
    assert client.post(url("take_back", change.pk)).status_code == 404
    assert client.post(url("check", change.pk)).status_code == 404
    change.refresh_from_db()
    assert (change.withdrawn_at, change.checked_at) == (None, None)
    assert DateChange.objects.count() == 1


def test_without_the_right_there_is_no_menu_item_and_no_page(client, section, occurrence):
    client.force_login(make_user("writer", page=section, languages=["id"]))
    assert "/admin/now/" not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.get(url("ahead"))
    response = client.get(url("announce", occurrence.pk))
    assert response.status_code == 302
    assert response["Location"] == reverse("wagtailadmin_home")


def test_the_list_of_dates_is_searched_by_name_and_costs_the_same_for_many(
    client, manager, section, occurrence, django_assert_max_num_queries
):
    client.force_login(manager)
    client.get(url("ahead"))

    def cost():
        with django_assert_max_num_queries(40) as counted:
            html = client.get(url("ahead"), {"q": "gandrung"}).content.decode()
        assert "Gandrung Sewu" in html
        return len(counted)

    few = cost()
    for number in range(12):
        festival = published(FestivalFactory(parent=section, slug=f"f{number}"))
        EditionFactory(festival=festival, starts_on=DAY)
    assert cost() == few
    html = client.get(url("ahead"), {"q": "nothing\0"})
    assert html.status_code in (200, 400)


def test_a_festival_that_is_a_draft_is_not_announced(client, manager, section, sentence):
    draft = FestivalFactory(parent=section, slug="d", live=False)
    EditionFactory(festival=draft, starts_on=DAY)
    client.force_login(manager)
    pk = Occurrence.objects.get().pk
    assert client.get(url("announce", pk)).status_code == 404

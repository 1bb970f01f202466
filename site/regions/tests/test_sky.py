import datetime
import json

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.translation import override

from regions.clock import end_of_life
from regions.models import RegionSettings

pytestmark = pytest.mark.django_db

PARTIAL = Template(
    '{% load sky %}{% sky as sky %}<div class="sky {{ sky.css }}" data-sky="{{ sky.data }}">'
    '{% include "components/sunrise.html" %}</div>'
)


@pytest.fixture
def watu_dodol(region):
    return _placed(
        region,
        sunrise_point="Watu Dodol",
        sunrise_latitude="-8.0946",
        sunrise_longitude="114.4117",
    )


def _placed(region, **fields):
    RegionSettings.objects.filter(pk=region.settings.pk).update(**fields)
    return region


@pytest.fixture
def at(rf):
    """A request of a moment, told as the wall clock of Jakarta."""

    def make(moment, host="localhost"):
        request = rf.get("/", headers={"host": host})
        request.moment = datetime.datetime.fromisoformat(f"{moment}+07:00")
        return request

    return make


def seen(request):
    """The sky as a template sees it, each attribute on a line."""
    names = ("step", "css", "place", "sunrise_day", "sunrise_clock", "sunrise_machine")
    lines = "|".join(f"{{{{ sky.{name} }}}}" for name in names)
    template = Template("{% load sky %}{% sky as sky %}" + lines)
    return template.render(Context({"request": request})).split("|")


def data(request):
    template = Template("{% load sky %}{% sky as sky %}{{ sky.data|safe }}")
    return json.loads(template.render(Context({"request": request})))


def epoch(moment):
    return int(datetime.datetime.fromisoformat(f"{moment}+07:00").timestamp())


def test_before_dawn_the_sun_rises_today(watu_dodol, at):
    assert seen(at("2026-11-24T04:40:00")) == [
        "first",
        "sky--first",
        "Watu Dodol",
        "Today",
        "04.53",
        "2026-11-24T04:53+07:00",
    ]


def test_from_the_second_of_the_sunrise_on_it_rises_tomorrow(watu_dodol, at):
    assert seen(at("2026-11-24T04:53:03"))[3:5] == ["Today", "04.53"]
    assert seen(at("2026-11-24T04:53:04"))[0] == "golden"
    assert seen(at("2026-11-24T04:53:04"))[3:] == ["Tomorrow", "04.53", "2026-11-25T04:53+07:00"]


def test_at_midnight_tomorrow_becomes_today(watu_dodol, at):
    assert seen(at("2026-11-24T23:59:59"))[3] == "Tomorrow"
    assert seen(at("2026-11-25T00:00:00"))[3] == "Today"


def test_the_hour_is_the_nearest_minute(watu_dodol, at):
    # It rises at 05:34:32 that day.
    assert seen(at("2026-06-21T01:00:00"))[4] == "05.35"


@pytest.mark.parametrize(
    ("language", "hour"), [("en", "04:53"), ("ms", "4.53 pagi"), ("zh-hans", "04:53")]
)
def test_the_hour_is_written_as_the_reader_reads_hours(watu_dodol, at, language, hour):
    with override(language):
        assert seen(at("2026-11-24T04:40:00"))[4] == hour


# --- What a browser needs to go on alone ---


def test_the_data_tells_the_steps_of_the_coming_day_and_how_its_sunrises_are_told(watu_dodol, at):
    assert data(at("2026-11-24T17:00:00")) == {
        "steps": [
            [epoch("2026-11-24T17:24:52"), "dusk"],
            [epoch("2026-11-24T18:40:04"), "night"],
            [epoch("2026-11-25T03:38:00"), "nautical"],
            [epoch("2026-11-25T04:30:48"), "first"],
            [epoch("2026-11-25T04:53:14"), "golden"],
            [epoch("2026-11-25T05:31:19"), "day"],
            [epoch("2026-11-25T16:47:11"), "golden"],
            [epoch("2026-11-25T17:25:18"), "dusk"],
            [epoch("2026-11-25T18:40:37"), "night"],
        ],
        "sunrises": [
            [0, epoch("2026-11-25T04:53:14"), "Tomorrow", "04.53", "2026-11-25T04:53+07:00"],
            [
                epoch("2026-11-25T00:00:00"),
                epoch("2026-11-25T04:53:14"),
                "Today",
                "04.53",
                "2026-11-25T04:53+07:00",
            ],
        ],
        "rises": "The sun rises %s",
    }


def test_by_night_the_data_knows_two_sunrises(watu_dodol, at):
    told = data(at("2026-11-24T01:00:00"))["sunrises"]
    assert [(since, day) for since, _sunrise, day, _clock, _machine in told] == [
        (0, "Today"),
        (epoch("2026-11-24T04:53:04"), "Tomorrow"),
        (epoch("2026-11-25T00:00:00"), "Today"),
    ]


# --- How long a page with it lives ---


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        ("2026-11-24T03:37:57", "2026-11-24T04:30:39", "2026-11-24T04:30:40"),
        ("2026-11-24T04:30:40", "2026-11-24T04:53:03", "2026-11-24T04:53:04"),
        ("2026-11-24T05:31:07", "2026-11-24T16:46:47", "2026-11-24T16:46:48"),
        ("2026-11-24T18:40:04", "2026-11-24T23:59:59", "2026-11-25T00:00:00"),
        ("2026-11-25T00:00:00", "2026-11-25T03:37:59", "2026-11-25T03:38:00"),
    ],
)
def test_within_a_step_of_a_day_every_render_is_the_same_and_says_until_when(
    watu_dodol, at, first, last, change
):
    requests = at(first), at(last), at(change)
    early, late, after = (PARTIAL.render(Context({"request": each})) for each in requests)
    assert early == late
    assert after != late
    assert {end_of_life(each).isoformat() for each in requests[:2]} == {f"{change}+07:00"}


def test_rendering_asks_no_query_once_the_region_is_known(
    watu_dodol, at, django_assert_num_queries
):
    request = at("2026-11-24T04:40:00")
    RegionSettings.for_request(request)
    with django_assert_num_queries(0):
        PARTIAL.render(Context({"request": request}))


# --- Where ---


def test_a_nameless_sunrise_point_goes_by_the_regions_name(region, at):
    _placed(region, sunrise_latitude="-8.0946", sunrise_longitude="114.4117")
    assert seen(at("2026-11-24T04:40:00"))[2] == "Banyuwangi"


def test_without_a_sunrise_point_the_sun_rises_over_the_region(region, at):
    _placed(region, sunrise_point="Watu Dodol", latitude="5.89", longitude="95.32")
    assert seen(at("2026-11-24T04:40:00"))[:5] == [
        "night",
        "sky--night",
        "Banyuwangi",
        "Today",
        "06.31",
    ]


def test_each_region_has_its_own_sky(watu_dodol, other_region, at):
    _placed(other_region, latitude="-8.5", longitude="140.4")
    assert seen(at("2026-11-24T04:40:00"))[0] == "first"
    # 06:40 there.
    assert seen(at("2026-11-24T04:40:00", host="sabang.example")) == [
        "day",
        "sky--day",
        "Sabang",
        "Tomorrow",
        "05.09",
        "2026-11-25T05:09+09:00",
    ]


def test_a_region_without_any_position_shows_first_light_and_tells_no_sunrise(region, at):
    request = at("2026-11-24T12:00:00")
    assert seen(request) == ["first", "sky--first", "", "", "", ""]
    html = "".join(PARTIAL.render(Context({"request": request})).splitlines())
    assert html == '<div class="sky sky--first" data-sky=""></div>'
    assert end_of_life(request) is None


def test_without_a_request_there_is_first_light():
    assert (
        Template("{% load sky %}{% sky as sky %}{{ sky.css }}{{ sky.data }}").render(Context())
        == "sky--first"
    )


def test_where_the_sun_does_not_rise_no_sunrise_is_told(region, at):
    _placed(region, latitude="78", longitude="15")
    assert seen(at("2026-06-21T12:00:00")) == ["day", "sky--day", "Banyuwangi", "", "", ""]
    assert data(at("2026-06-21T12:00:00"))["sunrises"] == []


# --- The partial ---


def test_the_partial_tells_place_and_hour_and_marks_the_step(watu_dodol, at):
    html = " ".join(PARTIAL.render(Context({"request": at("2026-11-24T04:40:00")})).split())
    assert (
        '<p class="sunrise__where"> <span class="visually-hidden">Sunrise: </span> '
        '<span class="sunrise__day">Today</span> at <bdi>Watu Dodol</bdi> </p>'
    ) in html
    assert ('<time class="sunrise__hour" datetime="2026-11-24T04:53+07:00">04.53</time>') in html
    assert '<p class="sunrise__countdown" hidden></p>' in html
    assert html.count('class="sunrise__step"') == 6
    assert (
        '<li class="sunrise__step" data-step="first" data-now><span>First light</span></li>' in html
    )
    assert html.count("data-now") == 1


def test_a_place_with_markup_in_its_name_is_only_a_name(region, at):
    _placed(region, name="<b>\"'", latitude="-8", longitude="114")
    html = PARTIAL.render(Context({"request": at("2026-11-24T04:40:00")}))
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;&#x27;" in html


def test_the_partial_renders_nothing_without_a_sky():
    assert render_to_string("components/sunrise.html").strip() == ""

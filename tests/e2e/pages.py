"""One page of every type, as the demo has them, and how a browser opens it."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

#: The marks of tests that look at the demo. It is served with a database of its own, which begins
#: as a copy of the one that pytest-django makes, and makes only where a test asks for it.
OF_THE_DEMO = [pytest.mark.e2e, pytest.mark.django_db]

#: Every language of the first region.
LANGUAGES = ("id", "en", "ms", "zh-hans", "ar")
#: Where every page is looked at: the left-to-right script most visitors read, and the other way.
BOTH_WAYS = ("en", "ar")
#: The page types of which the other languages are looked at as well.
SAMPLE = ("home", "place", "festival")

#: How wide a phone and a desk are, in CSS pixels.
PHONE, DESK = 390, 1440


@dataclass(frozen=True)
class Sample:
    """An address in one language: `path` and the HTTP status that it answers with."""

    name: str
    language: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}-{self.language}"


#: Path after the language, by page type.
PATHS = {
    "home": "",
    "places": "destinations/",
    "places-none": "destinations/?category=nothing",
    "place": "destinations/kawah-ijen/",
    "driver": "destinations/pelabuhan-ketapang/driver/",
    "festivals": "events/",
    "festivals-past": "events/past/",
    "festivals-weekend": "events/this-weekend/",
    "festivals-month": "events/2027/04/",
    "festivals-year": "events/2027/",
    "festival": "events/gandrung-sewu/",
    "festival-part": "events/banyuwangi-ethno-carnival/costume-parade/",
    "festival-umbrella": "events/pekan-fajar-banyuwangi/",
    "festival-series": "events/pasar-sego-tempong/",
    "festival-ritual": "events/barong-ider-bumi/",
    "stories": "stories/",
    "story": "stories/the-night-climb-to-ijen/",
    "practical": "plan-your-visit/",
    "standard": "plan-your-visit/emergency-numbers/",
    "search": "search/?q={word}",
    "search-none": "search/?q=xyzzy",
    "missing": "nothing-is-here/",
    "broken": "broken/",
}
_STATUS = {"missing": 404, "broken": 500}
#: What finds something in each language.
_WORDS = {"id": "pantai", "en": "beach", "ms": "pantai", "zh-hans": "伊真", "ar": "إيجين"}


def sample(name: str, language: str) -> Sample:
    """Return the page of this type in this language."""
    path = f"/{language}/{PATHS[name]}".format(word=_WORDS[language])
    return Sample(name, language, path, _STATUS.get(name, 200))


def every_page(*languages: str) -> list[Sample]:
    """Return every page type in these languages."""
    return [sample(name, language) for name in PATHS for language in languages]


def pages_and_samples() -> list[Sample]:
    """Return every page type both ways, and a sample of them in the other languages."""
    others = [language for language in LANGUAGES if language not in BOTH_WAYS]
    return every_page(*BOTH_WAYS) + [
        sample(name, language) for language in others for name in SAMPLE
    ]


def nothing(found: list[str]) -> None:
    """State that nothing was found; AssertionError with every finding on a line of its own."""
    assert not found, "\n".join(["", *found])


def open_page(page: Page, which: Sample) -> None:
    """Go there; AssertionError where the server answers with another status than it should."""
    answer = page.goto(which.path)
    assert answer is not None
    assert (which.path, answer.status) == (which.path, which.status)

"""`make lighthouse`: what Google's Lighthouse measures on a phone, and whether that is good enough.

Serves the demo as `make run` does, in a state folder and on a port of its own, with all renditions;
measures each page several times in a row and keeps the median; writes docs/lighthouse.md; ends with
1 where a page is beyond `LIMITS`. Lighthouse reckons with a slow phone on a slow network and sees
HTML and /brand/tokens.css as the site sends them, uncompressed: a proxy would make them smaller.
"""

import argparse
import contextlib
import datetime
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.baking import CHROMIUM_ARGUMENTS
from tests.e2e.pages import sample
from tests.house import ROOT
from tests.served import site, state_folder

PAGES = ("home", "places", "place", "festival", "story")
PROGRAM = ROOT / "tests" / "e2e" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORT = ROOT / "docs" / "lighthouse.md"

#: Heading of the column, what a value must at least or at most be, and for which pages.
LIMITS: tuple[tuple[str, str, float, tuple[str, ...]], ...] = (
    ("Performance", "min", 95, PAGES),
    ("Accessibility", "min", 100, PAGES),
    ("Best practices", "min", 100, PAGES),
    ("SEO", "min", 100, PAGES),
    ("CLS", "max", 0.01, PAGES),
    ("KB", "max", 200, ("home",)),
)


@dataclass(frozen=True)
class Measured:
    """A page and its values by heading: scores of 100, CLS, LCP in seconds, KB of 1024 bytes."""

    name: str
    path: str
    values: Mapping[str, float]

    def beyond(self) -> list[str]:
        """Return which limits the page breaks, as a sentence each."""
        found = []
        for heading, kind, limit, pages in LIMITS:
            value = self.values[heading]
            if self.name in pages and (value < limit if kind == "min" else value > limit):
                word = "under" if kind == "min" else "over"
                found.append(f"{self.name}: {heading} is {value:g}, {word} {limit:g}")
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured")
    parser.add_argument("--port", type=int, default=0, help="where the demo is served; 0 is any")
    parser.add_argument("--state", type=Path, help="a folder to keep for the next time")
    options = parser.parse_args()
    with state_folder(options.state) as state, site(state, port=options.port) as served:
        served.settle(sample(name, "en").path for name in PAGES)
        pages = []
        for name in PAGES:
            which = sample(name, "en")
            reports = [measure(served.address + which.path) for _each in range(options.runs)]
            pages.append(Measured(name, which.path, median(map(values, reports))))
            print(name, *(f"{key} {value:g}" for key, value in pages[-1].values.items()), sep="  ")
    REPORT.write_text(table(pages, version=reports[0]["lighthouseVersion"], runs=options.runs))
    if beyond(pages):
        sys.exit("\n".join(beyond(pages)))


#: Lighthouse now and then records nothing (NO_NAVSTART) and asks to be run again.
ATTEMPTS = 3


def measure(address: str) -> dict[str, Any]:
    """Return Lighthouse's report of a page; ask again where it has recorded nothing.

    It starts a browser of its own; costs ten seconds. Raises CalledProcessError where it fails
    `ATTEMPTS` times.
    """
    for _attempt in range(ATTEMPTS - 1):
        with contextlib.suppress(subprocess.CalledProcessError):
            return _measured(address)
    return _measured(address)


def _measured(address: str) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    result = subprocess.run(
        [
            *("node", str(PROGRAM), address, "--quiet", "--output=json"),
            "--only-categories=performance,accessibility,best-practices,seo",
            "--chrome-flags=--headless=new " + " ".join(CHROMIUM_ARGUMENTS),
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    return json.loads(result.stdout)


def values(report: Mapping[str, Any]) -> dict[str, float]:
    """Return what is kept of a report, by heading."""
    scores = report["categories"]
    numbers = {name: audit.get("numericValue") for name, audit in report["audits"].items()}
    return {
        "Performance": round(scores["performance"]["score"] * 100),
        "Accessibility": round(scores["accessibility"]["score"] * 100),
        "Best practices": round(scores["best-practices"]["score"] * 100),
        "SEO": round(scores["seo"]["score"] * 100),
        "CLS": round(numbers["cumulative-layout-shift"], 3),
        "LCP": round(numbers["largest-contentful-paint"] / 1000, 1),
        "KB": round(numbers["total-byte-weight"] / 1024),
    }


def median(runs: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each value."""
    measured = list(runs)
    return {key: statistics.median(each[key] for each in measured) for key in measured[0]}


def beyond(pages: Iterable[Measured]) -> list[str]:
    """Return which limits are broken, as a sentence each."""
    return [each for page in pages for each in page.beyond()]


def table(pages: Sequence[Measured], *, version: str, runs: int) -> str:
    """Return docs/lighthouse.md."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    headings = ["page", "address", *pages[0].values]
    rows = [
        [page.name, f"`{page.path}`", *(f"{value:g}" for value in page.values.values())]
        for page in pages
    ]
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        [
            "# Lighthouse",
            "",
            "Written by `make lighthouse`, not by hand. The demo on a slow phone, as Lighthouse",
            f"{version} reckons it: the median of {runs}, measured on {today:%Y-%m-%d}. LCP is in",
            "seconds, KB is all that was sent, in 1024 bytes.",
            "",
            *("| " + " | ".join(line) + " |" for line in lines),
            "",
            "The limits: 95 for performance, 100 for the other scores, a CLS of 0.01, and 200 KB",
            "for the home page. Beyond them:",
            "",
            *(f"- {each}" for each in beyond(pages) or ["nothing"]),
            "",
        ]
    )


if __name__ == "__main__":
    main()

"""What the calendar is measured on: a region whose festivals grow, written in words of SQL."""

import calendar
import datetime
import itertools
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

#: How many dates begin in each month, and how many festivals and dates there are.
A_MONTH = 120
SIZES = {"small": (200, 2_000), "large": (20_000, 200_000)}
FIRST_YEAR = 1900
#: How many festivals the other region has, whose feed is measured.
ICS_FESTIVALS = 500


class Calendar:
    """A region whose festivals grow, and another one with 500 of them, a date each."""

    def __init__(self) -> None:
        from destinations.tests.factories import (
            DestinationIndexPageFactory,
            DistrictFactory,
            PlaceFactory,
            published,
        )
        from events.tests.factories import FestivalCategoryFactory, FestivalIndexPageFactory
        from home.tests.factories import make_region
        from media.tests.factories import PictureFactory

        self.today = datetime.date.today()  # noqa: DTZ011 (any day of this month will do)
        self.region, self.other = make_region(), make_region("other.example")
        site = self.region.site
        self.categories = [
            FestivalCategoryFactory(site=site, slug=slug, name_ind=slug, name_en=slug.title())
            for slug in ("dance", "music", "ritual", "sport", "food", "craft")
        ]
        self.districts = [
            DistrictFactory(site=site, slug=f"district-{each}", name=f"District {each}")
            for each in range(8)
        ]
        places = published(DestinationIndexPageFactory(parent=self.region.home))
        self.places = [
            published(
                PlaceFactory(
                    parent=places,
                    slug=f"place-{each}",
                    title=f"Place {each}",
                    district=self.districts[each % 8],
                    latitude="-8.1",
                    longitude="114.1",
                )
            )
            for each in range(12)
        ]
        self.pictures = [PictureFactory(made=True) for _each in range(3)]
        self.section = published(FestivalIndexPageFactory(parent=self.region.home))
        section = published(FestivalIndexPageFactory(parent=self.other.home))
        self.festivals: list[int] = []
        self.written: set[tuple[int, int, int]] = set()
        others = add_festivals(section, range(ICS_FESTIVALS), self._fields)
        days = [self.today + datetime.timedelta(days=each % 300) for each in range(ICS_FESTIVALS)]
        add_dates(
            (each, day, number % 100, False)
            for number, (each, day) in enumerate(zip(others, days, strict=True))
        )

    def grow(self, festivals: int, dates: int) -> None:
        """Write so many festivals with so many dates: 120 begin in every month.

        The few lie around today. The many begin in 1900, each festival held for some ten years.
        """
        new = range(len(self.festivals), festivals)
        self.festivals += add_festivals(self.section, new, self._fields)
        add_dates(itertools.islice(self._slots(), dates - len(self.written)))

    def _slots(self) -> Iterator[tuple[int, datetime.date, int, bool]]:
        """Yield festival, day, number in the month, whether of a series; month by month."""
        is_small = len(self.festivals) == SIZES["small"][0]
        at = self.today.year * 12 + self.today.month - 9 if is_small else FIRST_YEAR * 12
        for month in itertools.count(at):
            year, number = month // 12, month % 12 + 1
            days = calendar.monthrange(year, number)[1]
            for each in range(A_MONTH):
                if (year, number, each) in self.written:
                    continue
                self.written.add((year, number, each))
                of_decade = (year - FIRST_YEAR) // 10 * 12 * A_MONTH + month % 12 * A_MONTH + each
                place = month * A_MONTH + each if is_small else of_decade
                place %= len(self.festivals)
                day = datetime.date(year, number, each % days + 1)
                yield self.festivals[place], day, each, place % 10 == 9

    def _fields(self, number: int) -> dict[str, Any]:
        return {
            "category_id": self.categories[number % 6].pk,
            "district_id": self.districts[number % 8].pk if number % 3 else None,
            "venue_place_id": self.places[number % 12].pk,
            "picture_id": self.pictures[number % 3].pk,
            "admission": "free" if number % 5 < 2 else "paid",
            "step_free": "yes" if number % 4 == 0 else "",
            "summary_ind": "Ribuan penari di tepi laut, dan pasar di sekelilingnya.",
            "summary_en": "Thousands of dancers by the sea, and a market around them.",
        }


def insert(model: Any, rows: Iterable[dict[str, Any]], **common: Any) -> None:
    """Write rows in words of SQL: a fiftieth of what Django's objects would cost.

    `common` is what all rows have, the rest of a row are the model's defaults; names are those of
    columns. Only for one's own data.
    """
    from django.db import connection

    rows = list(rows)
    pattern = model(**common)
    fields = {
        each.column: each
        for each in model._meta.local_concrete_fields
        if each.column not in rows[0]
    }
    same = ", ".join(
        literal(each.get_prep_value(each.pre_save(pattern, True))) for each in fields.values()
    )
    columns = ", ".join(connection.ops.quote_name(each) for each in (*fields, *rows[0]))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for begin in range(0, len(rows), 500):
            values = ", ".join(
                f"({same}, {', '.join(literal(value) for value in each.values())})"
                for each in rows[begin : begin + 500]
            )
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {values}")  # noqa: S608


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).upper()
    if isinstance(value, uuid.UUID):
        return f"'{value.hex}'"
    if isinstance(value, datetime.datetime):
        value = value.replace(tzinfo=None)
    if isinstance(value, list | dict):
        value = json.dumps(value)
    return "'{}'".format(str(value).replace("'", "''"))


def next_key(model: Any) -> int:
    from django.db.models import Max

    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def add_festivals(
    section: Any, numbers: range, fields: Callable[[int], dict[str, Any]]
) -> list[int]:
    """Write festivals below a section: rows of pages and of festivals, and no signal."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    from events.models import Festival

    now, first = timezone.now(), next_key(Page)
    keys = list(range(first, first + len(numbers)))
    insert(
        Page,
        (
            {
                "id": key,
                "path": section.path + Page._int2str(number + 1).rjust(Page.steplen, "0"),
                "title": f"Festival Pesisir {number:05}",
                "draft_title": f"Festival Pesisir {number:05}",
                "slug": f"festival-{number}",
                "url_path": f"{section.url_path}festival-{number}/",
                "translation_key": uuid.uuid4(),
            }
            for key, number in zip(keys, numbers, strict=True)
        ),
        depth=section.depth + 1,
        content_type=ContentType.objects.get_for_model(Festival),
        locale_id=section.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )
    rows = zip(keys, numbers, strict=True)
    insert(Festival, ({"page_ptr_id": key, **fields(number)} for key, number in rows))
    Page.objects.filter(pk=section.pk).update(numchild=section.get_children().count())
    return keys


def add_dates(slots: Iterable[tuple[int, datetime.date, int, bool]]) -> None:
    """Write dates with their editions: most last a day, some three or seven, of two a month alone
    is known."""
    from django.utils import timezone

    from events.models import CalendarEntry, Edition, Occurrence

    first = next_key(Edition)
    editions: dict[tuple[int, int], dict[str, Any]] = {}
    rows = []
    for festival, day, number, is_series in slots:
        year = day.year // 10 * 10 if is_series else day.year
        edition = editions.setdefault(
            (festival, year),
            {
                "id": first + len(editions),
                "festival_id": festival,
                "year": year,
                "date_kind": "yearly" if is_series else "fixed",
                "starts_on": day,
                "ends_on": day,
            },
        )
        rows.append(occurrence(edition, day, number, is_series=is_series))
    insert(Edition, editions.values(), live=True)
    uids = ({"edition_id": each["id"], "uid": str(uuid.uuid4())} for each in editions.values())
    insert(CalendarEntry, numbered(CalendarEntry, uids), changed_at=timezone.now(), digest="")
    insert(Occurrence, numbered(Occurrence, rows), status="scheduled")


def numbered(model: Any, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({"id": key, **row} for key, row in enumerate(rows, next_key(model)))


def occurrence(
    edition: dict[str, Any], day: datetime.date, number: int, *, is_series: bool
) -> dict[str, Any]:
    from events.querysets import sorts_at

    is_open = number >= A_MONTH - 2
    lasts = 7 if number % 15 == 0 else 3 if number % 4 == 0 else 1
    begin, end = day, day + datetime.timedelta(days=lasts - 1)
    if is_open:
        begin = day.replace(day=1)
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    last_minute = datetime.time(23, 59)
    return {
        "edition_id": edition["id"],
        "festival_id": edition["festival_id"],
        "planned_on": begin,
        "planned_until": end,
        "was_month_only": is_open,
        "starts_on": begin,
        "ends_on": end,
        "days": (end - begin).days + 1,
        "sorts_at": sorts_at(end, last_minute) if is_open else sorts_at(begin),
        "is_month_only": is_open,
        "hours": "to_be_announced" if is_open else "all_day",
        "is_series": is_series,
    }

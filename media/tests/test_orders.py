"""A flood of readers who miss a rendition is one order, and nothing that pages are made of."""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from media.orders import PATIENCE, order_missing
from media.tasks import make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the queue has been given."""
    cache.clear()
    given: list[int] = []
    # Tasks are frozen dataclasses, so their class is where to look.
    monkeypatch.setattr(type(make_renditions), "enqueue", lambda _task, pk: given.append(pk))
    return given


@pytest.mark.django_db(transaction=True)
def test_a_hundred_readers_order_once(ordered: list[int]) -> None:
    for _reader in range(100):
        order_missing(7)
    order_missing(8)
    assert ordered == [7, 8]


@pytest.mark.django_db(transaction=True)
def test_after_a_while_it_is_ordered_again(
    ordered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job may be lost; the readers' patience may not be."""
    kept: dict[str, tuple[bool, int]] = {}

    class Forgetful:
        @staticmethod
        def add(key: str, value: bool, timeout: int) -> bool:
            kept[key] = (value, timeout)
            return True

    monkeypatch.setattr("media.orders.cache", Forgetful)

    order_missing(7)
    order_missing(7)

    assert (ordered, kept) == ([7, 7], {"renditions-ordered:7": (True, PATIENCE)})


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_ordered(ordered: list[int]) -> None:
    with transaction.atomic():
        order_missing(7)
        transaction.set_rollback(True)
    assert ordered == []

    with transaction.atomic():
        order_missing(7)
        assert ordered == []
    assert ordered == [7]


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_takes_no_orders_costs_readers_nothing(
    ordered: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Any, pk: int) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(type(make_renditions), "enqueue", fail)

    with caplog.at_level(logging.ERROR):
        order_missing(7)

    assert "database is locked" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_an_order_looks_into_no_table(ordered: list[int]) -> None:
    with CaptureQueriesContext(connection) as queries:
        order_missing(7)
    assert len(queries) == 0

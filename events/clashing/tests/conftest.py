"""Clashes are tested in the same region and at the same moment as festivals."""

from events.tests.conftest import _still_clock, festival, section

__all__ = ["_still_clock", "festival", "section"]

from events.tests.conftest import _still_clock, festival, section  # noqa: F401

"""What the demo is served with for the browser tests: `make run`'s own, and a page that breaks."""

from config.settings.dev import *  # noqa: F403 (that is what settings are built with)

ROOT_URLCONF = "tests.e2e.addresses"

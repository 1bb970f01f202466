# The commands of the house; `make` alone explains them. All paths are relative to this file, so
# that the checkout may live under a name with spaces.

.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help run test lint services-test e2e bench bench-calendar bench-desk lighthouse screenshots audit lock format messages \
	pictures clean environment

# --- What may be set on the command line or in the environment ---

PYTHON ?= python3
PORT ?= 8000
LISTEN ?= 127.0.0.1
PROCESSES ?= auto
CHROMIUM ?= /usr/bin/chromium
ARGUMENTS ?=

# --- What follows from it ---

VENV := .venv
PY := $(VENV)/bin/python
# Its name holds the hash of what was installed, so a changed lock installs again and an equal one,
# whatever its date, does not.
INSTALLED := $(VENV)/.installed-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)
# The same for what the browser tests check pages with; Java runs one of them.
BROWSER_TOOLS := tests/e2e/node_modules/.installed-$(shell cksum < tests/e2e/package-lock.json | cut -d' ' -f1)
TEMPLATES := templates $(wildcard */templates site/*/templates)
PYTEST := $(PY) -m pytest -n $(PROCESSES)
LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

LINTERS := lint-style lint-types lint-templates lint-layers lint-migrations lint-deployment lint-words

help: ## Explain these commands
	@echo "Commands:"
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo "Variables: PORT=$(PORT) LISTEN=$(LISTEN) PYTHON=$(PYTHON) PROCESSES=$(PROCESSES)"
	@echo "           CHROMIUM=$(CHROMIUM); docs/operations.md describes them and all others."

run: environment ## Serve the site with its demo and worker: make run [PORT=8000]
	@exec $(PY) manage.py serve --host $(LISTEN) --port $(PORT)

test: environment ## Run every test that needs no service
	env -u DATABASE_URL -u CACHE_URL $(PYTEST)

lint: environment ## Check style, types, layers, templates, migrations, settings and translations
	@$(MAKE) --no-print-directory --keep-going $(LINTERS)

services-test: environment ## Run the tests on PostgreSQL, Redis and S3 (DATABASE_URL, CACHE_URL)
	DATABASE_URL="$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/sunrise}" \
		CACHE_URL="$${CACHE_URL:-redis://127.0.0.1:6379/15}" \
		$(PYTEST) -m "not e2e"

e2e: environment $(BROWSER_TOOLS) ## Walk through the site in a real browser (CHROMIUM)
	env -u DATABASE_URL -u CACHE_URL CHROMIUM=$(CHROMIUM) $(PY) -m pytest -m e2e

bench: environment ## Measure uploads, the calendar, the desk: make bench [ARGUMENTS=--json]
	env -u DATABASE_URL -u CACHE_URL $(PY) -m tests.bench.uploads $(ARGUMENTS)
	$(PY) -m tests.bench.calendar $(filter --json,$(ARGUMENTS))
	$(PY) -m tests.bench.desk $(filter --json,$(ARGUMENTS))

bench-calendar: environment ## Measure 200,000 dates, into docs/benchmarks.md (DATABASE_URL)
	$(PY) -m tests.bench.calendar $(ARGUMENTS)

bench-desk: environment ## Measure imports, clashes and the admin's year (DATABASE_URL)
	$(PY) -m tests.bench.desk $(ARGUMENTS)

lighthouse: environment $(BROWSER_TOOLS) ## Measure pages on a slow phone, into docs/lighthouse.md (CHROMIUM)
	env -u DATABASE_URL -u CACHE_URL CHROMIUM='$(CHROMIUM)' $(PY) -m tests.e2e.lighthouse $(ARGUMENTS)

screenshots: environment ## Take every page type, into docs/screenshots/ and var/ (CHROMIUM)
	env -u DATABASE_URL -u CACHE_URL CHROMIUM='$(CHROMIUM)' $(PY) -m tests.e2e.screenshots $(ARGUMENTS)

audit: environment ## Look for known vulnerabilities; fails if anything could not be looked up
	$(PY) -m pip_audit --strict --require-hashes --disable-pip -r requirements-dev.txt

lock: environment ## Pin what the .in files name: make lock [UPGRADE=1]
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) --constraint requirements.txt requirements-dev.in -o requirements-dev.txt

format: environment ## Put code and templates into the house's form
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .
	$(PY) -m djhtml --tabwidth 2 $(TEMPLATES)

messages: environment ## Collect the interface's words into locale/ and compile them (GNU gettext)
	$(PY) manage.py catalogues update

pictures: environment ## Bake the demo's drawings that have changed, with CHROMIUM
	CHROMIUM='$(CHROMIUM)' $(PY) manage.py bake_pictures

clean: ## Remove .venv, node_modules, caches and compiled files; var/ with your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov .coverage
	rm -f locale/*/LC_MESSAGES/*.mo
	rm -rf tests/e2e/node_modules
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

# --- What `make lint` is made of: all of it runs, even where one has failed ---

BARE := SUNRISE_VAR=$(VENV)/lint DATABASE_URL=sqlite://:memory: $(PY) manage.py

.PHONY: $(LINTERS)
lint-style:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

lint-types:
	$(PY) -m mypy

lint-templates:
	$(PY) -m djhtml --check --tabwidth 2 $(TEMPLATES)

lint-layers:
	$(PY) $(VENV)/bin/lint-imports --no-logo

lint-migrations:
	$(BARE) makemigrations --check --dry-run

lint-deployment:
	ALLOWED_HOSTS=example.org SECRET_KEY=only-for-this-check-and-never-for-a-site-0123456789 \
		$(BARE) check --deploy --fail-level WARNING --settings config.settings.production

lint-words:
	$(BARE) catalogues check

# --- The environment ---

# Written each time: a checkout may have been moved. `site/` is a source root and no package, and
# import-linter, pytest and granian learn of it here.
environment: $(INSTALLED)
	@$(PY) -c 'import os, pathlib, sysconfig; \
		pathlib.Path(sysconfig.get_path("purelib"), "sunrise.pth").write_text( \
		os.linesep.join([os.getcwd(), os.path.join(os.getcwd(), "site"), ""]))'

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
		"Python 3.11 or newer is needed, and $(PYTHON) is not. Name another: make … PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { echo \
		"$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# One environment for all commands: the demo is built by the tests' factories. It holds the very
# pins of requirements.txt, which is what production installs.
$(INSTALLED): | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@rm -f $(VENV)/.installed-*
	@touch $@

# None of their installation scripts is needed, and none runs.
$(BROWSER_TOOLS):
	@for program in npm java; do command -v $$program > /dev/null || { echo \
		"$$program is needed. On Debian and Ubuntu: apt install nodejs npm default-jre-headless" >&2; exit 1; }; done
	@cd tests/e2e && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

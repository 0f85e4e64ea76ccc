# Needs only make and Python 3.11 or newer; the rest is fetched into .venv and tests/browser/node_modules.

SHELL := /bin/sh
.DEFAULT_GOAL := test
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_TEST := $(VENV)/.installed-test
NODE_MODULES := tests/browser/node_modules/.installed
DEMO := var/demo.sqlite
PORT := 8000
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test test-fast check bench browser-tools clean

demo: $(INSTALLED) $(DEMO)
	@PVB_DATABASE_URL=sqlite:///$(DEMO) $(BIN)/pvb serve --port $(PORT)

# Left behind by an interrupted first fill, -wal and -shm would be read as part of the new file.
$(DEMO): | $(INSTALLED)
	@mkdir -p $(@D) && rm -f $@-wal $@-shm
	@PVB_DATABASE_URL=sqlite:///$@ $(BIN)/pvb demo --clients 2000 --seed 1

test: check browser-tools
	$(BIN)/pytest -n 2 -m "not browser"
	$(BIN)/pytest -m browser

test-fast: $(INSTALLED_TEST)
	$(BIN)/pytest -n 2 -m "not slow and not browser and not postgres"

bench: $(INSTALLED_TEST)
	@$(BIN)/python -m tests.bench

check: $(INSTALLED_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser-tools: $(INSTALLED_TEST)
	@.ci/browser-tools
	@$(MAKE) --no-print-directory $(NODE_MODULES)

$(NODE_MODULES): tests/browser/package.json tests/browser/package-lock.json
	@cd tests/browser && npm ci --silent --cache "$(CURDIR)/$(VENV)/npm-cache"
	@touch $@

$(INSTALLED): pyproject.toml constraints.txt
	@.ci/venv $(VENV)
	@$(PIP_INSTALL) --editable .
	@touch $@

$(INSTALLED_TEST): $(INSTALLED)
	@$(PIP_INSTALL) --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info tests/browser/node_modules
	rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm $(DEMO).key
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# make map: set up .venv and the page's assets, build the map of seeds/ into out/.
# make test: the same, then every test. make check: lint, types and import contracts.

PYTHON ?= python3
BIN := .venv/bin
ASSETS := maps/assets
SETUP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --require-hashes

.PHONY: map test check lock clean

map: .venv/.runtime $(ASSETS)/node_modules/.runtime
	$(BIN)/python build.py map

test: .venv/.dev $(ASSETS)/node_modules/.dev
	sh .ci/browser
	sh .ci/postgis
	$(BIN)/python -m pytest

check: .venv/.dev $(ASSETS)/node_modules/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd $(ASSETS) && npx --no-install eslint .

# The runtime lock is compiled first, the development lock holds the same versions and more.
lock: .venv/.dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --quiet --upgrade --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra export --constraint requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --quiet --output-file requirements-dev.lock

clean:
	rm -rf .venv $(ASSETS)/node_modules out

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Sitmap needs Python 3.11 or newer: make PYTHON=python3.12 map" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "The venv module is missing: apt-get install python3-venv" >&2; exit 1; }

.venv/.runtime: requirements.lock | $(BIN)/python
	$(SETUP) -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | $(BIN)/python
	$(SETUP) -r requirements-dev.lock
	@touch $@ .venv/.runtime

$(ASSETS)/node_modules/.runtime: $(ASSETS)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: it brings Leaflet and the basemap; apt-get install npm" >&2; exit 1; }
	cd $(ASSETS) && npm ci --omit=dev --ignore-scripts --silent
	@touch $@

$(ASSETS)/node_modules/.dev: $(ASSETS)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: it brings Leaflet and the basemap; apt-get install npm" >&2; exit 1; }
	cd $(ASSETS) && npm ci --ignore-scripts --silent
	@touch $@ $(ASSETS)/node_modules/.runtime

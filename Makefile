# Everything a fresh clone needs: Python 3.11 or later, git and make. Only the package registry is reached.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

.PHONY: help setup demo desk test test-long lint bench figures docs lock messages screenshots clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(VENV)/.installed ## the environment in .venv, from locked and hashed packages

$(VENV)/.locked: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Lagebild needs Python 3.11 or later, and $(PYTHON) is older; try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## the sample crisis as a table, and out/brief.html
	@mkdir -p out
	@$(BIN)/lagebild brief samples/crisis/*.txt --place EC
	@$(BIN)/lagebild brief samples/crisis/*.txt --place EC --format html -o out/brief.html
	@printf '\nout/brief.html\tdas Lagebild zum Aufklappen / the picture with its evidence: open it in a browser\nmake desk\tdasselbe im Browser, mit Zeitregler und Suche / the same served, with its time slider and search\n'

desk: setup ## the sample crisis at http://127.0.0.1:8000/, until Ctrl-C
	@mkdir -p out
	@$(BIN)/lagebild ingest samples/crisis/*.txt --store out/desk.db --received stated
	@$(BIN)/lagebild serve --store out/desk.db

test: setup ## the everyday suite, on two cores
	$(BIN)/python -m pytest -n 2 -rs -m "not long"

test-long: setup ## what takes longer
	$(BIN)/python -m pytest -rs -m long

lint: setup ## ruff, mypy, and the order of the layers
	$(BIN)/ruff check src tests tools bench
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## how fast, how much memory
	@set -e; for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script; done

figures: setup ## how accurate, on every set of data that is there; rewrites docs/guide/figures.md
	$(BIN)/python tools/figures.py --write

docs: setup ## reruns the examples in README and guide and puts in what they print now
	$(BIN)/python tools/refresh_docs.py

messages: setup ## the desk's own words: what English lacks
	$(BIN)/python tools/messages.py

screenshots: setup ## docs/images from the sample crisis; needs Chromium
	$(BIN)/python tools/screenshots.py

lock: ## the lock files from pyproject.toml; needs uv
	uv pip compile $(LOCK) --extra desk --extra postgresql pyproject.toml -o requirements/run.txt
	uv pip compile $(LOCK) --extra desk --extra oidc pyproject.toml --group dev -o requirements/dev.txt

clean: ## what the other targets made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# make serve | lint | check | test | site | bench | setup: each sets up what is missing first.
# PYTHON names the Python to use (3.11 or newer), PORT where `make serve` shows the site;
# LANGUAGES=es,ar serves these editions too, each on the next port;
# REQUIREMENTS=requirements-site.txt sets up only what the site is built with, and no test.

PYTHON ?= python3
REQUIREMENTS ?= requirements.txt
PORT ?= 8000
LANGUAGES ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: setup serve lint style types records check test site bench lock clean

setup: $(READY)

serve: $(READY)
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2> /dev/null || \
		{ echo "Port $(PORT) is taken. Name another: make serve PORT=8001"; exit 1; }
	$(BIN)/python -m macros serve --port $(PORT) --languages "$(LANGUAGES)"

PYTEST := $(BIN)/pytest --numprocesses auto --dist worksteal

# Side by side, as none of the three waits for another.
lint: $(READY)
	@$(MAKE) --no-print-directory --jobs 3 style types records

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

records: $(READY)
	$(BIN)/python -m macros check

check: lint
	$(PYTEST) -m "not site"

test: lint
	$(BIN)/python tests/browser/chromium.py
	$(PYTEST)

site: $(READY)
	$(BIN)/python -m macros build

bench: $(READY)
	@$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m tests.search.bench
	$(BIN)/python -m tests.speed
	$(BIN)/python -m tests.provenance

# Needs uv; pins every dependency for every platform, with hashes and without addresses.
# requirements-site.txt holds the part of them that the site is built with.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" pyproject.toml

lock:
	$(LOCK) --extra test -o requirements.txt
	$(LOCK) --constraint requirements.txt -o requirements-site.txt

clean:
	rm -rf $(VENV) site .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): $(REQUIREMENTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer. Name one: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up $(VENV), once …"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(REQUIREMENTS)
	@touch $@

# Every target sets up what it needs: on a fresh machine only Python 3.11+, make and pip are expected.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help warehouse test ui check bench lock clean

help:
	@echo "make warehouse   read the bundled disclosures and publish data/home/warehouse/gouji.duckdb"
	@echo "make test        the whole test suite"
	@echo "make ui          Dagster UI on 127.0.0.1:3000"
	@echo "make check       format, lint, types, docs, tests: what CI runs"
	@echo "make bench       benchmarks, printed as tables"
	@echo "make lock        resolve the dependencies of pyproject.toml anew into requirements.lock"

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.8
	$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	touch $(STAMP)

warehouse: $(STAMP)
	$(BIN)/gouji fetch data/sources.yaml
	$(BIN)/gouji run

test: $(STAMP)
	$(BIN)/python -m pytest

ui: $(STAMP)
	$(BIN)/gouji ui

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check
	$(MAKE) test

bench: $(STAMP)
	$(BIN)/python tests/bench.py

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv data/home

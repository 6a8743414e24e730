# The two commands of the README, and what they stand on. Needs Python 3.11+ with pip and venv.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp
# Processes that share the tests, a file at a time; each holds about 1 GB and reads with one thread.
WORKERS ?= 2

.PHONY: demo test fuzz soak lint types check-corpus page check-page shots clean

demo: $(STAMP)
	$(BIN)/vedette read examples/reports.jsonl

test: $(STAMP)-test lint types check-corpus check-page
	VEDETTE_THREADS=1 $(BIN)/pytest -n $(WORKERS) --dist loadfile
	$(BIN)/python -m quality.gate

# The desk's page, which `vedette desk` serves; needs Node 20.19+ with npm.
page: $(STAMP)-test
	$(BIN)/python hatch_build.py

check-page: page
	cd web && npm run --silent check

# Each view of the page, in both widths and both lights, into web/shots.
shots: page
	VEDETTE_SHOTS=web/shots $(BIN)/pytest tests/test_desk_browser.py -k shuts_nobody_out

# The parsers of outside bytes, for some twenty minutes.
fuzz: $(STAMP)-test
	VEDETTE_FUZZ=5000 $(BIN)/pytest tests/test_ingest_fuzz.py

# A desk under ingest, readers and review, for half an hour.
soak: $(STAMP)-test
	VEDETTE_SOAK=1800 $(BIN)/pytest tests/test_desk_long.py -k sqlite

lint: $(STAMP)-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)-test
	$(BIN)/mypy

check-corpus: $(STAMP)-test
	cd corpus && ../$(BIN)/python check.py bundles/*.txt ../examples/harbour.bundle.txt > /dev/null
	cd corpus && ../$(BIN)/python check_pairs.py pairs/*.tsv > /dev/null
	cd corpus && ../$(BIN)/python check_attributions.py attributions/*.txt > /dev/null
	$(BIN)/python -m resources.check_actors > /dev/null
	$(BIN)/python -m resources.build_actors --check

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vedette needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(STAMP)-test: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

clean:
	rm -rf .venv dist build src/vedette/serve/page web/node_modules web/shots .mypy_cache .ruff_cache .pytest_cache .hypothesis

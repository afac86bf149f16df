# One command sets everything up and runs the main job (demo), one sets everything up and passes the tests (test).
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# Two more than processors: much of the time of a test that opens a page or an environment is waiting.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 2)')
LOCALE = src/accesscheck/locale

.PHONY: help setup demo test endurance test-fast check format docs messages update-axe language-data clean

help:  ## Show the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

$(BIN)/accesscheck: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

setup: $(BIN)/accesscheck  ## Make the environment and find or install a browser
	$(BIN)/accesscheck install-browser

demo: setup  ## Check the fixtures: a page and a vacancy; write report.html
	$(BIN)/accesscheck check fixtures/pages/loket.html fixtures/documents/vacature.docx --fail-on never
	$(BIN)/accesscheck check fixtures/pages/loket.html fixtures/documents/vacature.docx --format html --output report.html --fail-on never

test: setup check  ## Everything that must pass
	sh scripts/install-test-tools
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
	$(BIN)/python -m pytest plugins/accesscheck-example

endurance: setup  ## What takes long: runs and crawls killed at ten moments, all pages of the demo
	sh scripts/install-test-tools
	ACCESSCHECK_ENDURANCE=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile tests/monitoring tests/demo tests/test_packaging.py tests/test_action.py tests/test_sample_site.py

test-fast: $(BIN)/accesscheck  ## What needs no browser and little time
	$(BIN)/python -m pytest -m "not browser and not packaging and not slow" -n auto

check: $(BIN)/accesscheck  ## Format, lint, types, import contracts, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/accesscheck rules check rules
	$(BIN)/accesscheck docs --check

format: $(BIN)/accesscheck  ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(BIN)/accesscheck  ## Write the pages that are made from code and rules
	$(BIN)/accesscheck docs

messages: $(BIN)/accesscheck  ## Collect the sentences of the code, and compile their translations
	$(BIN)/pybabel -q extract -F babel.cfg --no-default-keywords -k N_ -k say:2 -k say_count:2,3 -k t -k tn:1,2 \
	  --no-location --sort-output --omit-header --project accesscheck -o $(LOCALE)/accesscheck.pot src/accesscheck
	for language in nl fr de; do \
	  $(BIN)/pybabel -q update -N --ignore-pot-creation-date --ignore-obsolete --no-fuzzy-matching -D accesscheck -i $(LOCALE)/accesscheck.pot -d $(LOCALE) -l $$language; \
	  sed -i '/^"\(Report-Msgid-Bugs-To\|POT-Creation-Date\|PO-Revision-Date\|Last-Translator\|Language-Team\|Generated-By\)/d' \
	    $(LOCALE)/$$language/LC_MESSAGES/accesscheck.po; \
	  $(BIN)/pybabel -q compile -D accesscheck -d $(LOCALE) -l $$language; \
	done

update-axe:  ## Renew the vendored axe-core: make update-axe AXE=4.14.1
	sh scripts/update-axe $(AXE)

language-data: $(BIN)/accesscheck  ## Make the word frequencies again from the packages that carry them
	$(BIN)/python -m pip install --quiet --disable-pip-version-check msgpack pyarrow
	$(BIN)/python scripts/make-language-data

clean:  ## Remove what was made
	rm -rf $(VENV) build dist report.html

# Finalist: `make run` starts it, `make test` tests it; both need Python 3.11+ and nothing else.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 3
ROUNDS ?= 200

# The first Python that is new enough and can make an environment. A name may exist and still not
# run (version switchers leave such names), so each is tried. PYTHON=… overrides.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$name; break; fi; done)

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYTHONUNBUFFERED := 1

# The lock names every package, so pip need not resolve: asked to, it refuses a lock as soon as a
# package asked for with an extra (coverage[toml]) has a newer release than the one locked.
INSTALL := $(BIN)/python -m pip install -qq --no-deps --require-hashes --requirement

.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test soak bench shots lint fix lock clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: $(VENV)/run.stamp $(VENV)/fonts.stamp ## Start Finalist with its demo company (PORT= to change)
	@exec $(BIN)/flask --app app serve --demo

test: tools ## Run every test on SQLite, PostgreSQL and in a browser
	$(BIN)/python -m pytest -n $(WORKERS) --maxschedchunk 1

soak: tools ## Run all pages on PostgreSQL, and the long races and crashes (ROUNDS= to change)
	$(BIN)/python -m pytest --db postgresql -m "not (race or soak or browser)" -n $(WORKERS)
	$(BIN)/python -m pytest -m "race or soak" --rounds $(ROUNDS) -n $(WORKERS) \
		-o faulthandler_timeout=1800

bench: $(VENV)/run.stamp ## Print the tables of speed and size, as ratios to a floor of the same run
	$(BIN)/python -m bench

shots: tools ## Take the pictures in docs/ again
	$(BIN)/python -m tests.shots

lint: $(VENV)/test.stamp ## Check style, types, templates, storeys and dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet --allow-empty-input
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .

fix: $(VENV)/test.stamp ## Sort imports and format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Choose the versions of all dependencies anew (needs uv)
	uv pip compile --generate-hashes --no-header --universal --upgrade \
		pyproject.toml -o requirements.txt
	uv pip compile --generate-hashes --no-header --universal --upgrade \
		--constraint requirements.txt --group dev pyproject.toml -o requirements-dev.txt

clean: ## Remove the environment and everything built; data in instance/ stays
	rm -rf $(VENV) build app/static/fonts app/static/vendor .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis .coverage
	find app tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Stamps say which lock was installed, so a second start installs nothing.

.PHONY: tools
tools: $(VENV)/test.stamp $(VENV)/fonts.stamp
	@$(BIN)/python -m tests.browser install

$(VENV)/made.stamp:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Finalist needs Python 3.11 or newer with its venv module, and none was found." >&2; \
		echo "Debian and Ubuntu: apt-get install python3 python3-venv" >&2; \
		echo "macOS: brew install python    Others: https://www.python.org/downloads/" >&2; \
		echo "If it is installed under another name: make PYTHON=/path/to/python3" >&2; \
		exit 1; fi
	@echo "Making the environment in $(VENV) with $$($(PYTHON) --version)."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.txt | $(VENV)/made.stamp
	@echo "Installing the dependencies."
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt requirements.txt | $(VENV)/made.stamp
	@echo "Installing the dependencies and the test tools."
	@$(INSTALL) requirements-dev.txt
	@touch $(VENV)/run.stamp $@

$(VENV)/fonts.stamp: app/web/fonts.py requirements.txt
	@$(BIN)/python -m app.web.fonts
	@touch $@

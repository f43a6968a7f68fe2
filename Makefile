# Viva. Two commands matter: `make run` and `make test`. Everything they need is made in this folder.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Set-up stamps: a target is made again only when what it depends on has changed.
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
NODE_READY := web/node_modules/.ready
PAGE := service/static/index.html
PAGE_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/vite.config.ts web/package.json

.PHONY: help run setup test test-unit test-integration test-e2e test-web bench bench-peers bench-gpu screenshots check format lock clean

help: ## Show what can be done
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

run: setup ## Set up what is missing, start Viva, print its address (PORT=8000)
	@exec $(BIN)/viva serve --host $(HOST) --port $(PORT)

setup: $(RUN_READY) $(PAGE) ## Set up the environment (.venv) and build the page, without starting

$(VENV)/bin/python:
	@./scripts/make_venv.sh $(VENV)

$(RUN_READY): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Viva's packages (the first time takes a few minutes) ..."
	@if [ ! -f $(DEV_READY) ]; then $(PIP) install --quiet --require-hashes -r requirements.lock; fi
	@$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(DEV_READY): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what checks and tests need ..."
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@$(PIP) install --quiet --no-deps --editable .
	@$(BIN)/python scripts/smart_turn_weights.py
	@touch $(RUN_READY) $@

$(NODE_READY): web/package-lock.json
	@echo "Installing the page's packages ..."
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGE): $(NODE_READY) $(PAGE_SOURCES)
	@echo "Building the page ..."
	@cd web && npm run --silent build
	@touch $@

check: $(DEV_READY) $(NODE_READY) ## Lint, types, import rules, rubrics, the page's checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/viva rubrics check
	$(BIN)/python scripts/settings_table.py --check
	cd web && npm run --silent check

test: $(DEV_READY) $(PAGE) ## Unit, integration and browser tests
	@./scripts/test.sh

test-unit: $(DEV_READY) ## Unit tests alone
	$(BIN)/pytest tests/unit

test-integration: $(DEV_READY) ## Tests with real engines
	$(BIN)/pytest tests/integration

test-e2e: $(DEV_READY) $(PAGE) ## A real browser with real sound
	$(BIN)/python scripts/ensure_browser.py
	$(BIN)/pytest tests/e2e

screenshots: $(DEV_READY) $(PAGE) ## Take the pictures of docs/ anew, from a real interview
	VIVA_SCREENSHOTS=docs $(BIN)/pytest tests/e2e/test_pictures.py -q

bench: $(RUN_READY) ## Measure transcription, sessions and conversation with your engines
	$(BIN)/viva bench transcribe
	$(BIN)/viva bench sessions
	$(BIN)/viva bench conversation

bench-peers: $(DEV_READY) ## The same speech and model through Viva, Pipecat and WhisperLive
	$(BIN)/python tests/bench/peers.py

bench-gpu: $(DEV_READY) ## Sessions that the CUDA device holds, with models of real shapes
	$(BIN)/python tests/bench/gpu.py

test-web: $(NODE_READY) ## The page's own unit tests
	cd web && npm test --silent

format: $(DEV_READY) $(NODE_READY) ## Put everything in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd web && npm run --silent format

lock: ## Rewrite the lock files (needs uv)
	./scripts/lock.sh

clean: ## Remove everything made here: environment, page, caches
	rm -rf $(VENV) web/node_modules service/static .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

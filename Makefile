# Everything there is to do here. `make` alone prints this menu.

PYTHON ?= python3
UV     ?= uv
ARGS   ?=

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/pip --disable-pip-version-check --quiet

# Each stamp is touched when its step is done, so a second run has nothing to do.
MADE      := $(VENV)/.made
INSTALLED := $(VENV)/.installed
TESTABLE  := $(VENV)/.testable

CODE := bot adapters content scheduler tests

.DEFAULT_GOAL := menu
.PHONY: menu install demo test check format bench lock clean

menu:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## put everything into .venv (PYTHON=python3.12 names another Python)
	@echo "segue is ready: make demo, or $(BIN)/segue"

demo: $(INSTALLED)  ## open the playground in the browser, without any token
	@$(BIN)/segue demo $(ARGS)

test: $(TESTABLE)  ## run the tests (ARGS="-k streak" picks some)
	@$(BIN)/pytest -n logical --dist loadfile $(ARGS)

check: $(TESTABLE)  ## everything that has to be right before a change is done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n logical --dist loadfile

format: $(TESTABLE)  ## write the code the way the house writes it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(TESTABLE)  ## measure speed (ARGS="due --json" picks one, and its form)
	@$(BIN)/python -m tests.bench $(ARGS)

lock:  ## write both lock files anew (needs uv)
	$(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--quiet -o requirements.lock
	$(UV) pip compile pyproject.toml --extra test -c requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --quiet -o tests/requirements.lock

clean:  ## remove what these commands have made
	rm -rf $(VENV) *.egg-info .*_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "segue needs Python 3.11 or newer, and \"$(PYTHON)\" is not that."; \
		echo "If you have another one, name it: make install PYTHON=python3.12"; \
		exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(INSTALLED): $(MADE) requirements.lock pyproject.toml
	@echo "Installing what segue stands on …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(TESTABLE): $(INSTALLED) tests/requirements.lock
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@

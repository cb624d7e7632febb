# Two commands for a newcomer: `make demo` and `make test`. Each installs all it needs into this
# checkout and nowhere else: the tools into .tools/, the packages into .venv/.
SHELL := /bin/sh
TOOLS := $(CURDIR)/.tools
VENV := $(CURDIR)/.venv
RASAD := $(VENV)/bin/rasad
PYTHON := $(VENV)/bin/python
PYTEST := $(PYTHON) -m pytest
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/uv/bin/uv)
PACKAGES := core crawler nlp scoring storage reports review newsroom notify rasad
SOURCES := $(PACKAGES) tests quality
export UV_CACHE_DIR ?= $(TOOLS)/cache
export UV_PYTHON_INSTALL_DIR ?= $(TOOLS)/python
# The clone of a newcomer may lie on another file system than the cache: copy then, and say nothing.
export UV_LINK_MODE ?= copy
# Some machines forbid byte code for all; inside the checkout it spares each crawl two seconds of compiling.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install demo real test test-postgresql test-long test-year check quality bench lock clean

help:
	@echo "make demo       install, then crawl, attribute, score and report the invented newsroom"
	@echo "make test       install, then run every test but the long ones"
	@echo "make check      format, lint, types, import contracts, configuration"
	@echo "make test-postgresql  the tests of whole installations, each on a PostgreSQL server of the tests"
	@echo "make test-long  browser, kill, slow-server and PostgreSQL-wide tests"
	@echo "make test-year  a simulated year with power cuts, beside a calm one"
	@echo "make real       the same path on the real texts of ../shared/data"
	@echo "make quality    accuracy on the reference sets against pinned floors"
	@echo "make bench      speed and memory"
	@echo "make lock       solve requirements.lock again"

install: $(VENV)/.installed

demo: install
	$(RASAD) demo

real: install
	$(PYTHON) -m quality.real

test: install
	$(PYTEST) -m "not long and not year" -n 2 --dist loadfile

# The same tests with every installation on a private PostgreSQL server; those that ask for files stay on SQLite.
test-postgresql: install
	RASAD_TEST_DATABASE=postgresql $(PYTEST) -m "not long and not year" -W ignore::ResourceWarning tests/storage tests/story tests/operations \
	  -n 2 --dist loadfile

test-long: install
	$(PYTEST) -m long -n 2 --dist loadfile

# Not in CI, which runs twelve disturbed days of it: a year takes half an hour.
test-year: install
	$(PYTEST) -m year

check: install
	$(PYTHON) -m ruff format --check $(SOURCES)
	$(PYTHON) -m ruff check $(SOURCES)
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports
	$(RASAD) check

quality: install
	$(PYTHON) -m quality

bench: install
	$(PYTHON) -m quality.bench

lock: $(UV)
	$(UV) pip compile --quiet --universal --generate-hashes --no-header --python 3.12 \
	  --extra dev --extra build --extra docs pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info

# A Python of the machine when it has 3.12 or 3.13, else one that uv downloads.
$(VENV)/.installed: requirements.lock pyproject.toml | $(UV)
	@test -x $(PYTHON) || $(UV) venv --quiet --no-python-downloads --python 3.12 $(VENV) 2>/dev/null \
	  || $(UV) venv --quiet --no-python-downloads --python 3.13 $(VENV) 2>/dev/null \
	  || $(UV) venv --quiet --python 3.12 $(VENV)
	$(UV) pip sync --quiet --require-hashes --compile-bytecode --python $(PYTHON) requirements.lock
	$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation \
	  --config-settings editable_mode=compat --editable .
	@# Each crawl is a process of its own: where Python may not write byte code, it would compile us each time.
	@$(PYTHON) -m compileall -q $(PACKAGES)
	@touch $@

# `--target` is allowed where a system Python refuses other installs; a private virtual
# environment serves where pip itself is missing.
$(TOOLS)/uv/bin/uv:
	@mkdir -p $(TOOLS)
	@for python in python3 /usr/bin/python3 python3.13 python3.12 python3.11 python3.10 python3.9 python; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || continue; \
	  PIP_USER=0 PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 \
	    $$python -m pip install --quiet --target $(TOOLS)/uv uv 2>$(TOOLS)/uv.log && exit 0; \
	  $$python -m venv $(TOOLS)/pip 2>>$(TOOLS)/uv.log \
	    && $(TOOLS)/pip/bin/python -m pip install --quiet --target $(TOOLS)/uv uv 2>>$(TOOLS)/uv.log && exit 0; \
	done; \
	echo "rasad: could not fetch uv with any Python 3.9 or newer; install uv or pip, then try again:" >&2; \
	cat $(TOOLS)/uv.log >&2 2>/dev/null; exit 1

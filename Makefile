# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# `make` lists all targets. Everything is installed into .venv and .nox in this directory.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# The first Python that is new enough and can create virtual environments.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV := .venv
RUN := $(VENV)/bin/python -m
# With CI=true the formatters check instead of editing.
SESSIONS := CI=true $(RUN) nox --parallel 2 --allow-parallel
REQUIREMENTS := requirements.txt tests/requirements.txt tests/simulator/requirements.txt tests/unit/requirements.txt

# Keep the cache of pre-commit in the checkout, too.
export PRE_COMMIT_HOME := $(CURDIR)/$(VENV)/pre-commit

.PHONY: help test check matrix devel soak format demo simulator bench docs changelog build clean

help: ## show this help
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1 | \2/p' $(MAKEFILE_LIST) | awk -F' [|] ' '{ printf "%-16s %s\n", $$1, $$2 }'

test: $(VENV)/ready ## set up the environment and run all tests
	@$(VENV)/bin/python tests/tools/pythons.py
	@$(SESSIONS)

matrix: $(VENV)/ready ## run ansible-test with every ansible-core that an installed Python supports
	@$(VENV)/bin/python tests/tools/pythons.py
	@$(SESSIONS) --tags matrix

devel: $(VENV)/ready ## run ansible-test with the development version of ansible-core
	@$(SESSIONS) --tags devel

check: $(VENV)/ready ## run linters, type checks and unit tests
	$(RUN) pre_commit run --all-files
	$(RUN) nox --session typing
	$(RUN) pytest -n 2 -q tests/unit

soak: $(VENV)/ready ## run the whole fault matrix, fifty interrupted runs, more random input
	$(RUN) nox --session trust -- --soak

format: $(VENV)/ready ## format the code and sort its imports
	$(RUN) ruff check --fix
	$(RUN) ruff format

demo: $(VENV)/ready ## show vacations from check mode to removal, and a report, with a simulated tenant
	@$(VENV)/bin/python tests/demo/run.py

simulator: $(VENV)/ready ## start a simulated tenant to experiment with (ARGS="--help")
	@$(RUN) tests.simulator $(ARGS)

bench: $(VENV)/ready ## measure the collection side by side with the alternatives
	$(RUN) nox --session benchmark -- $(ARGS)

docs: $(VENV)/ready ## build the documentation site
	$(RUN) nox --session docs

changelog: $(VENV)/ready ## check the changelog fragments, and print the next changelog
	$(RUN) nox --session changelog

build: $(VENV)/ready ## build the tarball for Galaxy
	$(RUN) ansible galaxy collection build --force

clean: ## remove everything that make has created
	rm -rf $(VENV) .nox .ansible .hypothesis .*_cache context tests/output *.tar.gz
	find plugins tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/ready: $(REQUIREMENTS)
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer with its venv module is required; choose one with "make PYTHON=...".' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '$(PYTHON) is older than Python 3.11.' >&2; exit 1; }
	@echo 'Setting up $(VENV) with $(PYTHON) ...'
	@'$(PYTHON)' -m venv --clear $(VENV)
	@$(RUN) pip install --disable-pip-version-check --requirement tests/requirements.txt >$(VENV)/pip.log 2>&1 || { \
		echo 'The first run needs a package index, but pip could not install from it: see $(VENV)/pip.log.' >&2; exit 1; }
	@touch $@

# Two commands do everything from nothing but Python 3.11, make and a package index:
#   make demo     two umbrella games, from their files to proved figures
#   make test     everything that must hold before a change lands
# The environment is made once, in .venv, from pyproject.toml and the pins of requirements.lock; it is updated only
# when one of the two files changes, so that a second run starts at once.

VENV   ?= .venv
PYTHON ?= $(shell python3.11 -c '' 2>/dev/null && echo python3.11 || echo python3)
BIN    := $(VENV)/bin
EXTRAS := plot,sweep,test,docs
KEY    := $(shell cat pyproject.toml requirements.lock | cksum | tr ' ' '-')
STAMP  := $(VENV)/.ready-$(KEY)
JOBS   ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1

.DEFAULT_GOAL := help
.PHONY: help environment oracle demo test lint types layers docs pages wheel pytest fuzz bench proofs lock clean distclean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

$(STAMP):
	@echo "== environment: installing into $(VENV) with $(PYTHON) (once; again only when pyproject.toml or requirements.lock changes)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gametheory needs Python 3.11 or newer; name one with make PYTHON=...")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable '.[$(EXTRAS)]'
	@rm -f $(VENV)/.ready-*
	@touch $@

environment: $(STAMP)  ## the virtual environment that the other targets use

oracle: $(STAMP)  ## Gambit for the tests that compare with it (compiled from source: minutes, and a C++ compiler)
	@echo "== oracle: installing pygambit; without it the tests that compare with Gambit are skipped"
	@$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable '.[oracle]'

demo: $(STAMP)  ## solve, check, sweep, draw and print two umbrella games; results in out/
	@echo "== demo: the umbrella game, from models/ to out/"
	@$(BIN)/python examples/umbrella.py
	@echo "== demo: the umbrella before two audiences, with beliefs"
	@$(BIN)/python examples/two_audiences.py
	@echo "== demo: the results are in $(CURDIR)/out"

test: lint types layers docs wheel pytest  ## everything that must hold before a change lands

lint: $(STAMP)  ## style of the code (ruff)
	@echo "== lint: ruff over the whole tree"
	@$(BIN)/ruff check .

types: $(STAMP)  ## types of the package (mypy, strict)
	@echo "== types: mypy --strict on gametheory/"
	@$(BIN)/mypy

layers: $(STAMP)  ## imports go downwards only (import-linter)
	@echo "== layers: import-linter, the contracts of pyproject.toml"
	@$(BIN)/lint-imports --no-cache

docs: $(STAMP)  ## the documentation, into build/docs (sphinx, warnings are errors)
	@echo "== docs: sphinx-build into build/docs (their code blocks are run by pytest)"
	@$(BIN)/python tools/pages.py --index
	@$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/doctrees docs build/docs

pages: $(STAMP)  ## a page for each model of the catalogue, solved and checked (minutes); `make docs` takes them in
	@echo "== pages: every model solved, its claims checked, its page in docs/catalogue"
	@$(BIN)/python tools/pages.py

wheel: $(STAMP)  ## a built wheel, in a clean environment, loads every model
	@echo "== wheel: built from the source archive and installed with its declared dependencies only, loads every model"
	@$(BIN)/python tools/check_wheel.py build/wheel

DEEP := tests/models tests/solution tests/solvers

pytest: $(STAMP)  ## tests, doctests and code blocks of the documents, with branch coverage
	@echo "== pytest: tests, doctests, code blocks of README.md and docs/, branch coverage of gametheory/"
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal --benchmark-disable --cov --cov-report=term $(addprefix --ignore=,$(DEEP))
	@echo "== pytest: solvers, solutions and models (without coverage, which would double the time)"
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal --benchmark-disable $(DEEP)

fuzz: $(STAMP)  ## long random comparisons with independent methods (minutes)
	@echo "== fuzz: the tests marked fuzz, with many more examples of each property"
	@$(BIN)/python -m pytest -q -n $(JOBS) --benchmark-disable -m fuzz --hypothesis-profile=fuzz

bench: $(STAMP)  ## benchmarks, answers checked, figures in out/benchmarks.json
	@echo "== bench: benchmarks/, answers checked inside; figures in out/benchmarks.json"
	@mkdir -p out
	@$(BIN)/python -m pytest -q benchmarks --benchmark-only --benchmark-json=out/benchmarks.json

proofs: $(STAMP)  ## coverage of the models, verdicts on their claims
	@echo "== proofs: every model of the catalogue covered, and a verdict on each claim"
	@$(BIN)/python tools/proofs.py

lock: $(STAMP)  ## pins of everything installed in the environment, into requirements.lock
	@echo "== lock: pins of $(VENV) into requirements.lock"
	@$(BIN)/python tools/lock.py requirements.lock

clean:  ## remove what the targets made, except the environment and out/
	@echo "== clean: removing build/ and the caches"
	@rm -rf build .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks

distclean: clean  ## remove the environment and out/ too
	@echo "== distclean: removing $(VENV) and out/"
	@rm -rf $(VENV) out

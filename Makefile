# `make` lists the targets. PYTHON picks the interpreter: make check PYTHON=.venv/bin/python
PYTHON ?= python
.DEFAULT_GOAL := help
.PHONY: help install check test drives quick real lint format types demo bench build clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

install: ## install the package and what development needs into the current environment
	$(PYTHON) -m pip install -e '.[dev]'

check: lint types test ## everything that must pass before a change is done

test: ## all tests; those of the real model are skipped where its weights are missing
	$(PYTHON) -m pytest -n auto --dist loadgroup

drives: ## replay every scenario without a model
	$(PYTHON) -m pytest scenarios -q -n auto

quick: ## all tests but those of the real model
	$(PYTHON) -m pytest -n auto -m 'not real_model'

real: ## only the tests of the real embedded Qwen
	$(PYTHON) -m pytest -m real_model

lint: ## style and bans
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

format: ## mend what can be mended by machine
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

types: ## mypy, strict, over the package, the tool pack and the tests
	$(PYTHON) -m mypy

demo: ## ten sentences through the real model
	$(PYTHON) -m car_assistant demo

bench: ## latency and accuracy beside a naive agent
	$(PYTHON) -m car_assistant bench

build: ## wheel and source distribution into dist/
	$(PYTHON) -m pip wheel --no-deps --wheel-dir dist .

clean: ## remove what tools left behind
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache

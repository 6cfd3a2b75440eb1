# `make help` lists what there is. PYTHON names another interpreter, PORT and BIND another address.
# Debian's own interpreter, where it can make a .venv, is a third faster than most that are built by hand.
PYTHON ?= $(shell for one in /usr/bin/python3 python3; do \
	$$one -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && exit; \
	done; echo python3)
PY := .venv/bin/python
export PORT BIND DATA_DIR

.PHONY: help run test prove check worker shots bench messages
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: .venv/run.stamp ## the portal on http://127.0.0.1:8000/, with demo data; Ctrl-C stops it
	@exec $(PY) -m gaoqiao.start

test: .venv/dev.stamp ## every test on SQLite and PostgreSQL (ARGS="tests/needs -k rating" for some)
	@exec $(PY) -m tests.run $(ARGS)

prove: .venv/dev.stamp ## the long tests (races, doors, fuzz, kills, restores, sealing, a deployment), and a table of what came out (ARGS="--only places" for some)
	@exec $(PY) -m tests.prove $(ARGS)

check: .venv/dev.stamp ## format, lint, types, import contracts, migrations, catalogues, deploy check
	@exec $(PY) -m tests.check

worker: .venv/run.stamp ## one more Celery worker, without the clock, beside a running portal
	@exec $(PY) -m celery --app=gaoqiao worker --concurrency=1 --loglevel=INFO

shots: .venv/dev.stamp ## each page of the demo at 390 and 1280 px, as pictures in shots/
	@exec $(PY) -m tests.shots

bench: .venv/dev.stamp ## pages beside a plain Django app at 200 to 100,000 rows (ARGS="--write docs/speed.md" keeps the table); an Excel export beside csv; the brief of 29 villages while people read
	@broken=0; for part in "speed $(ARGS)" export brief; do $(PY) -m bench.$$part || broken=1; done; exit $$broken

messages: .venv/dev.stamp ## bring the Chinese catalogue up to the code; fill in what is empty
	@exec $(PY) manage.py messages --write

.venv/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@test -x $(PY) || $(PYTHON) -m venv .venv || { echo "Install python3-venv first."; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

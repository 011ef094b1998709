# The commands of this project. Each is one line around `uv run ...`; see docs/development.md.
.DEFAULT_GOAL := help
.PHONY: help run demo test check answers train bench bench-start bench-nlu bench-topics bench-rasas bench-wake bench-wait test-nlu chaos clean

# Finds uv, or installs it into .uv/ of this checkout, and picks a Python from 3.11 to 3.14.
UV := sh handover/launch/uv.sh

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set everything up, start the demo and say where it is; Ctrl-C stops it
	@$(UV) run --frozen lotse run

demo: ## Play a year of customers and agents into an empty database; some ten minutes, Ctrl-C ends it
	@$(UV) run --frozen lotse demo

test: ## Run every test and every check
	@$(UV) run --frozen pytest -n 2 --dist loadfile --no-loadscope-reorder

check: ## Format, lint, types, import contracts, migrations, docs, JavaScript
	@$(UV) run --frozen pytest tests/check

answers: ## Check what the bot says, in data/answers
	@$(UV) run --frozen lotse answers

train: ## Train the bot's model, if anything it depends on has changed
	@$(UV) run --frozen lotse train

bench: ## Compare turns with plain Rasa's and relaying with a bare relay, side by side; PART=turn, relay, thousand, growth or reports
	@$(UV) run --frozen python -m tests.bench.bench $(PART)

bench-start: ## Compare start, memory and time of a turn with Rasa's default bot, side by side
	@$(UV) run --frozen python -m tests.bench.bench_start

bench-nlu: ## Compare how well messages are understood with Rasa's default; DATA=folder of data sets, BASELINE=0 without it
	@$(UV) run --frozen python -m tests.bench.bench_nlu $(DATA)

bench-topics: ## Compare how well failures are grouped into topics with k-means and HDBSCAN; DATA=folder of data sets, OWN=0 without ours
	@$(UV) run --frozen python -m tests.bench.bench_topics $(DATA)

bench-rasas: ## Compare one Rasa with two, and what each way to remember costs a turn
	@$(UV) run --frozen python -m tests.bench.bench_rasas

bench-wake: ## Compare Redis and PostgreSQL as what wakes other processes, side by side
	@$(UV) run --frozen python -m tests.bench.bench_wake

bench-wait: ## Play recorded customers through the queue and count how often the told wait was right; DATA=folder of another recording
	@$(UV) run --frozen python -m tests.bench.bench_wait $(DATA)

test-nlu: ## Measure how well the demo bot understands; fails when a change made it worse
	@$(UV) run --frozen python -m tests.bench.gate_nlu

chaos: ## Kill processes under customers and agents at work, and compare what they saw with the log; some ten minutes
	@$(UV) run --frozen python -m tests.chaos

clean: ## Remove what can be made again: environments, models, logs, caches (databases and accounts stay)
	rm -rf .venv .uv bot/.venv var/models var/logs .rasa .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -exec rm -rf {} +

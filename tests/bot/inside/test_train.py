"""Training by `python -m bot.train`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.data import is_nlu_file

ROOT = Path(__file__).parents[3]
PROJECT = {
    "config.yml": """
recipe: default.v1
assistant_id: small
language: de
pipeline:
  - name: WhitespaceTokenizer
  - name: KeywordIntentClassifier
policies:
  - name: RulePolicy
""",
    "domain.yml": """
version: "3.1"
intents: [greet, goodbye]
responses:
  utter_greet: [{text: Guten Tag!}]
  utter_goodbye: [{text: Auf Wiedersehen!}]
""",
    "data/all.yml": """
version: "3.1"
nlu:
  - intent: greet
    examples: |
      - hallo
      - guten tag
  - intent: goodbye
    examples: |
      - tschüss
      - bis dann
rules:
  - rule: greet
    steps: [{intent: greet}, {action: utter_greet}]
  - rule: goodbye
    steps: [{intent: goodbye}, {action: utter_goodbye}]
""",
}
ANSWERS = """
import asyncio, sys
from pathlib import Path
from bot.lean import serve_without_unused
from bot.model_file import ModelFile
model = ModelFile(Path({model!r}))
assert serve_without_unused(model.components)
from bot.shortcuts import take_shortcuts
take_shortcuts()
from rasa.core.agent import Agent
for hand_over in (True, False):
    if hand_over:
        model.hand_over()
    said = asyncio.run(Agent.load(model.path).handle_text("ja dann tschüss"))
    print(said[0]["text"], "tensorflow" in sys.modules, Path(model._folder.name).exists())
"""


@pytest.fixture
def project(tmp_path):
    for name, content in PROJECT.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": ".", "RASA_MAX_CACHE_SIZE": "0"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.parametrize("command", [["bot.train"], ["rasa", "train", "--skip-validation"]], ids=["ours", "rasa's"])
def test_the_bot_loads_what_is_trained_here_and_by_rasa_itself(project, command):
    places = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data", "--out", "."]
    told = [place if place.startswith("--") else str(project / place) for place in places]
    trained = run("-m", *command, *told, "--fixed-model-name", "small")
    assert trained.returncode == 0, trained.stderr
    answered = run("-W", "ignore", "-c", ANSWERS.format(model=str(project / "small.tar.gz")))
    said = [line for line in answered.stdout.splitlines() if line.startswith("Auf Wiedersehen")]
    assert said == ["Auf Wiedersehen! False False"] * 2, answered.stderr  # the second time Rasa unpacks it itself


def test_a_training_that_fails_tells_it(project):
    (project / "data/all.yml").unlink()
    config, domain = str(project / "config.yml"), str(project / "domain.yml")
    data, out = str(project / "data"), str(project)
    ended = run("-m", "bot.train", "--config", config, "--domain", domain, "--data", data, "--out", out)
    assert ended.returncode == 1
    assert "No training data given" in ended.stdout + ended.stderr


@pytest.mark.parametrize("name", ["teams.yml", "journey.yml"])
def test_files_of_the_service_lie_in_the_same_folder_and_are_not_taken_for_training_data(name: str) -> None:
    file = str(ROOT / "data" / name)
    assert not is_nlu_file(file)
    assert not YAMLStoryReader.is_stories_file(file)

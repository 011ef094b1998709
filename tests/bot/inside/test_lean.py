"""What our processes leave out of Rasa, and when they must not."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml
from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS

from bot import lean
from bot.model_file import ModelFile

ROOT = Path(__file__).parents[3]
OURS = ["rasa.nlu.tokenizers.whitespace_tokenizer.WhitespaceTokenizer", "bot.nlu.inform.InformClassifier"]
DIET = "rasa.nlu.classifiers.diet_classifier.DIETClassifier"
THEIRS = "somebody.elses.Classifier"

IS_TENSORFLOW_LOADED = "import sys; print(any(name.split('.')[0] in ('tensorflow', 'keras') for name in sys.modules))"


def model_of(folder: Path, trained: list[str], runs: list[str]) -> Path:
    """An archive like a model's, with these components in its metadata."""
    parts = {"train_schema": trained, "predict_schema": runs}
    schemas = {name: {"nodes": {str(n): {"uses": uses} for n, uses in enumerate(part)}} for name, part in parts.items()}
    content = json.dumps(schemas).encode()
    info = tarfile.TarInfo("metadata.json")
    info.size = len(content)
    with tarfile.open(folder / "model.tar.gz", "w:gz") as archive:
        archive.addfile(info, io.BytesIO(content))
    return folder / "model.tar.gz"


def run(code: str) -> str:
    """Run a program in a fresh Python; returns the last line that it prints."""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("component", [*(f"rasa.x.{name}" for name in lean.TENSORFLOW_COMPONENTS), THEIRS])
@pytest.mark.parametrize("part", ["trained", "runs"])
def test_nothing_is_left_out_when_a_model_may_need_it(tmp_path, monkeypatch, component, part):
    before = list(sys.meta_path)
    monkeypatch.setattr(sys, "meta_path", list(before))
    model = ModelFile(model_of(tmp_path, **{"trained": OURS, "runs": OURS, part: [*OURS, component]}))
    model.discard()
    assert model.components == {*OURS, component}
    assert lean.serve_without_unused(model.components) is False
    assert sys.meta_path == before


def test_a_model_with_diet_gets_the_real_thing(tmp_path):
    model = model_of(tmp_path, OURS, [*OURS, DIET])
    code = f"""
from pathlib import Path
from bot.lean import serve_without_unused
from bot.model_file import ModelFile
serve_without_unused(ModelFile(Path({str(model)!r})).components)
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
import rasa.core.channels, rasa.core.agent
assert DIETClassifier.get_default_config()["epochs"] and rasa.core.channels.RestInput.name() == "rest"
{IS_TENSORFLOW_LOADED}"""
    assert run(code) == "True"


def test_a_model_without_needs_no_tensorflow_for_any_other_component(tmp_path):
    others = [each for each in DEFAULT_COMPONENTS if each.__name__ not in lean.TENSORFLOW_COMPONENTS]
    assert len(others) > 20
    model = model_of(tmp_path, OURS, OURS)
    code = f"""
from importlib import import_module
from pathlib import Path
from bot.lean import serve_without_unused
from bot.model_file import ModelFile
assert serve_without_unused(ModelFile(Path({str(model)!r})).components) is True
for name in {sorted({each.__module__ for each in others})}:
    import_module(name)
import bot.server
{IS_TENSORFLOW_LOADED}"""
    assert run(code) == "False"


def test_the_components_that_need_tensorflow_are_where_we_think():
    known = {each.__name__: each.__module__ for each in DEFAULT_COMPONENTS}
    assert lean.TENSORFLOW_COMPONENTS.items() <= known.items()


def test_using_what_was_left_out_says_so(tmp_path):
    model = model_of(tmp_path, OURS, OURS)
    code = f"""
from pathlib import Path
from bot.lean import serve_without_unused
from bot.model_file import ModelFile
from bot.stand_ins import LeftOut
serve_without_unused(ModelFile(Path({str(model)!r})).components)
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.core.channels import UserMessage, RestInput
assert UserMessage("x").text == "x"
for use in (DIETClassifier, RestInput):
    try:
        use()
    except LeftOut as error:
        print(error)"""
    assert "RestInput was used, but this process runs without it" in run(code)


@pytest.mark.parametrize(
    ("config", "everything"),
    [
        ("pipeline: [{name: WhitespaceTokenizer}]\npolicies: [{name: RulePolicy}]", False),
        ("pipeline: [{name: bot.nlu.inform.InformClassifier}]\npolicies: [{name: RulePolicy}]", False),
        ("pipeline: [{name: DIETClassifier, epochs: 1}]\npolicies: [{name: RulePolicy}]", True),
        (f"pipeline: [{{name: {DIET}}}]\npolicies: [{{name: RulePolicy}}]", True),
        ("pipeline: [{name: WhitespaceTokenizer}]\npolicies: [{name: RulePolicy}, {name: TEDPolicy}]", True),
        (f"pipeline: [{{name: {THEIRS}}}]\npolicies: [{{name: RulePolicy}}]", True),
        ("pipeline: [{name: WhitespaceTokenizer}]", True),  # Rasa chooses the policies itself
        ("policies: [{name: RulePolicy}]\npipeline:", True),
    ],
)
def test_training_leaves_out_only_what_config_yml_does_not_name(config, everything):
    assert lean.needs_everything(lean.components_of_config(yaml.safe_load(config))) is everything


def test_our_own_pipeline_needs_no_tensorflow():
    config = yaml.safe_load((ROOT / "config.yml").read_text())
    assert not lean.needs_everything(lean.components_of_config(config))


def test_what_is_no_model_is_refused(tmp_path):
    (tmp_path / "model.tar.gz").write_text("no archive")
    environ = os.environ | {"LOTSE_BOT_TOKEN": "x" * 32}
    command = [sys.executable, "-m", "bot", "--model", str(tmp_path / "model.tar.gz")]
    ended = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "model.tar.gz is no model of Rasa" in ended.stderr

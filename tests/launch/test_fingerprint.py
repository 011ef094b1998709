from pathlib import Path

import pytest

from handover.launch.fingerprint import model_name

SOURCES = {
    "domain.yml": "intents: []",
    "config.yml": "language: de",
    "data/nlu/greet.yml": "nlu: []",
    "data/stories/rules.yml": "rules: []",
    "bot/nlu/language.py": "x = 1",
    "bot/nlu/linear/features.py": "y = 1",
    "bot/uv.lock": "version = 1",
}
OTHERS = [
    "data/answers/talk.yml",
    "docs/architecture.md",
    "README.md",
    "data/nlu/notes.md",
    "handover/app.py",
    "bot/channel.py",
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_same_sources_have_the_same_name(checkout: Path) -> None:
    first = model_name(checkout)
    (checkout / "domain.yml").touch()
    assert model_name(checkout) == first
    assert len(first.removeprefix("lotse-")) == 12


@pytest.mark.parametrize("name", SOURCES)
def test_each_source_counts(checkout: Path, name: str) -> None:
    before = model_name(checkout)
    (checkout / name).write_text(SOURCES[name] + " # changed")
    assert model_name(checkout) != before


def test_a_moved_or_new_file_counts(checkout: Path) -> None:
    names = {model_name(checkout)}
    (checkout / "data/nlu/greet.yml").rename(checkout / "data/nlu/hello.yml")
    names.add(model_name(checkout))
    (checkout / "data/nlu/bye.yml").write_text("")
    names.add(model_name(checkout))
    assert len(names) == 3


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_else_counts(checkout: Path, name: str) -> None:
    before = model_name(checkout)
    (checkout / name).parent.mkdir(parents=True, exist_ok=True)
    (checkout / name).write_text("changed")
    assert model_name(checkout) == before

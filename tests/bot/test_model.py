"""The training data, and what was made of it."""

import json
import os
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_training_data_is_valid(model: Path) -> None:
    command = [str(ROOT / "bot" / ".venv" / "bin" / "python"), "-m", "rasa", "data", "validate", "--fail-on-warnings"]
    places = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
    environ = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    ended = subprocess.run(
        [*command, *places], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=600, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_no_neural_network_is_in_the_model(model: Path) -> None:
    with tarfile.open(model) as archive:
        metadata = archive.extractfile("metadata.json")
        assert metadata
        nodes = json.load(metadata)["predict_schema"]["nodes"]
    used = {node["uses"].rsplit(".", 1)[-1] for node in nodes.values()}
    assert {name for name in used if name.endswith("Policy")} == {"RulePolicy"}
    assert not {name for name in used if "DIET" in name or "TED" in name or "Unexpec" in name}

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: every process runs there, and relative settings are relative to it."""


@dataclass(frozen=True)
class Layout:
    """Where things are: `root` is the checkout, `data` the folder of what is made at run time."""

    root: Path
    data: Path

    @property
    def models(self) -> Path:
        """Trained models, one file per fingerprint."""
        return self.data / "models"

    @property
    def logs(self) -> Path:
        """One log per process."""
        return self.data / "logs"

    @property
    def keys(self) -> Path:
        """The keys made at first start."""
        return self.data / "secrets.env"

    @property
    def accounts(self) -> Path:
        """The demo accounts with their passwords."""
        return self.data / "demo-accounts.json"

    @property
    def lock(self) -> Path:
        """Held by the launcher that runs on this data folder."""
        return self.data / "run.lock"

    @property
    def promotion(self) -> Path:
        """What `lotse promote` asks of the launcher, and what came of it."""
        return self.data / "promotion.json"

    @property
    def bot_python(self) -> Path:
        """The Python that has Rasa."""
        return self.root / "bot" / ".venv" / "bin" / "python"

    def make(self) -> None:
        """Make the folders; only their owner may look inside."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.data.chmod(0o700)
        self.models.mkdir(exist_ok=True)
        self.logs.mkdir(exist_ok=True)

import json
import secrets
from dataclasses import asdict, dataclass

from handover.launch.layout import Layout
from handover.launch.private import write_private

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
WORDS, SYLLABLES = 3, 3


@dataclass(frozen=True)
class Account:
    """A person who can sign in to the demo."""

    name: str
    email: str
    role: str
    password: str


PEOPLE = (
    ("Ann", "ann@bergwerk.example", "agent"),
    ("Ben", "ben@bergwerk.example", "agent"),
    ("Olga", "olga@bergwerk.example", "owner"),
)


def demo_accounts(places: Layout) -> list[Account]:
    """The demo's accounts as kept in `demo-accounts.json`; their passwords are made at first start."""
    if places.accounts.exists():
        return [Account(**kept) for kept in json.loads(places.accounts.read_text(encoding="utf-8"))]
    made = [Account(name=name, email=email, role=role, password=password()) for name, email, role in PEOPLE]
    write_private(places.accounts, json.dumps([asdict(account) for account in made], indent=2) + "\n")
    return made


def password() -> str:
    """A random password that can be read aloud and typed: three words of three syllables, 55 bits."""
    words = ("".join(_syllable() for _ in range(SYLLABLES)) for _ in range(WORDS))
    return "-".join(words)


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)

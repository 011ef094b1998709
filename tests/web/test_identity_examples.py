"""The examples of docs/identity.md, as they stand there, sign what the service accepts."""

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.check.commands import ROOT
from tests.identities import IDENTITY_KEY
from tests.service import Service

PAGE = (ROOT / "docs/identity.md").read_text()
# The two for browsers aside.
SERVERS = re.sub(r"```(html|js\nawait).*?```", "", PAGE, flags=re.DOTALL)
EXAMPLES = dict(re.findall(r"^```(\w+)\n(.*?)^```", SERVERS, re.MULTILINE | re.DOTALL))
CUSTOMER = {"id": 7, "email": "Zoë.Müller@example.com", "name": 'Zoë "Zo" <Müller> \\ 王/🏔'}

# File name, command, and what prints the example's answer to what comes in.
RUN = {
    "python": ("a.py", sys.executable, "import json, sys\nprint(identity(*json.load(sys.stdin)))"),
    "js": (
        "a.mjs",
        "node",
        'import { readFileSync } from "node:fs";\nconsole.log(identity(...JSON.parse(readFileSync(0, "utf8"))));',
    ),
    "php": ("a.php", "php", "echo identity(...json_decode(stream_get_contents(STDIN), true));"),
}
# PHP is on few machines of those who work on this; where there is none, its example is only read, further down.
HERE = [language for language, (_, command, _) in RUN.items() if language != "php" or shutil.which(command)]


def sign(language: str, folder: Path, *given: object) -> str:
    """What the example of a language makes of the customer, the kid and the key."""
    name, command, ending = RUN[language]
    (folder / name).write_text(f"{EXAMPLES[language]}\n{ending}\n", encoding="utf-8")
    done = subprocess.run(
        [command, str(folder / name)], input=json.dumps(given), capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout.strip()


@pytest.mark.parametrize("language", HERE)
async def test_an_example_signs_who_the_customer_is(service: Service, tmp_path: Path, language: str) -> None:
    service.clock.at = datetime.now(UTC)
    cleo = await service.customer(identity=sign(language, tmp_path, CUSTOMER, "2026", IDENTITY_KEY))
    ann = await service.signed_in("ann")
    seen: dict[str, Any] = (await ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"]
    ends_in = (datetime.fromisoformat(seen.pop("verified_until")) - service.clock.at).total_seconds()
    assert seen == {"name": CUSTOMER["name"], "email": "zoë.müller@example.com", "verified": True}
    assert 890 < ends_in <= 905


def test_every_example_signs_the_same_claims() -> None:
    claims = {"iss", "aud", "sub", "email", "name", "exp"}
    told = set(re.findall(r"^\| `(\w+)` \|", PAGE.split("## What to sign")[1].split("###")[0], re.MULTILINE))
    assert told == claims | {"iat"}
    for language in RUN:
        signed = set(re.findall(r"^ +[\"']?(\w+)[\"']?(?::| =>) ", EXAMPLES[language], re.MULTILINE))
        assert signed == claims, language
        assert re.search(r"900", EXAMPLES[language]), language


def test_the_example_in_php_signs_as_the_one_in_javascript_does() -> None:
    """HS256 over both parts in base64url, and the signature raw: what is easily got wrong."""
    php = EXAMPLES["php"]
    assert "hash_hmac('sha256', $signed, $key, true)" in php
    assert "rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=')" in php
    assert "['alg' => 'HS256', 'typ' => 'JWT', 'kid' => $kid]" in php

"""The pages of the demo shop and the shop's database say the same about an article."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from actions.backend.demo_facts_gear import FACTS as GEAR
from actions.backend.demo_facts_wear import FACTS as WEAR

PAGES = Path("handover/web/static/shop/articles.js").resolve()
SAY = f"import {{ ARTICLES }} from {json.dumps(PAGES.as_uri())}; console.log(JSON.stringify(ARTICLES));"


def test_the_facts_on_the_pages_are_those_that_the_bot_tells() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    said = subprocess.run([node, "--input-type=module", "-e", SAY], capture_output=True, text=True, check=True)
    told = WEAR | GEAR
    articles = json.loads(said.stdout)
    assert len(articles) > 20
    for article in articles:
        facts = [{"de": fact.de, "en": fact.en} for fact in told[article["sku"]]]
        assert facts == article["facts"], article["sku"]

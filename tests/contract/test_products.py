"""The bot and the actions know the same articles by the same names."""

from pathlib import Path

import pytest
import yaml

from actions.backend.demo_articles import ARTICLES
from actions.reading.other_words import OTHER_WORDS
from bot.nlu.product_names import ProductNames

LOOKUP = yaml.safe_load((Path(__file__).parents[2] / "data" / "nlu" / "entities.yml").read_text())["nlu"][0]["examples"]
NAMES = ProductNames([line.removeprefix("- ") for line in LOOKUP.splitlines()], ())


@pytest.mark.parametrize("word", sorted({word for ours, others in OTHER_WORDS.items() for word in (ours, *others)}))
def test_the_bot_hears_every_word_that_the_actions_know(word: str) -> None:
    assert [each.entity for each in NAMES.find(word)] == ["product"]


@pytest.mark.parametrize("name", [name for article in ARTICLES for name in (article.name_de, article.name_en)])
def test_the_bot_hears_every_article_of_the_demo_shop(name: str) -> None:
    assert [each.entity for each in NAMES.find(name)][:1] == ["product"]

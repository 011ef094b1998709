import pytest

from actions.backend.model import Article
from actions.backend.sql import SqlShop
from actions.database import Database
from actions.reading.matching import find_articles
from tests.actions.conftest import NOW


@pytest.fixture(scope="module")
def articles(seeded) -> tuple[Article, ...]:
    return SqlShop(Database(f"sqlite:///{seeded}", seconds=5, what="shop"), lambda: NOW).articles()


@pytest.mark.parametrize(
    ("said", "sku"),
    [
        ("Tourenrucksack Säntis 35", "BG-1001"),
        ("Säntis", "BG-1001"),
        ("saentis rucksack", "BG-1001"),
        ("Rucksak Santis", "BG-1001"),
        ("säntis 35 touring backpack", "BG-1001"),
        ("Daunenjacke", "BG-2002"),
        ("daunnenjake", "BG-2002"),
        ("down jacket", "BG-2002"),
        ("Bernina down jackets", "BG-2002"),
        ("Habt ihr die Steigeisen noch auf Lager?", "BG-5001"),
        ("steigeisn", "BG-5001"),
        ("crampon", "BG-5001"),
        ("are the crampons back in stock?", "BG-5001"),
        ("trekingpoles carbon", "BG-6001"),
        ("TREKKINGSTÖCKE", "BG-6001"),
        ("Trekkingstöcken", "BG-6001"),
        ("headtorch", "BG-6002"),
        ("stirnlampn", "BG-6002"),
        ("klettersteig set", "BG-5006"),
        ("via ferrata", "BG-5006"),
        ("Zweipersonenzelt", "BG-4001"),
        ("two person tent", "BG-4001"),
        ("isomate", "BG-4005"),
        ("gas stove", "BG-6004"),
        ("Schneeschuhe", "BG-6006"),
        ("ice axe", "BG-5002"),
        ("wanderschuh brocken", "BG-3001"),
        ("Wanderstöcke", "BG-6001"),
        ("hiking pants", "BG-2103"),
        ("hard shell", "BG-2001"),
        ("Mätteli", "BG-4005"),
        ("sleeping mats", "BG-4005"),
        ("Merinosocken", "BG-3006"),
        ("Skitourenrucksack", "BG-1001"),
        ("Zip-off-Hosen", "BG-2103"),
        ("snow shoes", "BG-6006"),
        ("2-Personen-Zelt", "BG-4001"),
    ],
)
def test_an_article_is_found_in_either_language_and_with_typos(articles, said, sku):
    assert [article.sku for article in find_articles(said, articles)] == [sku]


@pytest.mark.parametrize(
    ("said", "skus"),
    [
        ("Rucksack", {"BG-1001", "BG-1002", "BG-1003", "BG-1004"}),
        ("ist der rucksack lieferbar", {"BG-1001", "BG-1002", "BG-1003", "BG-1004"}),
        ("tent", {"BG-4001", "BG-4002"}),
        ("Schlafsack", {"BG-4003", "BG-4004", "BG-4006"}),
        ("bise", {"BG-2005", "BG-2102"}),
        ("boots", {"BG-3001", "BG-3002"}),
        ("Ruksäcke", {"BG-1001", "BG-1002", "BG-1003", "BG-1004"}),
    ],
)
def test_several_articles_that_fit_are_all_found(articles, said, skus):
    assert {article.sku for article in find_articles(said, articles)} == skus


def test_gloves_are_no_shoes(articles):
    assert "BG-2301" not in {article.sku for article in find_articles("Schuhe", articles)}
    assert {article.sku for article in find_articles("Handschuhe", articles)} == {"BG-2301"}


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?",
        "Kajak",
        "Kletterhose",
        "Trekkingsandalen",
        "Wanderkarte",
        "Fahrrad",
        "iPhone 15",
        "Kinderwagen",
        "kayak paddle",
        "sonnenbrille",
        "ist das noch auf Lager?",
        "do you have it in stock",
        "35",
        "'; DROP TABLE articles; --",
        "<script>alert(1)</script>",
        "🏔️",
    ],
)
def test_what_the_shop_does_not_sell_is_not_found(articles, said):
    assert find_articles(said, articles) == ()


def test_nothing_is_found_in_an_empty_shop():
    assert find_articles("Zelt", ()) == ()

"""What the demo shop sells."""

from typing import NamedTuple


class DemoArticle(NamedTuple):
    """One row of the assortment; prices in cents, `restock_days` from the day on which the demo is built."""

    sku: str
    name_de: str
    name_en: str
    eur_cents: int
    chf_cents: int
    stock: int
    restock_days: int | None = None


ARTICLES: tuple[DemoArticle, ...] = (
    DemoArticle("BG-1001", "Tourenrucksack Säntis 35", "Säntis 35 touring backpack", 14900, 15900, 24),
    DemoArticle("BG-1002", "Tagesrucksack Rigi 18", "Rigi 18 daypack", 7990, 8490, 61),
    DemoArticle("BG-1003", "Trekkingrucksack Matterhorn 65", "Matterhorn 65 trekking backpack", 24900, 26900, 0, 9),
    DemoArticle("BG-1004", "Kletterrucksack Grimsel 28", "Grimsel 28 climbing backpack", 11900, 12900, 7),
    DemoArticle("BG-1005", "Regenhülle Nebel", "Nebel rain cover", 2490, 2690, 140),
    DemoArticle("BG-2001", "Hardshelljacke Föhn", "Föhn hardshell jacket", 32900, 34900, 12),
    DemoArticle("BG-2002", "Daunenjacke Bernina", "Bernina down jacket", 27900, 29900, 3),
    DemoArticle("BG-2003", "Fleecejacke Arve", "Arve fleece jacket", 8990, 9490, 45),
    DemoArticle("BG-2004", "Softshelljacke Gotthard", "Gotthard softshell jacket", 15900, 16900, 0, 16),
    DemoArticle("BG-2005", "Regenjacke Bise", "Bise rain jacket", 17900, 18900, 19),
    DemoArticle("BG-2006", "Windweste Grat", "Grat wind vest", 6990, 7490, 28),
    DemoArticle("BG-2101", "Tourenhose Silvretta", "Silvretta touring trousers", 18900, 19900, 15),
    DemoArticle("BG-2102", "Regenhose Bise", "Bise rain trousers", 9990, 10900, 22),
    DemoArticle("BG-2103", "Zip-off-Wanderhose Allgäu", "Allgäu zip-off hiking trousers", 8990, 9490, 33),
    DemoArticle("BG-2104", "Klettershorts Tessin", "Tessin climbing shorts", 5990, 6490, 0),
    DemoArticle("BG-2201", "Merino-Shirt Engadin", "Engadin merino shirt", 7990, 8490, 52),
    DemoArticle("BG-2202", "Merino-Unterhose Engadin lang", "Engadin merino long johns", 6990, 7490, 40),
    DemoArticle("BG-2301", "Fingerhandschuhe Firn", "Firn gloves", 4990, 5490, 37),
    DemoArticle("BG-2302", "Fäustlinge Eisfeld", "Eisfeld mittens", 8490, 8990, 0, 5),
    DemoArticle("BG-2303", "Strickmütze Hüttenabend", "Hüttenabend knitted beanie", 2990, 3290, 88),
    DemoArticle("BG-2304", "Sonnenhut Südwand", "Südwand sun hat", 3490, 3790, 26),
    DemoArticle("BG-3001", "Wanderschuhe Brocken GTX", "Brocken GTX hiking boots", 18900, 19900, 31),
    DemoArticle("BG-3002", "Bergschuhe Eiger Pro", "Eiger Pro mountain boots", 34900, 36900, 6),
    DemoArticle("BG-3003", "Zustiegsschuhe Dolomit", "Dolomit approach shoes", 13900, 14900, 18),
    DemoArticle("BG-3004", "Trailrunningschuhe Flink", "Flink trail running shoes", 12900, 13900, 0, 12),
    DemoArticle("BG-3005", "Hüttenschuhe Filz", "Felt hut slippers", 3990, 4290, 54),
    DemoArticle("BG-3006", "Wandersocken Merino", "Merino hiking socks", 1990, 2190, 210),
    DemoArticle("BG-4001", "Zweipersonenzelt Lagalp", "Lagalp two-person tent", 39900, 42900, 9),
    DemoArticle("BG-4002", "Leichtzelt Solo", "Solo ultralight tent", 34900, 36900, 0, 21),
    DemoArticle("BG-4003", "Daunenschlafsack Polaris −10", "Polaris −10 down sleeping bag", 28900, 30900, 11),
    DemoArticle("BG-4004", "Sommerschlafsack Tau", "Tau summer sleeping bag", 11900, 12900, 29),
    DemoArticle("BG-4005", "Isomatte Moos", "Moos sleeping mat", 9990, 10900, 47),
    DemoArticle("BG-4006", "Hüttenschlafsack Seide", "Silk sleeping bag liner", 5990, 6490, 66),
    DemoArticle("BG-5001", "Steigeisen Firn 12", "Firn 12 crampons", 15900, 16900, 14),
    DemoArticle("BG-5002", "Leichtpickel Couloir", "Couloir light ice axe", 9990, 10900, 8),
    DemoArticle("BG-5003", "Kletterhelm Sturz", "Sturz climbing helmet", 7490, 7990, 35),
    DemoArticle("BG-5004", "Klettergurt Kante", "Kante climbing harness", 6990, 7490, 23),
    DemoArticle("BG-5005", "Kletterseil Granit 60 m", "Granit climbing rope 60 m", 16900, 17900, 0, 7),
    DemoArticle("BG-5006", "Klettersteigset Via", "Via via ferrata set", 11900, 12900, 17),
    DemoArticle("BG-6001", "Trekkingstöcke Carbon Vario", "Carbon Vario trekking poles", 12900, 13900, 20),
    DemoArticle("BG-6002", "Stirnlampe Nordlicht 400", "Nordlicht 400 headlamp", 5490, 5890, 72),
    DemoArticle("BG-6003", "Trinkflasche Quelle 1 l", "Quelle water bottle 1 l", 2490, 2690, 130),
    DemoArticle("BG-6004", "Gaskocher Funke", "Funke gas stove", 5990, 6490, 0),
    DemoArticle("BG-6005", "Erste-Hilfe-Set Seilschaft", "Seilschaft first aid kit", 3990, 4290, 58),
    DemoArticle("BG-6006", "Schneeschuhe Spur", "Spur snowshoes", 19900, 21900, 5),
    DemoArticle("BG-6007", "Lawinenset Dreiklang", "Dreiklang avalanche set", 34900, 36900, 4),
)

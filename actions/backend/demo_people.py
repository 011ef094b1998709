"""Who orders in the demo shop, and where they live: invented people, real places with their postcodes."""

from typing import NamedTuple

from actions.backend.model import Country


class Place(NamedTuple):
    """A town with one of its postcodes."""

    postcode: str
    city: str
    country: Country


PLACES: tuple[Place, ...] = (
    Place("10115", "Berlin", "DE"),
    Place("20095", "Hamburg", "DE"),
    Place("80331", "München", "DE"),
    Place("50667", "Köln", "DE"),
    Place("60311", "Frankfurt am Main", "DE"),
    Place("70173", "Stuttgart", "DE"),
    Place("01067", "Dresden", "DE"),
    Place("04103", "Leipzig", "DE"),
    Place("79098", "Freiburg im Breisgau", "DE"),
    Place("87435", "Kempten (Allgäu)", "DE"),
    Place("82467", "Garmisch-Partenkirchen", "DE"),
    Place("28195", "Bremen", "DE"),
    Place("30159", "Hannover", "DE"),
    Place("90402", "Nürnberg", "DE"),
    Place("99084", "Erfurt", "DE"),
    Place("1010", "Wien", "AT"),
    Place("5020", "Salzburg", "AT"),
    Place("8010", "Graz", "AT"),
    Place("4020", "Linz", "AT"),
    Place("6900", "Bregenz", "AT"),
    Place("9020", "Klagenfurt am Wörthersee", "AT"),
    Place("6850", "Dornbirn", "AT"),
    Place("8001", "Zürich", "CH"),
    Place("4051", "Basel", "CH"),
    Place("3012", "Bern", "CH"),
    Place("6003", "Luzern", "CH"),
    Place("9000", "St. Gallen", "CH"),
    Place("7000", "Chur", "CH"),
    Place("8400", "Winterthur", "CH"),
    Place("1003", "Lausanne", "CH"),
    Place("3920", "Zermatt", "CH"),
    Place("3800", "Interlaken", "CH"),
)

STREETS: dict[str, tuple[str, ...]] = {
    "DE": ("Bahnhofstraße", "Gartenweg", "Lindenallee", "Schillerstraße", "Am Mühlbach", "Bergstraße", "Hauptstraße"),
    "AT": ("Bahnhofstraße", "Dorfplatz", "Kirchengasse", "Alpenstraße", "Am Sonnenhang", "Mozartgasse"),
    "CH": ("Bahnhofstrasse", "Seestrasse", "Dorfstrasse", "Rosenweg", "Zürcherstrasse", "Am Bach", "Birkenweg"),
}

FIRST_NAMES: tuple[str, ...] = (
    "Anna", "Ben", "Carla", "David", "Elif", "Fabian", "Greta", "Hannes", "Ines", "Jakob", "Katrin", "Lukas", "Marta",
    "Nils", "Olivia", "Paul", "Rahel", "Simon", "Tamara", "Urs", "Vera", "Walter", "Yasmin", "Zeno", "Aylin", "Reto",
)  # fmt: skip

LAST_NAMES: tuple[str, ...] = (
    "Ammann", "Baumgartner", "Çelik", "Dietrich", "Egger", "Fischer", "Gasser", "Hofer", "Imhof", "Jansen", "Kaufmann",
    "Lehmann", "Moser", "Novak", "Oberhauser", "Pichler", "Richter", "Schneider", "Steiner", "Thaler", "Vogt",
    "Winkler", "Wagner", "Zimmermann", "Bianchi", "Schäfer",
)  # fmt: skip

MAIL_HOSTS: tuple[str, ...] = ("example.com", "example.org", "example.net")

PAYMENTS: dict[str, tuple[str, ...]] = {
    "DE": ("visa", "mastercard", "paypal", "invoice", "gift_card"),
    "AT": ("visa", "mastercard", "paypal", "invoice"),
    "CH": ("visa", "mastercard", "paypal", "twint"),
}

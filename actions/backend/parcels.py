"""How the demo shop's parcels are numbered, there and back."""

from actions.backend.model import Country, Parcel

# Carrier and the page on which it follows a parcel.
CARRIERS: dict[Country, tuple[str, str]] = {
    "DE": ("DHL", "https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode={number}"),
    "AT": ("Österreichische Post", "https://www.post.at/s/sendungsdetails?snr={number}"),
    "CH": ("Schweizerische Post", "https://service.post.ch/ekp-web/ui/entry/search/{number}"),
}


def parcel(number: int, country: Country) -> Parcel:
    """The parcel of the order or return with these six digits."""
    carrier, url = CARRIERS[country]
    digits = f"{number * 7919 % 10**8:08d}"
    code = {"DE": f"0034043{digits}19", "AT": f"1038{digits}0102", "CH": f"99.34.{number}.{digits}"}[country]
    return Parcel(carrier, code, url.format(number=code))

"""Countries and towns that the shop does not deliver to, as people name them in German and English."""

import re

from actions.reading.addresses import Partial
from actions.reading.extras import LONGEST_READ, is_meant

_NAMES = """
Liechtenstein, Südtirol, South Tyrol, Frankreich, France, Italien, Italy, Italia, Spanien, Spain, España, Portugal,
Polen, Poland, Tschechien, Tschechische Republik, Czechia, Czech Republic, Slowakei, Slovakia, Slowenien, Slovenia,
Ungarn, Hungary, Kroatien, Croatia, Belgien, Belgium, Luxemburg, Luxembourg, Niederlande, Netherlands, Holland,
Dänemark, Denmark, Schweden, Sweden, Norwegen, Norway, Finnland, Finland, England, Großbritannien, Grossbritannien,
Great Britain, United Kingdom, Schottland, Scotland, Wales, Irland, Ireland, Nordirland, Northern Ireland, Rumänien,
Romania, Bulgarien, Bulgaria, Griechenland, Greece, Türkei, Turkey, Russland, Russia, Ukraine, Estland, Estonia,
Lettland, Latvia, Litauen, Lithuania, Iceland, Malta, Zypern, Cyprus, Serbien, Serbia, Bosnien, Bosnia, Albanien,
Albania, Montenegro, Mazedonien, Macedonia, Kosovo, Moldau, Moldova, Monaco, Andorra, San Marino, United States,
Vereinigte Staaten, Amerika, America, Kanada, Canada, Mexiko, Mexico, Brasilien, Brazil, Argentinien, Argentina,
Australien, Australia, Neuseeland, New Zealand, China, Japan, Korea, Indien, India, Israel, Ägypten, Egypt, Südafrika,
South Africa, Singapur, Singapore, Thailand, Dubai
"""
_TOWNS = frozenset(
    """
    vaduz schaan balzers triesen triesenberg ruggell gamprin paris lyon marseille nizza straßburg strassburg strasbourg
    colmar mulhouse london manchester edinburgh dublin mailand milano bozen bolzano meran merano como amsterdam
    rotterdam brüssel brussels antwerpen prag prague praha warschau warsaw kopenhagen copenhagen stockholm oslo helsinki
    madrid barcelona lissabon lisbon budapest bratislava ljubljana zagreb
    """.split()  # noqa: SIM905
)
_COUNTRY = re.compile(
    rf"(?<![\w\-])(?:{'|'.join(re.escape(name) for name in _NAMES.replace(chr(10), ' ').strip().split(', '))}"
    r"|(?-i:UK|U\.K|GB|USA|U\.S\.A))(?![\w\-])",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w\-])(?:FL|LI|FR?|IT?|LU?|NL|BE?|PL|CZ|DK|ES?|GB|HU?|SI|SK|HR|SE?)-\d{4,5}(?!\w)")
_STRASSBURG_IN_CARINTHIA = "9341"
# Its postcodes stand among Switzerland's.
_LIECHTENSTEIN = re.compile(r"94(?:8[5-9]|9[0-8])")


def abroad_in(said: str, address: Partial) -> str | None:
    """Where it is, if the `address` that was read in `said` is in a country that the shop does not deliver to.

    A country in front of the street is only spoken of: "ich bin in Italien, bitte an Bergweg 5 …".
    """
    text = said[:LONGEST_READ]
    code = _CODE.search(text)
    if code and is_meant(text, code.start()):
        return code[0]
    begins = text.find(address.street) if address.street else -1
    text = text if begins < 0 else text[begins + len(address.street or "") :]
    for found in _COUNTRY.finditer(text):
        if is_meant(text, found.start()):
            return found[0]
    if (address.city or "").casefold() in _TOWNS and address.postcode != _STRASSBURG_IN_CARINTHIA:
        return address.city
    return address.postcode if _LIECHTENSTEIN.fullmatch(address.postcode or "") else None

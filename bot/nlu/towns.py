"""The larger towns of the three countries: beside one of them, four or five digits are a postcode."""

from __future__ import annotations

_SWISS = """
    zürich genf genève basel lausanne bern winterthur luzern gallen lugano biel thun köniz freiburg
    fribourg chur schaffhausen vernier uster sion sitten neuenburg zug yverdon emmen dübendorf kriens dietikon
    rapperswil montreux frauenfeld wetzikon baar bulle horgen vevey kreuzlingen wil aarau riehen allschwil baden
    wettingen bellinzona nyon olten solothurn burgdorf davos herisau visp brig glarus altdorf schwyz sarnen
    stans liestal langenthal zermatt interlaken andermatt locarno delémont
"""
_GERMAN = """
    berlin hamburg münchen köln frankfurt stuttgart düsseldorf leipzig dortmund essen bremen dresden hannover
    nürnberg duisburg bochum wuppertal bielefeld bonn münster mannheim karlsruhe augsburg wiesbaden
    gelsenkirchen mönchengladbach braunschweig chemnitz kiel aachen halle magdeburg freiburg krefeld lübeck
    oberhausen mainz erfurt rostock kassel hagen saarbrücken hamm mülheim potsdam ludwigshafen oldenburg
    osnabrück leverkusen heidelberg darmstadt solingen regensburg herne paderborn neuss ingolstadt offenbach
    fürth ulm heilbronn pforzheim würzburg wolfsburg göttingen bottrop reutlingen erlangen koblenz bremerhaven
    remscheid trier jena moers siegen hildesheim salzgitter cottbus garmisch kempten konstanz tübingen schwerin
    gera rosenheim bamberg bayreuth passau landshut lindau zwickau plauen weimar
"""
_AUSTRIAN = """
    wien graz linz salzburg innsbruck klagenfurt villach wels pölten dornbirn steyr feldkirch bregenz leonding
    klosterneuburg baden leoben krems traun amstetten kapfenberg hallein kufstein schwaz lustenau mödling
    traiskirchen eisenstadt bludenz lienz imst landeck kitzbühel saalfelden telfs bischofshofen
"""
_ENGLISH = "zurich geneva lucerne munich cologne nuremberg vienna hanover"


def _spellings(town: str) -> set[str]:
    flat = town.translate(str.maketrans("äöüéè", "aouee"))
    return {town, flat, town.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")}


# "Essen", "Hagen", "Halle", "Baden" and "Wil" are towns, and words: beside a number they would make it a postcode.
_WORDS = {"essen", "baden", "hamm", "zug", "wil", "baar", "halle", "hagen"}
TOWNS = frozenset(
    spelling
    for town in f"{_SWISS} {_GERMAN} {_AUSTRIAN} {_ENGLISH}".split()
    if town not in _WORDS
    for spelling in _spellings(town)
)

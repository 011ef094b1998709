"""Whether a question about an article names none, and so is about the one that was shown last."""

import re

from actions.reading.matching import fold, says_nothing

# "Gibt es Kajaks?" points at nothing.
_NOTHING = re.compile(
    r"\b(?:gibt ?['’]?e?s|gab es|ist es möglich|is it possible|is it true|they (?:have|sell|offer|stock|carry))\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:es|er|ihn|ihm|it|its|they|them)\b|\b(?:ist|wird|kommt|hat|wiegt|kostet|sind) sie\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# What is asked about an article.
_ASKED = frozenset(
    fold(word)
    for word in """
    abmessungen aktuell also atmungsaktiv ausverkauft bequem besteht bestellbar breit danke darf daten davon denn
    details dicht dick eigentlich eignet erhältlich farbe farben fest gefertigt gemacht genau genommen gewaschen
    geeignet gewicht größe größen groß gut hat hatte haben heute hergestellt hoch höhe info infos informationen innen
    jetzt kalt klein kommt kosten kostet lagernd lang lange länge leicht liter machen maschine maß maße masse material
    materialien mir mit momentan muss nachschub neue neu noch nochmal ok okay packmaß passt pflege pflegen preis rein
    robust sagen schwer so sofort sommer stoff teuer temperatur trockner um viel vielleicht volumen vorrätig warm
    waschbar waschen waschmaschine wasserdicht wasserfest welche welchem welchen welcher welches werden wetterfest
    wiegen wiegt winddicht winter woher woraus zurzeit größer kleiner dieses diesen diese dies auch bleibt bügeln
    halten hält imprägnieren kann könnte reinigen soll trocknen verwenden benutzen regen schnee xs xl xxl xxxl eu gr
    blau gelb grau grün rot schwarz weiß
    big bigger breathable but cleaned care cold color colors colour colours cost costs currently details dimensions
    durable dry easy expensive fabric good has having heavy height high info information just large length lightweight
    light long machine made many material materials much need no now okay order out people person persons price right
    running say size sizes small so suitable summer tall tell temperature then think thanks too use volume want warm
    wash washable washed washing waterproof weather weigh weighs weight wide windproof winter yet clean rain snow used
    black blue green grey red white yellow
    """.split()  # noqa: SIM905
)


def points_back(said: str) -> bool:
    """Whether `said` asks about an article that it does not name: "und wie schwer ist es?", "auf Lager?"."""
    pointed = _POINTS.search(_NOTHING.sub(lambda match: "." * len(match[0]), said))
    # "Das Kajak, ist es auf Lager?": what is named before is meant.
    words = _WORD.findall(said[: pointed.start()] if pointed else said)
    return (bool(words) or pointed is not None) and all(says_nothing(word) or fold(word) in _ASKED for word in words)

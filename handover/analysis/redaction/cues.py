"""What is said before and after names, in German and English."""

import re

from handover.analysis.redaction.span import TAKEN


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


def _cue(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_TITLES = (
    *("herrn?", "frau", r"hr\.", r"fam\.", "familie", "family", r"mr\.?", r"mrs\.?", r"ms\.?", "miss", r"dr\.?"),
    *(r"prof\.?", r"ing\.", r"mag\.", r"dipl\.-ing\.", r"dipl\.", r"med\.", "die", "der", "the", "an"),
)
_TITLE = rf"(?:{_any(*_TITLES)}\s{{1,2}}){{0,3}}"
_RELATIVE = _any(
    *("mann", "frau", "sohn", "tochter", "schwester", "bruder", "mutter", "vater", "mama", "papa", "freund(?:in)?"),
    *("kolleg(?:e|in|en)", "nachbar(?:in|n)?", "partner(?:in)?", "oma", "opa", "tante", "onkel", "chef(?:in)?"),
    *("cousine?", "nichte", "neffe", "enkel(?:in)?", r"schwieger\w{4,7}", "verlobte[rn]?", "mitbewohner(?:in)?"),
    *("mitarbeiter(?:in)?", "husband", "wife", "son", "daughter", "sister", "brother", "mother", "father", "mum"),
    *("mom", "dad", "friend", "colleague", "neighbou?r", "boyfriend", "girlfriend", "fianc[ée]e?", "nephew", "niece"),
    *("aunt", "uncle", "boss", "flatmate", "roommate", "cousin", "employee", r"grand\w{3,8}"),
)
_WHOSE = _any(
    *(r"mein\w{0,2}", r"dein\w{0,2}", r"sein\w{0,2}", r"ihr\w{0,2}", r"eur\w{0,3}", r"euer\w{0,2}", r"unser\w{0,2}"),
    *("my", "your", "his", "her", "our", "their", "beim", "bei", "vom", "der", "dem", "a", "by", "with"),
)

# After these a name comes, also in small letters.
SURE = _cue(
    r"\b",
    _any(
        *(
            "ich hei(?:ß|ss)e?",
            "hei(?:ß|ss)e ich",
            "ich nenne mich",
            "i(?: a|['’])m called",
            "name[ns]?(?: ist| lautet| is)",
        ),
        r"m(?:ein|y) (?:nach|vor|sur|first |last |full )?name(?:n)?(?: ist| lautet| is|['’]s| war)",
        r"(?:nach|vor|sur|ruf|first |last |full |family |middle )?name\s?:",
        *("nachname", "vorname", "surname", "first name", "last name", "family name", "name['’]s"),
        *("mädchenname", "geburtsname", "maiden name", "birth name"),
        *("auf (?:den |meinen )?namen?(?: von)?", "unter (?:dem )?namen", "(?:under|in|to) (?:the |my )?name(?: of)?"),
        *("bin (?:der|die) (?=[A-ZÄÖÜ])", "kontoinhaber(?:in)?", "account ?holder", "card ?holder"),
        *("karteninhaber(?:in)?", "empfänger(?:in)?", "recipient", "besteller(?:in)?", "absender(?:in)?", "ordered by"),
        *("signed by", "unterschrieben von", "bestellt von", "(?:bin |hier )von", "placed by", "c/o"),
        *("laut(?:end|et) auf", r"i\.\s?[av]\.", r"p\.\s?p\."),
        *(r"z\.\s?hd\.(?: v\.)?", r"attn\.?"),
    ),
    r"[\s:=,\"„“'-]{1,4}(?:(?:ist|is|was|war|lautet|jetzt|now|neu|new|hei(?:ß|ss)t)\s){0,3}",
    _TITLE,
)
# "in unserer Frau" is none, and "20 Fr. bezahlt" is money.
TITLED = _cue(
    r"(?<!\d )(?<!\d)\b",
    _any(
        *("herrn?", r"hr\.", r"fr\.", "familie", r"fam\.", r"mr\.?", r"mrs\.?", r"ms\.?", "miss", "mister", r"dr\.?"),
        *(r"prof\.?", "(?<!eine )(?<!meine )(?<!ihre )frau"),
    ),
    r"\s{1,2}",
    _TITLE,
)
# Behind these every word with a large letter is a name.
ENGLISH_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Hr)\.?\s(?=[A-ZÄÖÜ][^\W\d_])")
RELATED = _cue(
    rf"\b{_WHOSE}\s{_RELATIVE}\s(?:namens |(?:is )?called |named |hei(?:ß|ss)t )?{_TITLE}",
    rf"|\b(?:name|klingel|türschild|bell says|label says)\s{_TITLE}",
)
# After these a name may come: two words with large letters, or one that is a first name.
PERHAPS = _cue(
    r"\b",
    _any(
        *("ich bin", "bin", "i am", "i['’]m", "this is", "it['’]s", "its", "hier (?:ist|spricht|schreibt)", "hier"),
        *(
            "das ist",
            "kundin",
            "kunde",
            "customer",
            "kontakt",
            "contact",
            "an",
            "to",
            "from",
            "von",
            "by",
            "bei",
            "für",
        ),
        *(
            "hei(?:ß|ss)e",
            "for",
            "auf",
            "umschreiben auf",
            "belongs to",
            "gehört",
            "läuft auf",
            "lautet auf",
            "registered to",
            "with",
        ),
        *("mit", "it to", "ship to", "and", "und", "ich,", "i,", "call", "hi", "hallo", "liebe[rs]?", "lieferadresse"),
        *("rechnungsadresse", "address", "adresse", "anschrift"),
    ),
    r"[\s:,]{1,3}",
    _TITLE,
)
_GREETINGS = (
    (
        r"\b(?:(?:freundliche|viele|liebe|beste|herzliche|schöne|ganz liebe|sonnige)[nrms]{0,2}\s)"
        r"gr(?:u|ü|ue)(?:ß|ss)e?n?(?:\sund (?:danke|dank))?"
    ),
    r"\bgr(?:u(?:ß|ss)|(?:ü|ue)(?:ß|ss)(?:e|li|le)|uess)\b",
    r"\b(?:m\.?f\.?g|l\.?g|v\.?g|b\.?g|g?lg)\b\.?",
    r"\b(?:lots of|much|with|all my) love\b",
    *(r"\bherzlichst\b", r"\bhochachtungsvoll\b", r"\b(?:(?:kind|best|warm|with kind|many|my best)\s)?regards\b"),
    *(r"\b(?:br|kr|rgds|brgds)\b", r"\bgreetings\b", r"\btake care\b", r"\bsincerely(?: yours)?\b"),
    *(
        r"\b(?:with best wishes|warm wishes|best wishes|all the best)",
        r"\byours(?:\s(?:sincerely|faithfully|truly))?\b",
    ),
    r"\bbest(?=[\s,!]+(?:from\b|(?-i:[A-ZÄÖÜ])))",
)
# Said in the middle of a talk as well.
_WEAK = (
    *(r"\b(?:good)?bye(?: bye)?\b", r"\btsch(?:ü|ue)ss?i?\b", r"\bsee you\b", r"\bservus\b", r"\bade\b"),
    *(r"\bcheers\b", r"\bta\b", r"\b(?:many |kind )?thanks(?: and bye| again| a lot)?\b", r"\bthank you\b", r"\bthx\b"),
    *(r"\b(?:vielen |besten |herzlichen )?danke?(?: im voraus| vielmals)?\b", r"\bciao\b", r"\blove\b(?=,)"),
)
BYE = _cue(
    rf"(?:{'|'.join(_GREETINGS)}|(?P<weak>{'|'.join(_WEAK)}))[\s,.!:;–-]{{0,5}}",
    r"(?:(?:aus|from)\s[^,\n]{1,40},\s{0,3})?(?P<far>from\s{1,2})?",
    r"(?:(?:von|ihre?|euer|eure|deine?|yours?|sincerely|truly|faithfully|the)\s{1,2}){0,2}",
    _TITLE,
)
SPELT = _cue(r"(?:[gs]eschrieben|spel(?:t|led|ling)|buchstabiert)\b[^:,.]{0,25}[:,]\s{0,2}")
BESIDE = re.compile(rf"{TAKEN}[,;\n]\s{{0,2}}")
# Where names are talked about, a word that nobody knows is one: "Name falsch! Richtig: Szymański"
ABOUT_NAMES = _cue(r"name|hei(?:ß|ss)|spel[lt]|schreib|schrieb")
QUOTED = re.compile(r"[:,\"„“'»«]\s?\S|\w[\"„“'»«]")

INSTEAD = re.compile(r"(?:statt|anstelle von|instead of)\s$", re.IGNORECASE)

# What comes after a name.
ENDS = re.compile(rf"\s{{0,2}}(?:$|\n|[,.;!:()]|{TAKEN}|[^\w\s]|(?:aus|from|tel|phone|und|and|xx?)\b)")
SPEAKS = _cue(r"[\s,]{1,3}(?:hier|here|(?P<it>speaking|am apparat|mein name|der name|is (?:my|the) name))\b")
FAMILY = _cue(r"\s(?:family|household)\b")
# "als Herr angesprochen", "mit meiner Frau besprechen"
A_VERB = re.compile(r"^(?:ge|an|be|ver|ein|aus|auf|zu)\w+t$|\w{4}(?:en|iert|ed|ing)$")

"""Words that tell something about a message by themselves."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that customers of a shop write and that belong to one of our two languages alone.
GERMAN = _words("""
    ich du er wir ihr sie es mich mir dich dir uns euch ihnen mein meine meiner meinen meinem meins dein deine ihre
    der das den dem des ein eine einen einem einer kein keine keinen und oder aber nicht noch schon nur auch
    wo wie wann warum wieso weshalb wer welche welcher welches wohin woher wieviel
    ist sind bin bist seid habe hab haben hast hatte kann kannst können könnt könnte koennen möchte moechte muss müssen
    soll wollen wollte willst würde wuerde werden wurde gibt gibts geht ging kommt kam bleibt brauche
    mit ohne für fuer von vom zum zur zu bei beim nach auf aus über ueber wegen bis seit
    ja nee nein doch jo jep klar genau gerne danke merci bitte hallo moin servus grüezi gruezi grüß tag abend morgen
    tschüss tschüß tschuess ciao ade
    bestellung bestellen bestellt lieferung liefern paket sendung rechnung konto gutschein zahlung bezahlen zahlen
    stornieren storno retoure rücksendung umtausch erstattung geld zurück zurueck beschwerde mitarbeiter mensch
    adresse anschrift artikel ware lager größe passwort kennwort kunde kundenkonto abmelden anmelden
    kaputt defekt falsch fehlt zelt rucksack schuhe jacke schlafsack hose
    weiß weiss versteh verstehe abbrechen weiter egal jemand da drin lieber ned net nöd gell halt mal bitteschön
""")

ENGLISH = _words("""
    i i'm i've i'd i'll you he we they me him them us my your our their mine yours
    the this that these those and or but not yet only too
    where how when why who what which whose
    is are were been have has had can could would should must do does did don't doesn't didn't isn't can't won't
    it it's want need get got give make please
    with without for from of to at by about after before until since
    yes yep yeah yup no nope sure thanks thank hello bye goodbye cheers
    order orders ordered delivery deliver parcel package shipment shipping shipped invoice bill account voucher payment
    pay paid cancel cancelled cancelling return returns refund money complaint human person someone
    address item stock size password customer unsubscribe subscribe sign
    broken wrong missing damaged tent backpack shoes jacket boots
    know understand nevermind anything speak talk phone number hiya yo nah gotta gonna whats ur pls plz mate
""")

# Words that go with a number and ask for nothing.
FILLERS = _words("""
    die der das meine mein nummer nr no number ist lautet war bestellnummer auftragsnummer bestellung auftrag plz
    postleitzahl und also bitte ja hier es sie in von aus für the my is was order it it's its this postcode code post
    postal zip and here please yes from for to at of sorry äh ähm hm gemeint meinte meant i mean danke thanks
    am vom on mail e email adresse address betrag amount datum date or oder nicht not sondern statt instead but
""")

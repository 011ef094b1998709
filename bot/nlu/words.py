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
    jetzt wieder wenn wird sich mehr alles nichts etwas immer dann dass weil damit dafür davon trotzdem obwohl gern
    hätte gut guten vielen sehr leider endlich sofort heute gestern hier viel zwei drei woche wochen tage tagen eure
    euer euren unsere unser neue neuen neues alte falsche falscher falsches andere anderes richtig möglich stimmt passt
    kostet dauert liegt steht bekommen bekomme schicken geschickt verschickt löschen ändern ändere anlegen eröffnen
    erstellen wechseln vergessen verloren angekommen geliefert gekauft bezahlt abgebucht zahle kaufen machen storniere
    storniert stornierung bestelle bestellungen bestellnummer auftrag auftragsnummer liefert lieferstatus lieferadresse
    rechnungsadresse lieferzeit lieferschein postleitzahl nummer sendungsnummer sendungsverfolgung versand rückgabe
    rueckgabe zurückgeben zurückschicken zurücksenden retournieren rückerstattung rueckerstattung rückzahlung
    umtauschen erstatten erstattet reklamation reklamieren beschädigt zerrissen garantie gutschrift geldrückgabe
    rechnungen quittung beleg betrag preis farbe grösse groesse warenkorb lagernd verfügbar kundendienst kundenservice
    kundennummer geschenkkarte rabatt überweisung kreditkarte registrieren abbestellen hilfe frage neuer entfernen
    deaktivieren einverstanden geholfen liebes leute zusammen toll tolle toller mieser kündigen kuendigen beenden
    vorhanden filiale isch bisch nümm nümme öppis möcht hob zruck griaß
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
    be there if any here something another other already then than because through never very much again next what's
    where's that's there's you're you've we're we've let's haven't hasn't couldn't wouldn't cannot send buy bought take
    change changed changing delete deletion remove ask tell work works arrived received charged refunded refunds
    reimbursement cancellation canceled returned returning ordering delivered exchange replace replacement postcode
    zipcode postal receipt purchase price warranty torn ripped cracked leaking faulty defective colour available
    parcels shoe gloves warehouse courier dispatch postage lost forgot forgotten today yesterday tomorrow good great
    nice terrible excellent amazing evening afternoon nothing everything somebody possible company companies quantity
    wait waiting correct dear guys regards wishes customers opening hours conditions discount failed fails keeps
    creating registration sold now
""")

# Our own names stand in messages of both.
OURS = _words("bergwerk lotse cleo")

# Words that go with a number and ask for nothing.
FILLERS = _words("""
    die der das meine mein nummer nr no number ist lautet war bestellnummer auftragsnummer bestellung auftrag plz
    postleitzahl und also bitte ja hier es sie in von aus für the my is was order it it's its this postcode code post
    postal zip and here please yes from for to at of sorry äh ähm hm gemeint meinte meant i mean danke thanks
    am vom on mail e email adresse address betrag amount datum date or oder nicht not sondern statt instead but
""")

"""What the demo shop says about its packs, tents and equipment; the pages of the shop say the same."""

from actions.backend.model import Name

FACTS: dict[str, tuple[Name, ...]] = {
    "BG-1001": (
        Name("35 Liter, 1,24 kg", "35 litres, 1.24 kg"),
        Name("Rückenlänge verstellbar, 43 bis 52 cm", "Back length adjustable, 43 to 52 cm"),
        Name("Regenhülle im Bodenfach", "Rain cover in the bottom pocket"),
        Name("Polyamid 210D, zu 100 % rezykliert", "210D polyamide, 100 % recycled"),
    ),
    "BG-1002": (
        Name("18 Liter, 620 g", "18 litres, 620 g"),
        Name("Fach für Trinkblasen bis 2 Liter", "Sleeve for bladders up to 2 litres"),
        Name("Helmhalterung", "Helmet holder"),
        Name("Polyester, PFC-frei imprägniert", "Polyester, PFC-free finish"),
    ),
    "BG-1003": (
        Name("65 + 10 Liter, 2,3 kg", "65 + 10 litres, 2.3 kg"),
        Name("Tragesystem für 12 bis 22 kg", "Carrying system for 12 to 22 kg"),
        Name("Abnehmbarer Deckel als Tagesrucksack", "Removable lid becomes a daypack"),
        Name("Polyamid 420D", "420D polyamide"),
    ),
    "BG-1004": (
        Name("28 l, Rückenlänge verstellbar", "28 l, adjustable back length"),
        Name("820 g", "820 g"),
        Name("Seilhalter und zwei Materialschlaufen", "Rope holder and two gear loops"),
        Name("Mit Bürste und lauwarmem Wasser reinigen", "Clean with a brush and lukewarm water"),
    ),
    "BG-1005": (
        Name("Passt auf Rucksäcke von 25 bis 45 l", "Fits backpacks from 25 to 45 l"),
        Name("95 g, Packmaß wie ein Apfel", "95 g, packs to the size of an apple"),
        Name("Ripstop-Nylon, Nähte versiegelt", "Ripstop nylon, sealed seams"),
    ),
    "BG-4001": (
        Name("2 Personen, 3 Jahreszeiten", "2 people, 3 seasons"),
        Name("2,4 kg mit Packsack", "2.4 kg with its bag"),
        Name("Wassersäule 3.000 mm, Boden 5.000 mm", "3,000 mm water column, floor 5,000 mm"),
        Name("Innenzelt 220 × 135 cm", "Inner tent 220 × 135 cm"),
    ),
    "BG-4002": (
        Name("1,05 kg mit Gestänge und Heringen", "1.05 kg with poles and pegs"),
        Name("Für eine Person, innen 215 × 80 cm", "For one person, 215 × 80 cm inside"),
        Name("Wassersäule außen 3.000 mm, Boden 5.000 mm", "Water column 3,000 mm outside, 5,000 mm floor"),
        Name("Trocken lagern, nicht in der Maschine waschen", "Store dry, do not machine wash"),
    ),
    "BG-4003": (
        Name("Komfort −4 °C, Grenze −10 °C", "Comfort −4 °C, limit −10 °C"),
        Name("1,1 kg, Daune 750 cuin", "1.1 kg, 750 cuin down"),
        Name("Für Körpergröße bis 190 cm", "For heights up to 190 cm"),
        Name("RDS-zertifizierte Daune", "RDS-certified down"),
    ),
    "BG-4004": (
        Name("Kunstfaser, Komfort bis 10 °C", "Synthetic, comfort down to 10 °C"),
        Name("780 g, bis 1,90 m Körpergröße", "780 g, up to 1.90 m tall"),
        Name("Lässt sich als Decke öffnen", "Opens into a blanket"),
        Name("Bei 30 °C waschen", "Wash at 30 °C"),
    ),
    "BG-4005": (
        Name("R-Wert 3,8", "R-value 3.8"),
        Name("183 × 51 × 4 cm, 690 g", "183 × 51 × 4 cm, 690 g"),
        Name("Mit Flickzeug", "With a repair kit"),
        Name("Bezug aus rezykliertem Polyester", "Cover of recycled polyester"),
    ),
    "BG-4006": (
        Name("100 % Seide", "100 % silk"),
        Name("130 g, 220 × 90 cm", "130 g, 220 × 90 cm"),
        Name("Von Hand oder im Wollwaschgang waschen", "Wash by hand or on a wool cycle"),
    ),
    "BG-5001": (
        Name("Stahl, 12 Zacken", "Steel, 12 points"),
        Name("860 g das Paar", "860 g a pair"),
        Name("Körbchenbindung, Gr. 36 bis 47", "Strap binding, sizes 36 to 47"),
        Name("Antistollplatten dabei", "Anti-balling plates included"),
    ),
    "BG-5002": (
        Name("Schaft aus Aluminium, Haue aus Stahl", "Aluminium shaft, steel pick"),
        Name("50 cm, 340 g", "50 cm, 340 g"),
        Name("Norm EN 13089, Typ B", "EN 13089, type B"),
        Name("Mit Zackenschutz", "With protectors"),
    ),
    "BG-5003": (
        Name("270 g, 53 bis 61 cm", "270 g, 53 to 61 cm"),
        Name("Norm EN 12492", "EN 12492"),
        Name("Halter für Stirnlampen", "Headlamp clips"),
        Name("Nach einem Sturz bitte ersetzen", "Please replace after a fall"),
    ),
    "BG-5004": (
        Name("Größen S bis XL, Beinschlaufen verstellbar", "Sizes S to XL, adjustable leg loops"),
        Name("360 g in Größe M", "360 g in size M"),
        Name("4 Materialschlaufen", "4 gear loops"),
        Name("Norm EN 12277, Typ C", "EN 12277, type C"),
    ),
    "BG-5005": (
        Name("60 m, 9,5 mm", "60 m, 9.5 mm"),
        Name("59 g je Meter", "59 g a metre"),
        Name("Mitte markiert", "Middle marked"),
        Name("Imprägniert", "Dry treatment"),
    ),
    "BG-5006": (
        Name("Für 40 bis 120 kg samt Ausrüstung", "For 40 to 120 kg including equipment"),
        Name("530 g", "530 g"),
        Name("Bandfalldämpfer, Norm EN 958", "Tear-webbing absorber, EN 958"),
        Name("Nach einem Sturz bitte ersetzen", "Please replace after a fall"),
    ),
    "BG-6001": (
        Name("100 % Carbon, 3-teilig", "100 % carbon, 3 sections"),
        Name("100 bis 135 cm, 398 g das Paar", "100 to 135 cm, 398 g a pair"),
        Name("Griffe aus Kork", "Cork grips"),
        Name("Mit Tellern für Schnee", "With snow baskets"),
    ),
    "BG-6002": (
        Name("400 Lumen, 110 m", "400 lumens, 110 m"),
        Name("Lädt über USB-C", "Charges over USB-C"),
        Name("78 g, IPX7", "78 g, IPX7"),
        Name("Rotlicht", "Red light"),
    ),
    "BG-6003": (
        Name("1 Liter, 410 g", "1 litre, 410 g"),
        Name("Edelstahl, ohne BPA", "Stainless steel, BPA-free"),
        Name("Spülmaschine geeignet", "Dishwasher-safe"),
        Name("Verschluss mit Bügel", "Lid with a loop"),
    ),
    "BG-6004": (
        Name(
            "Für Schraubkartuschen (EN 417), Kartusche nicht dabei",
            "For screw-on cartridges (EN 417), cartridge not included",
        ),
        Name("98 g, 3.200 W", "98 g, 3,200 W"),
        Name("Ein Liter kocht in etwa 3,5 Minuten", "Boils a litre in about 3.5 minutes"),
        Name("Nur im Freien benutzen", "For use outdoors only"),
    ),
    "BG-6005": (
        Name("48 Teile, für zwei bis vier Personen", "48 pieces, for two to four people"),
        Name("410 g, wasserabweisende Tasche", "410 g, water-repellent pouch"),
        Name("Mit Rettungsdecke und Signalpfeife", "With rescue blanket and whistle"),
    ),
    "BG-6006": (
        Name("56 × 22 cm, 1,7 kg das Paar", "56 × 22 cm, 1.7 kg a pair"),
        Name("Für 50 bis 95 kg", "For 50 to 95 kg"),
        Name("Steighilfe", "Heel lifter"),
        Name("Gr. 36 bis 47", "Sizes 36 to 47"),
    ),
    "BG-6007": (
        Name("LVS-Gerät mit drei Antennen, Sonde 240 cm, Schaufel", "Three-antenna transceiver, 240 cm probe, shovel"),
        Name("1,3 kg zusammen", "1.3 kg together"),
        Name("Reichweite des Geräts 50 m", "Transceiver range 50 m"),
        Name("Batterien dabei, vor jeder Tour prüfen", "Batteries included, check before each tour"),
    ),
}

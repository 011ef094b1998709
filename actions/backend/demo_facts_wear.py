"""What the demo shop says about its clothing and footwear; the pages of the shop say the same."""

from actions.backend.model import Name

FACTS: dict[str, tuple[Name, ...]] = {
    "BG-2001": (
        Name("3 Lagen, Wassersäule 28.000 mm", "3 layers, 28,000 mm water column"),
        Name("430 g in Größe M", "430 g in size M"),
        Name("Kapuze für den Helm", "Helmet-compatible hood"),
        Name("Kalt waschen, im Trockner auffrischen", "Wash cold, refresh in the dryer"),
    ),
    "BG-2002": (
        Name("700 cuin, 90 % Daune, RDS-zertifiziert", "700 cuin, 90 % down, RDS-certified"),
        Name("360 g in Größe M", "360 g in size M"),
        Name("Packbeutel in der Tasche", "Packs into its own pocket"),
        Name("Schonend waschen, mit Tennisbällen trocknen", "Wash gently, dry with tennis balls"),
    ),
    "BG-2003": (
        Name("Rezykliertes Polyester, 240 g/m²", "Recycled polyester, 240 g/m²"),
        Name("380 g in Größe M", "380 g in size M"),
        Name("Brusttasche mit Reißverschluss", "Zipped chest pocket"),
        Name("Bei 30 °C waschen", "Wash at 30 °C"),
    ),
    "BG-2004": (
        Name("Softshell, winddicht, Größen XS bis XL", "Windproof softshell, sizes XS to XL"),
        Name("520 g in Größe M", "520 g in size M"),
        Name("Innen aufgerautes Fleece", "Brushed fleece inside"),
        Name("Bei 30 °C waschen, ohne Weichspüler", "Wash at 30 °C, no softener"),
    ),
    "BG-2005": (
        Name("2,5 Lagen, Wassersäule 20.000 mm", "2.5 layers, 20,000 mm water column"),
        Name("290 g in Größe M", "290 g in size M"),
        Name("Unterarmbelüftung", "Underarm vents"),
        Name("PFC-frei imprägniert", "PFC-free finish"),
    ),
    "BG-2006": (
        Name("Nylon mit 20 Denier, Größen XS bis XL", "20-denier nylon, sizes XS to XL"),
        Name("110 g in Größe M", "110 g in size M"),
        Name("Passt in die eigene Tasche", "Packs into its own pocket"),
    ),
    "BG-2101": (
        Name("Softshell mit Verstärkung am Knie", "Softshell with reinforced knees"),
        Name("470 g in Größe M", "470 g in size M"),
        Name("Belüftung am Oberschenkel", "Thigh vents"),
        Name("Bei 30 °C waschen", "Wash at 30 °C"),
    ),
    "BG-2102": (
        Name("2,5 Lagen, Wassersäule 20.000 mm", "2.5 layers, 20,000 mm water column"),
        Name("240 g in Größe M", "240 g in size M"),
        Name("Reißverschluss bis zum Knie, für Schuhe bis Gr. 47", "Zip to the knee, goes over boots up to size 47"),
        Name("Bei 30 °C waschen, danach imprägnieren", "Wash at 30 °C, then reproof"),
    ),
    "BG-2103": (
        Name("Nylon mit Elasthan, Größen XS bis XXL", "Nylon with elastane, sizes XS to XXL"),
        Name("390 g in Größe M", "390 g in size M"),
        Name("Beine abzippbar, links und rechts markiert", "Zip-off legs, marked left and right"),
        Name("Bei 40 °C waschen", "Wash at 40 °C"),
    ),
    "BG-2104": (
        Name("Baumwolle mit 3 % Elasthan, Größen S bis XL", "Cotton with 3 % elastane, sizes S to XL"),
        Name("260 g in Größe M", "260 g in size M"),
        Name("Bund mit Kordel, passt unter den Gurt", "Drawcord waist, fits under a harness"),
        Name("Bei 40 °C waschen", "Wash at 40 °C"),
    ),
    "BG-2201": (
        Name("100 % Merinowolle, 160 g/m²", "100 % merino wool, 160 g/m²"),
        Name("150 g in Größe M", "150 g in size M"),
        Name("Flachnähte", "Flat seams"),
        Name("Wollwaschgang, liegend trocknen", "Wool cycle, dry flat"),
    ),
    "BG-2202": (
        Name("100 % Merinowolle, 200 g/m²", "100 % merino wool, 200 g/m²"),
        Name("190 g in Größe M, Größen XS bis XL", "190 g in size M, sizes XS to XL"),
        Name("Flachnähte, weicher Bund", "Flat seams, soft waistband"),
        Name("Wollwaschgang, liegend trocknen", "Wool cycle, dry flat"),
    ),
    "BG-2301": (
        Name("Softshell mit Handfläche aus Leder", "Softshell with a leather palm"),
        Name("Bedient den Bildschirm", "Works on touch screens"),
        Name("110 g das Paar", "110 g a pair"),
        Name("Handwäsche", "Hand wash"),
    ),
    "BG-2302": (
        Name("Synthetikfüllung, warm bis etwa −20 °C", "Synthetic filling, warm to about −20 °C"),
        Name("210 g das Paar, Größen S bis XL", "210 g a pair, sizes S to XL"),
        Name("Handfläche aus Ziegenleder", "Goatskin palm"),
        Name("Von Hand waschen, langsam trocknen", "Wash by hand, dry slowly"),
    ),
    "BG-2303": (
        Name("100 % Schurwolle, Futter aus Fleece", "100 % new wool, fleece lining"),
        Name("Eine Größe", "One size"),
        Name("Gestrickt in der Schweiz", "Knitted in Switzerland"),
        Name("Handwäsche", "Hand wash"),
    ),
    "BG-2304": (
        Name("Polyester, Sonnenschutz UPF 50+", "Polyester, UPF 50+ sun protection"),
        Name("75 g, 55 bis 61 cm verstellbar", "75 g, adjusts from 55 to 61 cm"),
        Name("Krempe 7 cm, mit Kinnband", "7 cm brim, with chin cord"),
    ),
    "BG-3001": (
        Name("Nubukleder, Gore-Tex-Futter", "Nubuck leather, Gore-Tex lining"),
        Name("620 g je Schuh (Gr. 42)", "620 g a boot (size 42)"),
        Name("Sohle erneuerbar", "Resoleable"),
        Name("Kategorie B", "Category B"),
    ),
    "BG-3002": (
        Name("Bedingt steigeisenfest, Kategorie C", "Semi-automatic crampons, category C"),
        Name("790 g je Schuh (Gr. 42)", "790 g a boot (size 42)"),
        Name("Gummirand rundum", "Rubber rand all round"),
        Name("Sohle erneuerbar", "Resoleable"),
    ),
    "BG-3003": (
        Name("Wildleder, Kletterzone an der Spitze", "Suede, climbing zone at the toe"),
        Name("390 g je Schuh (Gr. 42)", "390 g a shoe (size 42)"),
        Name("Schnürung bis zur Spitze", "Laces down to the toe"),
        Name("Kategorie A/B", "Category A/B"),
    ),
    "BG-3004": (
        Name("Mesh, Größen 36 bis 48, fällt normal aus", "Mesh, sizes 36 to 48, true to size"),
        Name("270 g der Schuh in Größe 42", "270 g a shoe in size 42"),
        Name("Sprengung 6 mm, Stollen 4 mm", "6 mm drop, 4 mm lugs"),
        Name("Von Hand waschen, nicht auf die Heizung stellen", "Wash by hand, keep off the radiator"),
    ),
    "BG-3005": (
        Name("Wollfilz mit rutschfester Sohle", "Wool felt with a non-slip sole"),
        Name("180 g das Paar, Größen 36 bis 46", "180 g a pair, sizes 36 to 46"),
        Name("Feucht abwischen, nicht in die Maschine", "Wipe with a damp cloth, not machine washable"),
    ),
    "BG-3006": (
        Name("58 % Merinowolle", "58 % merino wool"),
        Name("Polster an Ferse und Spitze", "Padded heel and toe"),
        Name("Ohne Naht an den Zehen", "No seam at the toes"),
        Name("Bei 40 °C waschen", "Wash at 40 °C"),
    ),
}

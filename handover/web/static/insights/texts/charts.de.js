import { SMALL } from "../models/rules.js";

export default {
  "chart.table": "Als Tabelle zeigen",
  "chart.table_of": "Tabelle: {title}",
  "chart.range": "95-%-Bereich",
  "chart.n": "Gezählt",
  "chart.before": "{name}, Zeitraum davor",
  "chart.from": "Von",
  "chart.to": "Nach",
  "chart.of_from": "Anteil an allen von dort",
  "chart.range_means": "hier liegt der wahre Wert in 19 von 20 Fällen",
  "chart.few": "wenige",
  "chart.few_means": `beruht auf weniger als ${SMALL}`,
  "chart.weekday": "Wochentag",
  "chart.hour": "Stunde",
  "chart.away": "Das Bild konnte nicht geladen werden. Die Zahlen stehen in der Tabelle.",
};

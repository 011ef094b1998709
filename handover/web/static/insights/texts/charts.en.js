import { SMALL } from "../models/rules.js";

export default {
  "chart.table": "Show as table",
  "chart.table_of": "Table: {title}",
  "chart.range": "95% range",
  "chart.n": "Counted",
  "chart.before": "{name}, period before",
  "chart.from": "From",
  "chart.to": "To",
  "chart.of_from": "Share of those from there",
  "chart.range_means": "where the true figure lies, 19 times of 20",
  "chart.few": "few",
  "chart.few_means": `rests on fewer than ${SMALL}`,
  "chart.weekday": "Weekday",
  "chart.hour": "Hour",
  "chart.away": "The picture could not be loaded. The figures are in the table.",
};

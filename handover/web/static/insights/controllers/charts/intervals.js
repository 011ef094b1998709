// Bars with the range in which the true figure lies, and a mark where it lay in the period before; the names stand above them, where a phone has room for them.

import { isFew, rangeText } from "../../models/chart_table.js";

const ROW = 46;
const BAR = 14;

export function intervals(plot, { data, say, most, width }) {
  const rows = data.map((row, at) => ({ ...row, at }));
  const top = most ?? (Math.max(...rows.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)), 0) || 1);
  const ranged = rows.filter(({ low, high }) => low !== null && low !== undefined && high !== null && high !== undefined);
  const ticks = Math.max(2, Math.floor(width / 110));
  const title = (row) => `${row.label}: ${say(row.value)}${rangeText(say, row) ? ` (${rangeText(say, row)})` : ""}`;
  const compared = rows.filter(({ before }) => before && before.value !== null);
  const known = rows.filter(({ value }) => value !== null);
  const inset = { insetTop: ROW - BAR - 6, insetBottom: 6 };
  const bar = { x1: 0, x2: "value", y: "at", ...inset, title, href: "to" };
  const middle = { y: "at", dy: (ROW - BAR - 12) / 2 };
  const range = { x1: "low", x2: "high", ...middle };
  const text = { y: "at", dy: -12, fill: "var(--text)", fontSize: 13 };
  return plot.plot({
    className: "chart-svg",
    width,
    height: rows.length * ROW + 28,
    marginLeft: 12,
    marginRight: 24,
    marginTop: 0,
    marginBottom: 28,
    x: { domain: [0, top], nice: most === null, label: null },
    y: { type: "band", domain: rows.map(({ at }) => at), padding: 0, axis: null },
    marks: [
      plot.gridX({ ticks, stroke: "var(--chart-grid)", strokeOpacity: 1 }),
      plot.axisX({ ticks, tickFormat: say, tickSize: 0, label: null }),
      plot.barX(known, { ...bar, filter: (row) => !isFew(row), fill: "var(--chart-1)" }),
      plot.barX(known, { ...bar, filter: isFew, fill: "var(--chart-1)", fillOpacity: 0.2, stroke: "var(--chart-1)", strokeDasharray: "4 3" }),
      // On the bar the range needs an edge to be seen.
      plot.ruleY(ranged, { ...range, stroke: "var(--surface)", strokeWidth: 4 }),
      plot.ruleY(ranged, { ...range, stroke: "var(--text)", strokeWidth: 1.5, marker: "tick" }),
      plot.dot(compared, { ...middle, x: ({ before }) => before.value, symbol: "diamond", r: 4.5, fill: "var(--surface)", stroke: "var(--text)", strokeWidth: 1.5 }),
      plot.text(rows, { ...text, x: 0, text: "label", textAnchor: "start", lineWidth: Math.max(6, (width - 110) / 13), textOverflow: "ellipsis", href: "to" }),
      plot.text(rows, { ...text, frameAnchor: "right", text: (row) => (row.value === null ? "–" : say(row.value)), textAnchor: "end", fontWeight: 600 }),
      plot.ruleX([0], { stroke: "var(--line-strong)" }),
    ],
  });
}

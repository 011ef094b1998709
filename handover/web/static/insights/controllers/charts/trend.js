// A figure over days or weeks: its line, the range in which the true one lies, and the period before behind it.

import { isFew } from "../../models/chart_table.js";

const NARROW = 500;
// Closer than so many pixels to one another, dots would hide the line.
const CROWDED = 9;
const A_MONTH = 30;
const TICKS = 5;

export function trend(plot, { data, say, most, format, width }) {
  const points = data.points.map((point, at) => ({ ...point, day: new Date(point.at), before: data.before?.[at] ?? null }));
  const values = points.flatMap(({ value, high, before }) => [value, high, before]).filter((value) => value !== null);
  const top = most ?? (Math.max(...values.map((value) => value ?? 0), 0) || 1);
  const ticks = Math.max(2, Math.floor(width / 110));
  const days = (points.at(-1).day - points[0].day) / 86_400_000;
  const single = (point, at) => !isPart(points[at - 1]) && !isPart(points[at + 1]);
  const line = { x: "day", curve: "linear" };
  return plot.plot({
    className: "chart-svg",
    width,
    height: width < NARROW ? 220 : 280,
    marginLeft: 52,
    marginRight: 28,
    marginTop: 12,
    x: { type: "utc", label: null },
    y: { domain: [0, top], nice: most === null, label: null, zero: true },
    marks: [
      plot.gridY({ ticks: TICKS, stroke: "var(--chart-grid)", strokeOpacity: 1 }),
      plot.axisY({ ticks: TICKS, tickSize: 0, tickFormat: say, label: null }),
      plot.axisX({ ticks, tickFormat: days > ticks * A_MONTH ? format.month : format.dayMonth, label: null }),
      plot.areaY(points, { x: "day", y1: "low", y2: "high", fill: "var(--chart-1)", fillOpacity: 0.18 }),
      data.before && plot.lineY(points, { ...line, y: "before", stroke: "var(--chart-rest)", strokeWidth: 1.5, strokeDasharray: "5 4" }),
      plot.lineY(points, { ...line, y: "value", stroke: "var(--chart-1)", strokeWidth: 2 }),
      plot.dot(points, {
        filter: (point, at) => isPart(point) && (point.to || isFew(point) || single(point, at)),
        x: "day",
        y: "value",
        r: points.length * CROWDED > width ? 2 : 3.5,
        fill: (point) => (isFew(point) ? "var(--surface)" : "var(--chart-1)"),
        stroke: "var(--chart-1)",
        strokeWidth: 1.5,
        title: (point) => `${format.calendar(point.at)}: ${say(point.value)}`,
        href: "to",
      }),
      plot.ruleY([0], { stroke: "var(--line-strong)" }),
    ],
  });
}

function isPart(point) {
  return point !== undefined && point.value !== null;
}

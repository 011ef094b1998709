// The table behind a chart: the same data, in words.

import { SMALL } from "./rules.js";

/** Whether a figure rests on few; one that was not counted is not marked. */
export function isFew({ n }) {
  return Number.isFinite(n) && n < SMALL;
}

/** `55 % – 69 %`, or null where there is no interval. */
export function rangeText(say, { low, high }) {
  return isKnown(low) && isKnown(high) ? `${say(low)} – ${say(high)}` : null;
}

/**
 * The table of a chart.
 *
 * @param {"trend"|"intervals"|"parts"|"flows"} kind
 * @param {object|object[]} data What the chart draws; see `controllers/charts/`.
 * @param {{names: {label: string, value: string, n?: string}, say: (value: number) => string, number: (value: number) => string,
 *   percent: (share: number) => string, day: (date: string) => string, t: Function}} words
 * @returns {{head: {text: string, isNumber: boolean}[], rows: {cells: {text: string, to: ?string}[], few: boolean}[],
 *   foot: ?string[]}}
 */
export function tableOf(kind, data, words) {
  return TABLES[kind](data, words);
}

const TABLES = { trend, intervals, parts, flows };

function trend({ points, before = null }, words) {
  const { names, day, say, t } = words;
  const table = figures(points.map((point) => ({ ...point, label: day(point.at) })), words);
  if (!before) return table;
  const head = [...table.head, { text: t("chart.before", { name: names.value }), isNumber: true }];
  const rows = table.rows.map((row, at) => ({ ...row, cells: [...row.cells, { text: said(say, before[at]), to: null }] }));
  return { ...table, head, rows };
}

function intervals(rows, words) {
  return figures(rows, words);
}

function figures(rows, { names, say, number, t }) {
  const [ranged, counted] = [rows.some(({ low }) => isKnown(low)), rows.some(({ n }) => isKnown(n))];
  const compared = rows.some(({ before }) => before);
  return {
    head: [
      column(names.label, false),
      column(names.value),
      ...(ranged ? [column(t("chart.range"))] : []),
      ...(counted ? [column(names.n ?? t("chart.n"))] : []),
      ...(compared ? [column(t("chart.before", { name: names.value }))] : []),
    ],
    rows: rows.map((row) => ({
      cells: [
        cell(row.label, row.to),
        cell(said(say, row.value)),
        ...(ranged ? [cell(rangeText(say, row) ?? "–")] : []),
        ...(counted ? [cell(said(number, row.n))] : []),
        ...(compared ? [cell(asBefore(say, row))] : []),
      ],
      few: isFew(row),
    })),
    foot: null,
  };
}

function parts(all, { names, number, percent, t }) {
  const sum = all.reduce((total, { count }) => total + count, 0);
  const share = (count) => (sum > 0 ? percent(count / sum) : "–");
  const ranged = all.some(({ low }) => isKnown(low));
  const compared = all.some(({ before }) => before);
  const rest = (row) => [...(ranged ? [rangeText(percent, row) ?? "–"] : []), ...(compared ? [asBefore(percent, row)] : [])];
  return {
    head: [
      column(names.label, false),
      column(names.value),
      column(t("column.share")),
      ...(ranged ? [column(t("chart.range"))] : []),
      ...(compared ? [column(t("chart.before", { name: t("column.share") }))] : []),
    ],
    rows: all.map((row) => ({
      cells: [cell(row.label, row.to), ...[number(row.count), share(row.count), ...rest(row)].map((text) => cell(text))],
      few: false,
    })),
    foot: [t("outcomes.sum"), number(sum), share(sum), ...rest({}).map(() => "")],
  };
}

function flows({ nodes, links }, { number, percent, names, t }) {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const from = new Map();
  for (const link of links) from.set(link.from, (from.get(link.from) ?? 0) + link.count);
  return {
    head: [column(t("chart.from"), false), column(t("chart.to"), false), column(names.value), column(t("chart.of_from"))],
    rows: [...links]
      .sort((one, other) => other.count - one.count)
      .map((link) => ({
        cells: [
          cell(labels.get(link.from)),
          cell(labels.get(link.to), link.href),
          cell(number(link.count)),
          cell(percent(link.count / from.get(link.from))),
        ],
        few: false,
      })),
    foot: null,
  };
}

/** The share in the period before, with its range. */
function asBefore(say, { before = null }) {
  return before && isKnown(before.value) ? `${say(before.value)} (${rangeText(say, before)})` : "–";
}

function column(text, isNumber = true) {
  return { text, isNumber };
}

function cell(text, to = null) {
  return { text, to: to ?? null };
}

function said(say, value) {
  return isKnown(value) ? say(value) : "–";
}

function isKnown(value) {
  return value !== null && value !== undefined;
}

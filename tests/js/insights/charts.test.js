// The table behind each chart has all that the chart draws, and marks what rests on few.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isFew, rangeText, tableOf } from "../../../handover/web/static/insights/models/chart_table.js";
import { levelOf, weekOf } from "../../../handover/web/static/insights/models/week.js";

const words = {
  names: { label: "Day", value: "Share", n: "Conversations" },
  say: (share) => `${Math.round(share * 100)} %`,
  number: String,
  percent: (share) => `${Math.round(share * 100)} %`,
  day: (date) => `on ${date}`,
  t: (key, { name = "" } = {}) => `${key} ${name}`.trim(),
};
const heads = ({ head }) => head.map(({ text }) => text);
const texts = ({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text));

test("a trend's table has a row for each day, with its range, its count and the period before", () => {
  const points = [
    { at: "2026-11-01", value: 0.5, low: 0.4, high: 0.6, n: 120, to: "/insights/failures" },
    { at: "2026-11-02", value: null, low: null, high: null, n: 0 },
  ];
  const table = tableOf("trend", { points, before: [0.25, null] }, words);
  assert.deepEqual(heads(table), ["Day", "Share", "chart.range", "Conversations", "chart.before Share"]);
  assert.deepEqual(texts(table), [
    ["on 2026-11-01", "50 %", "40 % – 60 %", "120", "25 %"],
    ["on 2026-11-02", "–", "–", "0", "–"],
  ]);
  assert.equal(table.rows[0].cells[0].to, "/insights/failures");
});

test("columns that nothing is known for are left out", () => {
  const table = tableOf("trend", { points: [{ at: "2026-11-01", value: 0.5 }] }, words);
  assert.deepEqual(heads(table), ["Day", "Share"]);
});

test("bars with ranges are marked where they rest on fewer than thirty", () => {
  const table = tableOf("intervals", [{ label: "a", value: 1, n: 29 }, { label: "b", value: 1, n: 30 }, { label: "c", value: 1 }], words);
  assert.deepEqual(table.rows.map(({ few }) => few), [true, false, false]);
  assert.deepEqual([isFew({ n: 0 }), isFew({}), isFew({ n: null })], [true, false, false]);
});

test("bars that are compared say how it was before, with its range", () => {
  const before = { value: 0.25, low: 0.2, high: 0.3 };
  const table = tableOf("intervals", [{ label: "a", value: 0.5, before }, { label: "b", value: 1, before: { value: null, low: null, high: null } }, { label: "c", value: 0 }], words);
  assert.deepEqual(heads(table), ["Day", "Share", "chart.before Share"]);
  assert.deepEqual(texts(table).map((row) => row.at(-1)), ["25 % (20 % – 30 %)", "–", "–"]);
});

test("the parts of a whole add up in the table's foot", () => {
  const table = tableOf("parts", [{ label: "a", count: 3 }, { label: "b", count: 1 }], words);
  assert.deepEqual(texts(table), [["a", "3", "75 %"], ["b", "1", "25 %"]]);
  assert.deepEqual(table.foot, ["outcomes.sum", "4", "100 %"]);
  assert.deepEqual(tableOf("parts", [{ label: "a", count: 0 }], words).foot, ["outcomes.sum", "0", "–"]);
  const ranged = tableOf("parts", [{ label: "a", count: 1, low: 0.2, high: 1 }, { label: "b", count: 0, low: null, high: null }], words);
  assert.deepEqual(texts(ranged), [["a", "1", "100 %", "20 % – 100 %"], ["b", "0", "0 %", "–"]]);
  assert.deepEqual(ranged.foot, ["outcomes.sum", "1", "100 %", ""]);
  const before = { value: 0.5, low: 0.4, high: 0.6 };
  const compared = tableOf("parts", [{ label: "a", count: 1, before }], words);
  assert.deepEqual(heads(compared).at(-1), "chart.before column.share");
  assert.deepEqual(texts(compared), [["a", "1", "100 %", "50 % (40 % – 60 %)"]]);
});

test("the table of flows has each way, the widest first, with its share of where it comes from", () => {
  const nodes = [{ id: "p", label: "Cart" }, { id: "i", label: "Refund" }, { id: "j", label: "Voucher" }];
  const links = [{ from: "p", to: "i", count: 1 }, { from: "p", to: "j", count: 3, href: "/insights/failures" }];
  const table = tableOf("flows", { stages: [], nodes, links }, words);
  assert.deepEqual(texts(table), [["Cart", "Voucher", "3", "75 %"], ["Cart", "Refund", "1", "25 %"]]);
  assert.equal(table.rows[0].cells[1].to, "/insights/failures");
});

test("a range is told whole or not at all", () => {
  assert.equal(rangeText(String, { low: 0, high: 1 }), "0 – 1");
  assert.equal(rangeText(String, { low: null, high: 1 }), null);
  assert.equal(rangeText(String, {}), null);
});

test("a week has all of its hours, by weekday or by hour, also those in which nothing was", () => {
  const cells = [{ weekday: 6, hour: 23, value: 7 }];
  const week = weekOf(cells);
  assert.deepEqual([week.rows.length, week.rows[0].length, week.most], [7, 24, 7]);
  assert.equal(week.rows[6][23].value, 7);
  assert.equal(week.rows[0][0].value, null);
  assert.equal(weekOf(cells, true).rows[23][6].value, 7);
});

test("nothing has no shade, little has the lightest, and the most has the darkest", () => {
  assert.deepEqual([0, null, 1, 50, 100].map((value) => levelOf(value, 100)), [0, 0, 1, 3, 5]);
  assert.equal(levelOf(0, 0), 0);
});

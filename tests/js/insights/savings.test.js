// The owner's figures go to the service as they were typed, and are read as they were measured.

import assert from "node:assert/strict";
import { test } from "node:test";

import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import {
  bodyOf,
  currencies,
  fits,
  numberOf,
  PARTS,
  partRange,
  partText,
  sourceOf,
  typedOf,
} from "../../../handover/web/static/insights/models/savings.js";

const format = formats("en");
const part = (name) => PARTS.find((one) => one.name === name);
const fields = (typed) => ({ ...Object.fromEntries(PARTS.map(({ name }) => [name, ""])), ...typed });

test("shares are typed in per cent and sent as parts of one, and come back as they were typed", () => {
  for (const percent of ["0", "7", "29", "33.3", "57", "100"]) {
    const body = bodyOf(fields({ simple_share: percent }), "CHF", "en");
    assert.equal(typedOf(part("simple_share"), body, "en"), percent);
  }
  assert.equal(bodyOf(fields({ simple_share: "40" }), "CHF", "de").simple_share, 0.4);
});

test("an empty field is measured, and zero is a figure", () => {
  const body = bodyOf(fields({ minutes: " ", running_per_year: "0", cost_per_hour: "30.5" }), "EUR", "en");
  assert.deepEqual([body.minutes, body.running_per_year, body.cost_per_hour, body.currency], [null, 0, 30.5, "EUR"]);
  assert.equal(Object.keys(body).length, PARTS.length + 1);
  assert.equal(typedOf(part("minutes"), null, "de"), "");
  assert.equal(typedOf(part("running_per_year"), body, "de"), "0");
});

test("one and a half is typed with a comma and with a point, in both languages, and comes back as its language writes it", () => {
  for (const language of ["de", "en"]) {
    for (const text of ["1,5", "1.5", " 1.50 "]) assert.equal(numberOf(text, language), 1.5);
    for (const text of ["3000", "3'000", "3’000", "3 000"]) assert.equal(numberOf(text, language), 3000);
    for (const text of ["1,5,0", "1.2.3", "-1", "1e3", "5 %", "fünf", "."]) assert.ok(Number.isNaN(numberOf(text, language)), text);
  }
  assert.deepEqual([numberOf("3.000", "de"), numberOf("3,000", "en"), numberOf("1.234.567,8", "de")], [3000, 3000, 1234567.8]);
  assert.deepEqual([numberOf("3.000", "en"), numberOf("3,000", "de"), numberOf("1.250", "de"), numberOf("0.333", "de")], [3, 3, 1250, 0.333]);
  assert.deepEqual([typedOf(part("minutes"), { minutes: 1.5 }, "de"), typedOf(part("minutes"), { minutes: 1.5 }, "en")], ["1,5", "1.5"]);
});

test("a part that cannot be is refused before it is sent", () => {
  assert.ok(fits(part("simple_share"), "100", "de"));
  assert.ok(fits(part("simple_share"), "", "de"));
  assert.ok(!fits(part("simple_share"), "100,1", "de"));
  assert.ok(!fits(part("minutes"), "1.500", "de"));
  assert.ok(!fits(part("minutes"), "viel", "de"));
});

test("it is told where each figure comes from", () => {
  assert.equal(sourceOf(part("minutes"), { value: null, measured: false }), "none");
  assert.equal(sourceOf(part("minutes"), { value: 0, measured: false }), "said");
  assert.equal(sourceOf(part("minutes"), { value: 4, measured: true }), "measured");
  assert.equal(sourceOf(part("days_per_year"), { value: 264, measured: true }), "hours");
});

test("a point has no range, and money is told without small change from a hundred on", () => {
  assert.equal(partRange(format, "CHF", part("minutes"), { low: 4, high: 4 }), null);
  assert.equal(partRange(format, "CHF", part("minutes"), { low: null, high: null }), null);
  assert.equal(partRange(format, "CHF", part("simple_share"), { low: 0.3, high: 0.385 }), "30% – 38.5%");
  const said = (amount) => partText(format, "EUR", part("cost_per_hour"), amount);
  assert.deepEqual([30, 2.6, 190080.4, -9920.6].map(said), ["€30", "€2.60", "€190,080", "-€9,921"]);
});

test("a currency that is not on the list can be kept", () => {
  assert.equal(currencies("CHF").length, 4);
  assert.equal(currencies("SEK").at(-1), "SEK");
});

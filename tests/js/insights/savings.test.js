// The owner's figures go to the service as they were typed, and are read as they were measured.

import assert from "node:assert/strict";
import { test } from "node:test";

import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import {
  bodyOf,
  currencies,
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
    const body = bodyOf(fields({ simple_share: percent }), "CHF");
    assert.equal(typedOf(part("simple_share"), body), percent);
  }
  assert.equal(bodyOf(fields({ simple_share: "40" }), "CHF").simple_share, 0.4);
});

test("an empty field is measured, and zero is a figure", () => {
  const body = bodyOf(fields({ minutes: " ", running_per_year: "0", cost_per_hour: "30.5" }), "EUR");
  assert.deepEqual([body.minutes, body.running_per_year, body.cost_per_hour, body.currency], [null, 0, 30.5, "EUR"]);
  assert.equal(Object.keys(body).length, PARTS.length + 1);
  assert.equal(typedOf(part("minutes"), null), "");
  assert.equal(typedOf(part("running_per_year"), body), "0");
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

import assert from "node:assert/strict";
import { test } from "node:test";

import { asText, meanings, recognised } from "../../../handover/web/static/staff/models/understanding.js";

test("the fallback is no meaning; the likeliest come first, five at most", () => {
  const ranking = ["nlu_fallback", "a", "b", "c", "d", "e", "f"].map((intent, at) => ({ intent, confidence: at / 10 }));
  assert.deepEqual(meanings(ranking).map(({ intent }) => intent), ["f", "e", "d", "c", "b"]);
  assert.deepEqual(meanings(null), []);
});

test("what two parts of the bot recognised alike is shown once", () => {
  const entity = { entity: "order_number", value: "BW-104512" };
  assert.deepEqual(recognised([entity, { ...entity, start: 3 }]), [{ name: "order_number", value: "BW-104512" }]);
});

test("two amounts are shown, each as people write it", () => {
  const amounts = [{ amount: "49.90", currency: "EUR" }, { amount: "12.00", currency: null }];
  const found = recognised(amounts.map((value) => ({ entity: "amount", value })));
  assert.deepEqual(found.map(({ value }) => asText(value)), ["49.90 EUR", "12.00"]);
});

test("any value can be shown", () => {
  assert.equal(asText({ a: 1 }), '{"a":1}');
  assert.equal(asText(true), "true");
});

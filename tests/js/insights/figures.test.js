import assert from "node:assert/strict";
import { test } from "node:test";

import { choices } from "../../../handover/web/static/insights/models/choices.js";
import { rateOf } from "../../../handover/web/static/insights/models/rates.js";
import { byPath, endings, lasting, ranked, share } from "../../../handover/web/static/insights/models/figures.js";

const figures = {
  conversations: { total: 10, open: 3, ended: 7 },
  outcomes: [
    { outcome: "self_served", count: 4 },
    { outcome: "solved_by_agent", count: 2 },
    { outcome: "gave_up_in_queue", count: 1 },
  ],
};

test("pains row 16: the outcomes and the open ones add up to all conversations", () => {
  const { parts, sum, total, whole } = endings(figures);
  assert.equal(sum, 10);
  assert.equal(total, 10);
  assert.equal(whole, true);
  assert.deepEqual(parts.at(-1), { key: "open", ...rateOf(3, 10) });
});

test("pains row 16: figures that do not add up are told and not smoothed", () => {
  assert.equal(endings({ ...figures, conversations: { ...figures.conversations, total: 11 } }).whole, false);
});

test("of what was resolved it is told how much held, how much came back, and how much is too young to know", () => {
  const outcomes = [...figures.outcomes, { outcome: "promise_kept", count: 3 }];
  assert.deepEqual(lasting({ outcomes, durable: { count: 5, of: 6 } }), [
    { key: "held", count: 5 },
    { key: "came_back", count: 1 },
    { key: "unknown", count: 3 },
  ]);
});

test("addresses that differ in what stands behind the question mark are one page", () => {
  const rows = [{ key: "https://a.example/cart?x=1", count: 2 }, { key: "https://a.example/cart", count: 1 }, { key: null, count: 4 }];
  assert.deepEqual(byPath(rows), [{ key: "/cart", count: 3, address: null }, { key: null, count: 4, address: null }]);
  assert.deepEqual(byPath(rows.slice(1)), [
    { key: "/cart", count: 1, address: "https://a.example/cart" },
    { key: null, count: 4, address: null },
  ]);
});

test("a share of nothing is none", () => {
  assert.equal(share(0, 0), null);
});

test("a breakdown shows what happened, the most frequent first", () => {
  const rows = [{ key: "a", count: 1 }, { key: "b", count: 0 }, { key: "c", count: 3 }];
  assert.deepEqual(ranked(rows).map(({ key, share: part }) => [key, part]), [["c", 0.75], ["a", 0.25]]);
});

test("one can choose what occurs, and what is chosen stays choosable when it does not occur", () => {
  const counted = { failures: { by_kind: [{ key: "no_result", count: 2 }, { key: "gave_up", count: 0 }] } };
  assert.deepEqual(choices("kind", counted, "gave_up").map(({ key, count }) => [key, count]), [
    ["no_result", 2],
    ["gave_up", null],
  ]);
  assert.deepEqual(choices("language", null, undefined).map(({ key }) => key), ["de", "en"]);
});

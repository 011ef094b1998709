import assert from "node:assert/strict";
import { test } from "node:test";

import { countTile, rateTile, spreadTile, starsTile } from "../../../handover/web/static/insights/helpers/tiles.js";
import { behind, daysOf, sorted } from "../../../handover/web/static/insights/models/alerts.js";
import { countChange, rateChange } from "../../../handover/web/static/insights/models/comparison.js";
import { courseOf } from "../../../handover/web/static/insights/models/course.js";
import { difference, others, rateOf } from "../../../handover/web/static/insights/models/rates.js";
import { texts } from "../../../handover/web/static/insights/texts/index.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";

const [t, format] = [translator("en", [texts.en]), formats("en")];
const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-6, `${value} is not ${wanted}`);

test("the range of a share is the one that the service reckons", () => {
  const { low, high, small } = rateOf(15, 20);
  near(low, 0.531299);
  near(high, 0.888138);
  assert.equal(small, true);
  assert.deepEqual(rateOf(0, 0), { count: 0, of: 0, share: null, low: null, high: null, small: true });
  assert.equal(rateOf(0, 40).low, 0);
  assert.equal(rateOf(40, 40).high, 1);
  assert.deepEqual(others(rateOf(15, 20)), rateOf(5, 20));
});

test("the range of a difference is Newcombe's, as the service reckons it", () => {
  // Newcombe (1998), interval estimation for the difference, table II: method 10.
  const published = [
    [rateOf(56, 70), rateOf(48, 80), 0.0524, 0.3339],
    [rateOf(9, 10), rateOf(3, 10), 0.1705, 0.809],
    [rateOf(5, 56), rateOf(0, 29), -0.0381, 0.1926],
  ];
  for (const [one, other, low, high] of published) {
    const found = difference(one, other);
    assert.deepEqual([found.low.toFixed(4), found.high.toFixed(4)], [low.toFixed(4), high.toFixed(4)]);
  }
});

test("a change is hardly chance only where the range of the difference does not reach nought, also where the ranges touch", () => {
  assert.ok(rateOf(56, 70).low < rateOf(48, 80).high);
  assert.equal(rateChange(rateOf(56, 70), rateOf(48, 80)).sure, true);
  assert.equal(rateChange(rateOf(48, 80), rateOf(56, 70)).sure, true);
  assert.equal(rateChange(rateOf(300, 400), rateOf(200, 400)).sure, true);
  assert.equal(rateChange(rateOf(3, 4), rateOf(2, 4)).sure, false);
  near(rateChange(rateOf(3, 4), rateOf(2, 4)).points, 25);
  assert.equal(rateChange(rateOf(0, 0), rateOf(2, 4)), null);
  assert.equal(countChange(500, 29), null);
  assert.equal(countChange(50, 40), 0.25);
});

test("tiles say how it was before, small numbers as such, and nothing of before where nothing is compared", () => {
  const rate = rateTile(t, format, rateOf(300, 400), rateOf(200, 400));
  assert.equal(rate.value, "75%");
  assert.equal(rate.change, "before 50% (+25 percentage points) – more than chance");
  assert.equal(rate.few, false);
  assert.equal(rateTile(t, format, rateOf(2, 4), rateOf(3, 4)).change, "before 75% (−25 percentage points) – may be chance");
  assert.equal(rateTile(t, format, rateOf(2, 4), rateOf(0, 0)).change, "not known before");
  assert.deepEqual(rateTile(t, format, rateOf(2, 4), null), { value: "50%", range: "15% – 85%", few: true, change: null });
  assert.equal(countTile(t, format, 90, 100).change, "before 100 (−10%)");
  assert.equal(countTile(t, format, 90, 0).change, "before 0");
  assert.equal(countTile(t, format, 90, null).change, null);
  assert.equal(starsTile(t, format, { average: 4.2, count: 40 }, { average: 4, count: 9 }, 30).change, "before 4.0 (+0.2)");
  assert.equal(starsTile(t, format, { average: null, count: 0 }, { average: 4, count: 9 }, 30).change, "not known before");
  const spread = { median_s: 65, p90_s: 300, count: 3, small: true };
  assert.deepEqual(spreadTile(t, "en", spread, { ...spread, median_s: 4 }), { value: "1 min", few: true, change: "before 4 s" });
  assert.equal(spreadTile(t, "en", { ...spread, median_s: 0.4 }, null).value, "<1 s");
});

test("the course has each day of the period, up to today and not beyond", () => {
  const known = [{ day: "2026-11-21", contacts: 4, ended: 3, self_served: 2 }];
  const { isWeekly, points } = courseOf(known, { from: "2026-11-20", to: "2026-11-30" }, "2026-11-23");
  assert.equal(isWeekly, false);
  assert.deepEqual(points.map(({ from, contacts }) => [from, contacts]), [
    ["2026-11-20", 0],
    ["2026-11-21", 4],
    ["2026-11-22", 0],
    ["2026-11-23", 0],
  ]);
  assert.equal(points[1].selfService.share, 2 / 3);
  assert.equal(points[0].selfService.share, null);
});

test("a long period goes by whole weeks up to its last day, told for a day since the first one may be shorter", () => {
  const days = ["2026-01-01", "2026-01-07", "2026-01-08", "2026-04-09"].map((day) => ({ day, contacts: 7, ended: 7, self_served: 7 }));
  const { isWeekly, points } = courseOf(days, { from: "2026-01-01", to: "2026-04-09" }, "2026-11-23");
  assert.equal(isWeekly, true);
  assert.deepEqual(points[0], { from: "2026-01-01", to: "2026-01-01", contacts: 7, perDay: 7, selfService: rateOf(7, 7) });
  assert.deepEqual(points[1], { from: "2026-01-02", to: "2026-01-08", contacts: 14, perDay: 2, selfService: rateOf(14, 14) });
  assert.deepEqual(points.at(-1), { from: "2026-04-03", to: "2026-04-09", contacts: 7, perDay: 1, selfService: rateOf(7, 7) });
  assert.equal(points.length, 15);
});

test("an alert leads to what is behind it, on the days on which it was seen", () => {
  const week = { kind: "page", subject: "https://shop.example/checkout", days: 7, began_on: "2026-10-07" };
  assert.deepEqual(daysOf(week), { from: "2026-10-01", to: "2026-10-07" });
  assert.equal(
    behind(week),
    "/insights/conversations?from=2026-10-01&to=2026-10-07&page=https%3A%2F%2Fshop.example%2Fcheckout&failure=any",
  );
  assert.equal(behind({ kind: "gap", subject: "g1", days: 1, began_on: "2026-10-07" }), "/insights/gaps/g1?from=2026-10-07&to=2026-10-07");
  assert.equal(
    behind({ kind: "newer than this page", subject: null, days: 1, began_on: "2026-10-07" }),
    "/insights/failures?from=2026-10-07&to=2026-10-07",
  );
  const { open, over } = sorted([{ ended_on: null }, { ended_on: "2026-10-09" }]);
  assert.deepEqual([open.length, over.length], [1, 1]);
});

test("both languages have the same texts", () => {
  assert.deepEqual(Object.keys(texts.de).sort(), Object.keys(texts.en).sort());
});

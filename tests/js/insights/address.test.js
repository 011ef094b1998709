process.env.TZ = "Europe/Zurich";

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  failureAddress,
  failuresAddress,
  listQuery,
  overviewAddress,
  placeOf,
  refusalsAddress,
} from "../../../handover/web/static/insights/models/address.js";
import { createListing } from "../../../handover/web/static/insights/models/listing.js";
import { datesBefore, datesOf, periodIn, spanBefore, spanOf } from "../../../handover/web/static/insights/models/period.js";

const NOW = new Date("2026-11-22T10:00:00+01:00");
const place = (address) => {
  const { pathname, search } = new URL(address, "http://lotse.example");
  return placeOf({ pathname, search });
};

test("a page, its period and its filters are all in the address", () => {
  const address = failuresAddress({ period: "7d" }, { kind: "no_result", intent: "track_order" });
  const { page, period, filters } = place(address);
  assert.deepEqual([page, period, filters], ["failures", { period: "7d" }, { kind: "no_result", intent: "track_order" }]);
  assert.equal(place(overviewAddress({ period: "30d" })).page, "overview");
  assert.equal(place(failureAddress("4c9b")).id, "4c9b");
  assert.equal(place("/insights/nothing").page, "unknown");
});

test("the page of refused access has filters of its own", () => {
  const { page, period, filters } = place(refusalsAddress({ period: "7d" }, { subject: "BW-104512", client: "3fa9" }));
  assert.deepEqual([page, period, filters], ["refusals", { period: "7d" }, { subject: "BW-104512", client: "3fa9" }]);
  assert.deepEqual(place("/insights/refusals?intent=greet&kind=locked").filters, { kind: "locked" });
  assert.deepEqual(place("/insights/failures?client=3fa9&kind=gave_up").filters, { kind: "gave_up" });
});

test("a period of days goes from midnight to midnight where the owner is, also when clocks change", () => {
  assert.deepEqual(spanOf({ from: "2026-10-24", to: "2026-10-25" }, NOW), {
    from: "2026-10-23T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
  assert.deepEqual(datesOf({ period: "7d" }, NOW), { from: "2026-11-16", to: "2026-11-22" });
  assert.deepEqual(datesOf({ period: "1d" }, NOW), { from: "2026-11-22", to: "2026-11-22" });
});

test("a period that makes no sense is the usual one", () => {
  for (const query of ["", "period=9y", "from=2026-11-22&to=2026-11-01", "from=yesterday&to=today"]) {
    assert.deepEqual(periodIn(new URLSearchParams(query)), { period: "30d" });
  }
});

test("a month is one of the calendar, and twelve months end today", () => {
  assert.deepEqual(datesOf({ period: "month" }, NOW), { from: "2026-11-01", to: "2026-11-22" });
  assert.deepEqual(datesOf({ period: "last_month" }, NOW), { from: "2026-10-01", to: "2026-10-31" });
  assert.deepEqual(datesOf({ period: "12m" }, NOW), { from: "2025-11-23", to: "2026-11-22" });
  assert.deepEqual(datesOf({ period: "last_month" }, new Date(2027, 0, 31)), { from: "2026-12-01", to: "2026-12-31" });
});

test("a period is compared with as many days right before it, a month with the month before", () => {
  assert.deepEqual(datesBefore({ period: "7d" }, NOW), { from: "2026-11-09", to: "2026-11-15" });
  assert.deepEqual(datesBefore({ from: "2026-03-01", to: "2026-03-31" }, NOW), { from: "2026-01-29", to: "2026-02-28" });
  assert.deepEqual(datesBefore({ period: "12m" }, NOW), { from: "2024-11-23", to: "2025-11-22" });
  assert.deepEqual(datesBefore({ period: "last_month" }, NOW), { from: "2026-09-01", to: "2026-09-30" });
  assert.deepEqual(datesBefore({ period: "month" }, NOW), { from: "2026-10-01", to: "2026-10-22" });
  assert.deepEqual(datesBefore({ period: "month" }, new Date(2026, 2, 31)), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(spanBefore({ from: "2026-10-26", to: "2026-10-26" }, NOW), {
    from: "2026-10-24T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
});

test("whether to compare is in the address, and goes along to the other pages", () => {
  const { period } = place(overviewAddress({ period: "7d", compare: "before" }));
  assert.deepEqual(period, { period: "7d", compare: "before" });
  assert.equal(failuresAddress(period), "/insights/failures?period=7d&compare=before");
  assert.deepEqual(place("/insights?compare=nonsense").period, { period: "30d" });
  assert.deepEqual(Object.keys(spanOf(period, NOW)), ["from", "to"]);
});

test("the service is asked for the same failures as the address shows", () => {
  const query = new URLSearchParams(listQuery(place("/insights/failures?period=1d&language=de"), NOW, "next-page"));
  assert.deepEqual(Object.fromEntries(query), {
    from: "2026-11-21T23:00:00.000Z",
    to: "2026-11-22T23:00:00.000Z",
    language: "de",
    after: "next-page",
  });
});

test("a list grows page by page, and a failed page can be asked for again", async () => {
  const answers = [{ items: ["a"], next: "2" }, new Error("away"), { items: ["b"], next: null }];
  const asked = [];
  const listing = createListing(async (after) => {
    asked.push(after);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  await listing.start();
  await listing.more();
  assert.equal(listing.get().problem.message, "away");
  assert.deepEqual(listing.get().items, ["a"]);
  await listing.more();
  assert.deepEqual(listing.get(), { items: ["a", "b"], next: null, problem: null, busy: false });
  assert.deepEqual(asked, [null, "2", "2"]);
});

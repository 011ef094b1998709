// Not where the shop is: the days of the team count, and not those of the browser.
process.env.TZ = "America/Los_Angeles";

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
import { datesBefore, datesOf, periodIn, spanBefore, spanOf, today } from "../../../handover/web/static/insights/models/period.js";

const NOW = new Date("2026-11-22T10:00:00+01:00");
const ZONE = "Europe/Zurich";
const at = (zone, dates) => spanOf({ ...dates, zone }, NOW);
const place = (address) => {
  const { pathname, search } = new URL(address, "http://lotse.example");
  return placeOf({ pathname, search }, ZONE);
};

test("a page, its period and its filters are all in the address", () => {
  const address = failuresAddress({ period: "7d" }, { kind: "no_result", intent: "track_order" });
  const { page, period, filters } = place(address);
  assert.deepEqual([page, period, filters], ["failures", { period: "7d", zone: ZONE }, { kind: "no_result", intent: "track_order" }]);
  assert.equal(place(overviewAddress({ period: "30d" })).page, "overview");
  assert.equal(place(failureAddress("4c9b")).id, "4c9b");
  assert.equal(place("/insights/nothing").page, "unknown");
});

test("the page of refused access has filters of its own", () => {
  const { page, period, filters } = place(refusalsAddress({ period: "7d" }, { subject: "BW-104512", client: "3fa9" }));
  assert.deepEqual([page, period, filters], ["refusals", { period: "7d", zone: ZONE }, { subject: "BW-104512", client: "3fa9" }]);
  assert.deepEqual(place("/insights/refusals?intent=greet&kind=locked").filters, { kind: "locked" });
  assert.deepEqual(place("/insights/failures?client=3fa9&kind=gave_up").filters, { kind: "gave_up" });
});

test("a period of days goes from midnight to midnight of the team, also when clocks change", () => {
  assert.deepEqual(spanOf({ from: "2026-10-24", to: "2026-10-25", zone: ZONE }, NOW), {
    from: "2026-10-23T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
  assert.deepEqual(datesOf({ period: "7d", zone: ZONE }, NOW), { from: "2026-11-16", to: "2026-11-22" });
  assert.deepEqual(datesOf({ period: "1d", zone: ZONE }, NOW), { from: "2026-11-22", to: "2026-11-22" });
});

test("days are the team's from the first to the last moment, wherever the browser is and whatever clocks do at midnight", () => {
  const before = { from: "2026-03-29", to: "2026-03-29" };
  assert.deepEqual(at(ZONE, before), { from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
  const after = { from: "2026-10-26", to: "2026-10-26" };
  assert.deepEqual(at(ZONE, after), { from: "2026-10-25T23:00:00.000Z", to: "2026-10-26T23:00:00.000Z" });
  const none = { from: "2026-04-24", to: "2026-04-24" };
  assert.deepEqual(at("Africa/Cairo", none), { from: "2026-04-23T22:00:00.000Z", to: "2026-04-24T21:00:00.000Z" }, "no midnight");
  const twice = { from: "2026-11-01", to: "2026-11-01" };
  assert.deepEqual(at("America/Havana", twice), { from: "2026-11-01T04:00:00.000Z", to: "2026-11-02T05:00:00.000Z" }, "two midnights");
});

test("today is the team's day while it is still yesterday for the browser", () => {
  assert.equal(today(new Date("2026-11-22T23:30:00Z"), ZONE), "2026-11-23");
  assert.equal(today(new Date("2026-11-22T23:30:00Z"), "Asia/Kathmandu"), "2026-11-23");
  assert.equal(today(new Date("2026-11-22T23:30:00Z")), "2026-11-22", "without a zone it is the browser's");
});

test("a period that makes no sense is the usual one", () => {
  for (const query of ["", "period=9y", "from=2026-11-22&to=2026-11-01", "from=yesterday&to=today"]) {
    assert.deepEqual(periodIn(new URLSearchParams(query)), { period: "30d" });
  }
});

test("a month is one of the calendar, and twelve months end today", () => {
  assert.deepEqual(datesOf({ period: "month", zone: ZONE }, NOW), { from: "2026-11-01", to: "2026-11-22" });
  assert.deepEqual(datesOf({ period: "last_month", zone: ZONE }, NOW), { from: "2026-10-01", to: "2026-10-31" });
  assert.deepEqual(datesOf({ period: "12m", zone: ZONE }, NOW), { from: "2025-11-23", to: "2026-11-22" });
  assert.deepEqual(datesOf({ period: "last_month", zone: ZONE }, new Date("2027-01-30T23:30:00Z")), { from: "2026-12-01", to: "2026-12-31" });
});

test("a period is compared with as many days right before it, a month with the month before", () => {
  assert.deepEqual(datesBefore({ period: "7d", zone: ZONE }, NOW), { from: "2026-11-09", to: "2026-11-15" });
  assert.deepEqual(datesBefore({ from: "2026-03-01", to: "2026-03-31", zone: ZONE }, NOW), { from: "2026-01-29", to: "2026-02-28" });
  assert.deepEqual(datesBefore({ period: "12m", zone: ZONE }, NOW), { from: "2024-11-23", to: "2025-11-22" });
  assert.deepEqual(datesBefore({ period: "last_month", zone: ZONE }, NOW), { from: "2026-09-01", to: "2026-09-30" });
  assert.deepEqual(datesBefore({ period: "month", zone: ZONE }, NOW), { from: "2026-10-01", to: "2026-10-22" });
  assert.deepEqual(datesBefore({ period: "month", zone: ZONE }, new Date("2026-03-31T10:00:00Z")), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(spanBefore({ from: "2026-10-26", to: "2026-10-26", zone: ZONE }, NOW), {
    from: "2026-10-24T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
});

test("whether to compare is in the address, and goes along to the other pages", () => {
  const { period } = place(overviewAddress({ period: "7d", compare: "before" }));
  assert.deepEqual(period, { period: "7d", compare: "before", zone: ZONE });
  assert.equal(failuresAddress(period), "/insights/failures?period=7d&compare=before");
  assert.deepEqual(place("/insights?compare=nonsense").period, { period: "30d", zone: ZONE });
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

import assert from "node:assert/strict";
import { test } from "node:test";

import { createClock } from "../../../handover/web/static/console/models/clock.js";
import { emptyInbox, newOffers, withList } from "../../../handover/web/static/console/models/inbox.js";
import { createLost } from "../../../handover/web/static/console/models/lost.js";
import { createMissed } from "../../../handover/web/static/console/models/missed.js";
import { endOf, isMissed, offerOf, timeLeft, wordOf } from "../../../handover/web/static/console/models/offers.js";
import { event } from "../staff/frames.js";
import { memory } from "./memory.js";

const ANN = { id: "ann", name: "Ann" };
const BEN = { id: "ben", name: "Ben" };
const UNTIL = "2026-11-22T09:00:30+00:00";
const offered = (seq, agent = ANN, until = UNTIL) => event(seq, "offered", { agent, until });
const lapsed = (seq, why, agent = ANN) => event(seq, "offer_lapsed", { agent, why });

test("an offer is ended by what comes after it, and by nothing before", () => {
  const before = [event(1, "escalated"), offered(2, BEN), lapsed(3, "late", BEN), offered(4)];
  assert.equal(endOf(before, "ann", UNTIL), null);
  assert.equal(endOf([...before, event(5, "visited"), lapsed(6, "declined")], "ann", UNTIL).seq, 6);
});

test("the same customer offered anew is another offer", () => {
  const again = "2026-11-22T09:03:00.000Z";
  const log = [offered(1), lapsed(2, "late"), offered(3, ANN, again)];
  assert.equal(endOf(log, "ann", UNTIL).seq, 2);
  assert.equal(endOf(log, "ann", again), null);
  assert.equal(offerOf(log, "ann", "2026-11-22T09:03:00+00:00").seq, 3);
});

test("the agent is told who was faster or why it ended, and nothing of what they did themselves", () => {
  const word = (name, fields) => wordOf(event(1, name, fields), "ann");
  assert.equal(word("accepted", { agent: BEN }), "offer.taken");
  assert.equal(word("accepted", { agent: ANN }), null);
  assert.equal(word("withdrawn"), "offer.withdrawn");
  assert.equal(word("promised"), "offer.ended");
  assert.equal(word("offer_lapsed", { agent: ANN, why: "declined" }), null);
  assert.equal(word("offer_lapsed", { agent: ANN, why: "gone" }), "offer.passed_on");
});

test("only an offer that ran out was missed", () => {
  assert.deepEqual(["late", "declined", "gone"].filter((why) => isMissed(lapsed(1, why))), ["late"]);
});

test("what is left of an offer is never more than there was, and never less than nothing", () => {
  assert.deepEqual(timeLeft(30_000, 0, 10_500), { seconds: 20, share: 0.65 });
  assert.deepEqual(timeLeft(30_000, 0, -3_600_000), { seconds: 30, share: 1 });
  assert.deepEqual(timeLeft(30_000, 0, 40_000), { seconds: 0, share: 0 });
  assert.deepEqual(timeLeft(30_000, null, 10_000), { seconds: 20, share: null });
});

test("the service's clock is read off what has just happened; what came late does not put it back", () => {
  let here = 1_000_000;
  const clock = createClock(() => here);
  assert.equal(clock.at(here), here);
  clock.heard(new Date(4_000_000).toISOString());
  assert.equal(clock.at(here), 4_000_000);
  here += 5000;
  clock.heard(new Date(4_001_000).toISOString());
  assert.equal(clock.at(here), 4_005_000);
});

test("a clock of this machine that goes ahead is put right, too", () => {
  const clock = createClock(() => 9_000_000);
  clock.heard(new Date(4_000_000).toISOString());
  assert.equal(clock.at(9_000_000), 4_000_000);
});

test("an offer is new when the list did not have it, or had an older one of the same customer", () => {
  const list = (version, ...untils) => ({
    type: "offers",
    version,
    items: untils.map((until, index) => ({ id: `c${index}`, offer: { agent: ANN, until } })),
  });
  const first = withList(emptyInbox, list(1, "a"));
  assert.deepEqual(newOffers(emptyInbox, first).map(({ id }) => id), ["c0"]);
  const second = withList(first, list(2, "a", "b"));
  assert.deepEqual(newOffers(first, second).map(({ id }) => id), ["c1"]);
  assert.deepEqual(newOffers(second, withList(second, list(3, "z", "b"))).map(({ id }) => id), ["c0"]);
});

test("that an offer was missed is told until the agent comes back, also after a reload", () => {
  const storage = memory();
  const missed = createMissed(storage, { id: "ann", availability: "online" });
  missed.put();
  missed.became("online");
  assert.equal(missed.get(), true, "the service says only afterwards that she is away");
  missed.became("away");
  assert.equal(createMissed(storage, { id: "ann", availability: "away" }).get(), true);
  assert.equal(createMissed(storage, { id: "ben", availability: "away" }).get(), false);
  missed.became("online");
  assert.equal(missed.get(), false);
  assert.equal(createMissed(storage, { id: "ann", availability: "away" }).get(), false);
});

test("what went back to the queue is dismissed for this time and not for the next", () => {
  const storage = memory();
  const items = [{ conversation: "c", at: "2026-11-22T09:00:00+00:00" }];
  const again = [{ conversation: "c", at: "2026-11-22T11:00:00+00:00" }];
  createLost(storage, "ann").dismiss(items);
  const lost = createLost(storage, "ann");
  assert.deepEqual(lost.unseen([...again, ...items]), again);
  assert.deepEqual(createLost(storage, "ben").unseen(items), items);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { Timeline } from "../../../handover/web/static/widget/models/timeline.js";

const said = (seq, kind, text, more = {}) => ({ seq, at: "2026-11-22T09:00:00Z", name: "message_posted", id: `m${seq}`, author: { kind, name: null }, text, choices: [], attachments: [], audience: "everyone", ...more });
const happened = (seq, name, more = {}) => ({ seq, at: "2026-11-22T09:00:00Z", name, ...more });

function timelineOf(...events) {
  const timeline = new Timeline();
  for (const event of events) timeline.add(event);
  return timeline;
}

test("an event that comes twice is there once", () => {
  const timeline = timelineOf(said(2, "customer", "Hallo"), said(2, "customer", "Hallo"), said(3, "bot", "Guten Tag"));
  assert.deepEqual(timeline.entries.map((entry) => entry.text), ["Hallo", "Guten Tag"]);
});

test("entries stand in the order of the log, whatever order they came in", () => {
  const timeline = timelineOf(said(5, "bot", "c"), said(2, "customer", "a"), said(4, "customer", "b"));
  assert.deepEqual(timeline.entries.map((entry) => entry.text), ["a", "b", "c"]);
  assert.equal(timeline.lastSeq, 5);
});

test("an unknown event moves the cursor and shows nothing", () => {
  const timeline = timelineOf(said(2, "customer", "Hallo"), happened(9, "moon_rose", { phase: "full" }));
  assert.equal(timeline.entries.length, 1);
  assert.equal(timeline.lastSeq, 9);
});

test("resolved and closed together are told as one end; the next end after a reopening is told again", () => {
  const timeline = timelineOf(happened(2, "resolved"), happened(3, "closed"), happened(4, "reopened"), said(5, "customer", "Noch etwas"), happened(6, "closed"));
  assert.deepEqual(timeline.entries.filter((entry) => entry.kind === "notice").map((entry) => entry.name), ["ended", "reopened", "ended"]);
});

test("unread counts answers after the last one read, not the customer's own messages", () => {
  const timeline = timelineOf(said(2, "bot", "a"), said(3, "customer", "b"), said(4, "agent", "c"), said(5, "bot", "d"));
  assert.equal(timeline.unread(0), 3);
  assert.equal(timeline.unread(4), 1);
  assert.equal(timeline.unread(5), 0);
});

test("who accepted is known by name", () => {
  assert.equal(timelineOf(happened(2, "accepted", { agent: { name: "Ann" } })).agent, "Ann");
});

test("a promise is open until it is kept, also over its time and when the customer writes again", () => {
  const promised = happened(3, "promised", { due_at: "2026-11-24T11:00:00Z", floor: "closed" });
  assert.equal(timelineOf().promise, null);
  const timeline = timelineOf(promised, happened(4, "reopened", { floor: "bot" }));
  assert.deepEqual(timeline.promise, { dueAt: "2026-11-24T11:00:00Z", broken: false });
  timeline.add(happened(5, "promise_broken", { due_at: "2026-11-24T11:00:00Z", floor: "bot" }));
  assert.equal(timeline.promise.broken, true);
  timeline.add(happened(6, "promise_kept", { due_at: "2026-11-24T11:00:00Z", floor: "bot" }));
  assert.equal(timeline.promise, null);
});

test("what became of a promise is told as the end that it is, and a later end is told again", () => {
  for (const name of ["promise_kept", "promise_broken"]) {
    const timeline = timelineOf(happened(3, "promised", { floor: "closed" }), happened(4, name, { floor: "closed" }), happened(5, "closed", { floor: "closed" }));
    assert.deepEqual(timeline.entries.map((entry) => entry.name), ["promised", name]);
    timeline.add(happened(6, "reopened", { floor: "bot" }));
    timeline.add(happened(7, "closed", { floor: "closed" }));
    assert.deepEqual(timeline.entries.map((entry) => entry.name), ["promised", name, "reopened", "ended"]);
  }
  const meanwhile = timelineOf(happened(3, "promised", { floor: "closed" }), happened(4, "reopened", { floor: "bot" }), happened(5, "promise_kept", { floor: "bot" }), happened(6, "closed", { floor: "closed" }));
  assert.equal(meanwhile.entries.at(-1).name, "ended");
});

test("that it takes longer counts for this waiting, not for the next", () => {
  const timeline = timelineOf(happened(2, "escalated", { floor: "queue" }), happened(3, "told_to_wait", { why: "long", floor: "queue" }), said(4, "customer", "Hallo?", { floor: "queue" }));
  assert.equal(timeline.told, true);
  timeline.add(happened(5, "accepted", { floor: "agent" }));
  timeline.add(happened(6, "released", { floor: "queue" }));
  assert.equal(timeline.told, false);
});

test("stars given are known after a replay, and a reopened conversation may be rated again", () => {
  const timeline = timelineOf(happened(2, "closed"), happened(3, "rated", { stars: 4 }));
  assert.equal(timeline.stars, 4);
  timeline.add(happened(4, "reopened"));
  assert.equal(timeline.stars, null);
});

test("a message without author, text or choices does no harm", () => {
  const [entry] = timelineOf({ seq: 1, name: "message_posted", id: "x" }).entries;
  assert.deepEqual([entry.author.kind, entry.text, entry.choices, entry.attachments], ["system", "", [], []]);
});

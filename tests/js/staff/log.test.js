import assert from "node:assert/strict";
import { test } from "node:test";

import {
  customerMessagesAfter,
  emptyLog,
  isComplete,
  messageIds,
  withEvent,
  withSnapshot,
} from "../../../handover/web/static/staff/models/log.js";
import { said, event } from "./frames.js";

test("pains row 4: an event that comes again changes nothing", () => {
  const once = withEvent(emptyLog(), said(1, "customer", "Hallo"));
  assert.equal(withEvent(once, said(1, "customer", "Hallo")), once);
  assert.deepEqual(withEvent(once, said(2, "bot", "Guten Tag")).events.map(({ seq }) => seq), [1, 2]);
});

test("old snapshot and later events give the state of the newest", () => {
  let log = withSnapshot(emptyLog(), { floor: "bot", language: "de", last_seq: 0 });
  log = withEvent(log, event(1, "language_changed", { language: "en", floor: "bot" }));
  log = withEvent(log, event(2, "escalated", { reason: "complaint", floor: "queue" }));
  assert.equal(log.floor, "queue");
  assert.equal(log.language, "en");
  assert.equal(log.lastSeq, 2);
});

test("a log is complete when what had happened at its opening has arrived, gaps or not", () => {
  let log = withSnapshot(emptyLog(), { floor: "bot", language: "de", last_seq: 4 });
  assert.equal(isComplete(emptyLog()), false);
  log = withEvent(log, said(2, "customer", "Hallo"));
  assert.equal(isComplete(log), false);
  assert.equal(isComplete(withEvent(log, said(4, "bot", "Guten Tag"))), true);
});

test("what the customer said later, and which messages there are", () => {
  const log = [said(1, "customer", "a"), said(2, "bot", "b"), said(3, "customer", "c")].reduce(withEvent, emptyLog());
  assert.deepEqual(customerMessagesAfter(log, 1).map(({ text }) => text), ["c"]);
  assert.deepEqual([...messageIds(log)], ["m1", "m2", "m3"]);
});

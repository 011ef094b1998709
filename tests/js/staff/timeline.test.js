import assert from "node:assert/strict";
import { test } from "node:test";

import { timeline } from "../../../handover/web/static/staff/models/timeline.js";
import { event, said } from "./frames.js";

const types = (rows) => rows.map(({ type }) => type);

test("what is known about a message stands with it, however late it was known", () => {
  const rows = timeline([
    said(1, "customer", "wo isch mis päckli"),
    said(2, "bot", "Wie bitte?"),
    event(3, "turn_understood", { message_id: "m1", intent: "nlu_fallback" }),
    event(4, "failure_recorded", { message_id: "m1", kind: "not_understood" }),
  ]);
  assert.deepEqual(types(rows), ["day", "message", "message"]);
  assert.equal(rows[1].understood.intent, "nlu_fallback");
  assert.equal(rows[1].failure.kind, "not_understood");
  assert.equal(rows[2].understood, null);
});

test("a failure without a message is a line of its own", () => {
  const rows = timeline([event(1, "failure_recorded", { message_id: null, kind: "gave_up" })]);
  assert.deepEqual(types(rows), ["day", "line"]);
});

test("every refused access stands with the message that tried it, and one without a message where it happened", () => {
  const rows = timeline([
    said(1, "customer", "8005"),
    event(2, "access_refused", { message_id: "m1", kind: "wrong_postcode", subject: "BW-104512" }),
    event(3, "access_refused", { message_id: "m1", kind: "locked", subject: "BW-104512" }),
    said(4, "bot", "Dazu finde ich nichts."),
    event(5, "access_refused", { message_id: null, kind: "command_typed", subject: null }),
  ]);
  assert.deepEqual(types(rows), ["day", "message", "message", "line"]);
  assert.deepEqual(rows[1].refused.map(({ kind }) => kind), ["wrong_postcode", "locked"]);
  assert.deepEqual(rows[2].refused, []);
});

test("a note begins anew after an answer of the same agent", () => {
  const rows = timeline([
    said(1, "agent", "Guten Tag"),
    said(2, "agent", "Ich sehe nach."),
    said(3, "agent", "schwieriger Fall", { audience: "staff" }),
    said(4, "agent", "Gefunden!"),
  ]);
  assert.deepEqual(rows.slice(1).map(({ first }) => first), [true, false, true, true]);
});

test("pains row 1: a reply that came too late is shown as not sent", () => {
  const rows = timeline([event(1, "reply_dropped", { text: "Storniert.", actions: [], signals: [] })]);
  assert.deepEqual(types(rows), ["day", "dropped"]);
});

test("the end is told once when an agent resolved it", () => {
  const ended = [event(1, "resolved", { outcome: "solved_by_agent" }), event(2, "closed", { outcome: "solved_by_agent" })];
  assert.deepEqual(timeline(ended).map(({ event: told }) => told?.name), [undefined, "resolved"]);
  assert.equal(timeline([ended[1]]).at(-1).event.name, "closed");
});

test("each day is named once", () => {
  const later = { at: "2026-11-24T09:00:00+00:00" };
  const rows = timeline([said(1, "customer", "a"), said(2, "customer", "b"), said(3, "customer", "c", later)]);
  assert.deepEqual(types(rows), ["day", "message", "message", "day", "message"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { createCommands } from "../../../handover/web/static/console/models/commands.js";
import { createDrafts, hasText } from "../../../handover/web/static/console/models/drafts.js";
import { createReading } from "../../../handover/web/static/console/models/reading.js";
import { emptyLog, withEvent } from "../../../handover/web/static/staff/models/log.js";
import { said } from "../staff/frames.js";
import { memory } from "./memory.js";

test("an answer and a note of each conversation are kept apart, also over a reload", () => {
  const storage = memory();
  const drafts = createDrafts(storage, "ann");
  drafts.put("a", { everyone: "Guten Tag" });
  drafts.put("a", { audience: "staff", staff: "schwierig" });
  drafts.put("b", { everyone: "Hello" });
  const again = createDrafts(storage, "ann");
  assert.deepEqual(again.get("a"), { audience: "staff", everyone: "Guten Tag", staff: "schwierig" });
  assert.equal(again.get("b").everyone, "Hello");
  assert.equal(hasText(createDrafts(storage, "ben").get("a")), false);
});

test("an empty draft leaves nothing behind", () => {
  const storage = memory();
  const drafts = createDrafts(storage, "ann");
  drafts.put("a", { everyone: "G" });
  drafts.put("a", { everyone: "" });
  assert.equal(storage.length, 0);
});

function commands() {
  const sent = [];
  const typed = [];
  let time = 10_000;
  const drafts = createDrafts(memory(), "ann");
  const made = createCommands({
    api: { post: async (path, body) => ({ path, body }) },
    outbox: { send: (...message) => sent.push(message) },
    drafts,
    uploads: { take: () => [] },
    send: (frame) => typed.push(frame),
    now: () => time,
  });
  return { ...made, drafts, sent, typed, pass: (ms) => (time += ms) };
}

test("a note never goes out as an answer: the audience is that of the draft", () => {
  const desk = commands();
  desk.drafts.put("a", { everyone: "Guten Tag", staff: " heikel ", audience: "staff" });
  assert.equal(desk.sendDraft("a"), true);
  assert.deepEqual(desk.sent, [["a", "heikel", "staff", [], false]]);
  assert.deepEqual(desk.drafts.get("a"), { audience: "staff", everyone: "Guten Tag", staff: "" });
});

test("nothing is sent when nothing is written", () => {
  const desk = commands();
  desk.drafts.put("a", { everyone: "  \n " });
  assert.equal(desk.sendDraft("a"), false);
  assert.deepEqual(desk.sent, []);
});

test("typing is told every three seconds at most", () => {
  const desk = commands();
  desk.typing("a");
  desk.typing("a");
  desk.pass(3000);
  desk.typing("a");
  assert.equal(desk.typed.length, 2);
});

test("what goes back to the bot has no empty slots, and a resolution no empty note", async () => {
  const desk = commands();
  const returned = await desk.returnToBot("a", " geklärt ", { order_number: "BW-104512", product: " " });
  assert.deepEqual(returned.body, { summary: "geklärt", slots: { order_number: "BW-104512" } });
  const resolved = await desk.resolve("a", { outcome: "solved_by_agent", cause: "misunderstood", note: " " });
  assert.deepEqual(resolved.body, { outcome: "solved_by_agent", cause: "misunderstood" });
});

test("what was read stays read over a reload", () => {
  const storage = memory();
  const log = [said(1, "customer", "a"), said(2, "customer", "b")].reduce(withEvent, emptyLog());
  assert.equal(createReading(storage, "ann").mark("a", 1), true);
  assert.equal(createReading(storage, "ann").unread("a", log), 1);
  assert.equal(createReading(storage, "ann").mark("a", 1), false);
  assert.equal(createReading(storage, "ben").unread("a", log), 2);
});

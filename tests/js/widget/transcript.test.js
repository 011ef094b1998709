import assert from "node:assert/strict";
import { test } from "node:test";

import { transcript } from "../../../handover/web/static/widget/models/transcript.js";

const choices = [{ label: "Ja", value: "c1" }];
const said = (seq, kind, more = {}) => ({ kind: "message", seq, id: `m${seq}`, author: { kind, name: null }, text: `${seq}`, choices: [], attachments: [], replyTo: null, ...more });
const own = (id, state, seq = null) => ({ id, text: id, choice: null, state, problem: null, seq });
const shown = (entries, messages = [], floor = "bot") => transcript({ timeline: { entries }, outbox: { messages }, floor });
const offered = (items) => items.filter((item) => item.offered).map((item) => item.key);

test("messages without a number stand at the end in the order of writing, those with one where the log has them", () => {
  const items = shown([said(2, "customer"), said(5, "bot")], [own("late", "sending"), own("known", "sent", 4), own("later", "failed")]);
  assert.deepEqual(items.map((item) => item.key), ["m2", "known", "m5", "late", "later"]);
});

test("only the newest bot message offers its choices", () => {
  assert.deepEqual(offered(shown([said(2, "bot", { choices }), said(3, "customer"), said(4, "bot", { choices })])), ["m4"]);
});

test("all messages of the newest turn offer theirs", () => {
  assert.deepEqual(offered(shown([said(3, "bot", { choices, replyTo: "q" }), said(4, "bot", { replyTo: "q" })])), ["m3"]);
});

test("a choice is taken once: as soon as something is sent, none is offered any more", () => {
  assert.deepEqual(offered(shown([said(2, "bot", { choices })], [own("x", "sending")])), []);
});

test("a choice that could not be sent leaves the others to be taken", () => {
  assert.deepEqual(offered(shown([said(2, "bot", { choices })], [own("x", "failed")])), ["m2"]);
});

for (const floor of ["queue", "agent", "closed"]) {
  test(`no choice is offered while the floor is with: ${floor}`, () => {
    assert.deepEqual(offered(shown([said(2, "bot", { choices })], [], floor)), []);
  });
}

test("the service's own offer of a person can be taken like the bot's", () => {
  assert.deepEqual(offered(shown([said(2, "customer"), said(3, "system", { choices })])), ["m3"]);
});

test("a run of one author has a first and a last, and a notice ends it", () => {
  const notice = { kind: "notice", seq: 4, name: "accepted" };
  const items = shown([said(2, "bot"), said(3, "bot"), notice, said(5, "bot")]);
  assert.deepEqual(items.filter((item) => item.kind === "message").map(({ first, last }) => [first, last]), [[true, false], [false, true], [true, true]]);
});

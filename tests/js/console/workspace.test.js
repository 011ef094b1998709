import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { createReading } from "../../../handover/web/static/console/models/reading.js";
import { createWorkspace } from "../../../handover/web/static/console/models/workspace.js";
import { event, said } from "../staff/frames.js";
import { memory } from "./memory.js";

let sent, visible, arrivedIds, factsAsked, workspace, now;

beforeEach(() => {
  sent = [];
  visible = true;
  arrivedIds = [];
  factsAsked = [];
  now = 0;
  workspace = createWorkspace({
    send: (frame) => sent.push(frame) > 0,
    reading: createReading(memory(), "ann"),
    onMessages: (ids) => arrivedIds.push(...ids),
    onFactsChanged: (id) => factsAsked.push(id),
    world: { now: () => now, visible: () => visible },
  });
  workspace.onOpen();
});

const lists = (name, ids, version = 1) =>
  workspace.onFrame({ type: name, version, items: ids.map((id) => ({ id, reason: "complaint" })) });
const hear = (conversation, frame) => workspace.onFrame({ ...frame, conversation });
const snapshot = (conversation, last_seq) =>
  hear(conversation, { type: "snapshot", floor: "agent", language: "de", queue: null, last_seq });

test("it watches whom I answer and what is shown, and nothing else", () => {
  lists("assigned", ["a", "b"]);
  lists("waiting", ["w"]);
  workspace.show("w");
  assert.deepEqual(sent.map(({ type, conversation }) => `${type} ${conversation}`), ["watch a", "watch b", "watch w"]);
  lists("assigned", ["a"], 2);
  workspace.show("a");
  assert.deepEqual(sent.slice(3).map(({ type, conversation }) => `${type} ${conversation}`), ["unwatch b", "unwatch w"]);
});

test("a conversation that only the address names is watched when it is known to exist", () => {
  workspace.show("from-a-link");
  assert.deepEqual(sent, []);
  workspace.exists("from-a-link");
  assert.deepEqual(sent, [{ type: "watch", conversation: "from-a-link", after: 0 }]);
});

test("pains row 4: a new connection goes on after the last event that came", () => {
  lists("assigned", ["a"]);
  snapshot("a", 2);
  hear("a", said(1, "customer", "Hallo"));
  hear("a", said(2, "bot", "Guten Tag"));
  sent.length = 0;
  workspace.onOpen();
  assert.deepEqual(sent, [{ type: "watch", conversation: "a", after: 2 }]);
  hear("a", said(2, "bot", "Guten Tag"));
  assert.equal(workspace.get().logs.a.events.length, 2);
});

test("unread counts the customer's messages alone, until the conversation is looked at", () => {
  lists("assigned", ["a", "b"]);
  workspace.show("b");
  snapshot("a", 0);
  hear("a", said(1, "customer", "Hallo"));
  hear("a", said(2, "bot", "Guten Tag"));
  hear("a", said(3, "customer", "Sind Sie da?"));
  assert.equal(workspace.unread("a"), 2);
  workspace.show("a");
  assert.equal(workspace.unread("a"), 0);
});

test("what arrives while the tab is hidden stays unread until it is looked at", () => {
  lists("assigned", ["a"]);
  workspace.show("a");
  snapshot("a", 0);
  visible = false;
  hear("a", said(1, "customer", "Hallo"));
  assert.equal(workspace.unread("a"), 1);
  visible = true;
  workspace.markRead();
  assert.equal(workspace.unread("a"), 0);
});

test("only those who were not waiting before are news; the first list is none", () => {
  lists("waiting", ["a"], 1);
  assert.deepEqual(workspace.get().arrivals, []);
  lists("waiting", ["a", "b"], 2);
  assert.deepEqual(workspace.get().arrivals.map(({ id }) => id), ["b"]);
});

test("pains row 5: what another agent accepted is gone from the list at once", () => {
  lists("waiting", ["a", "b"], 1);
  lists("waiting", ["b"], 2);
  lists("waiting", ["a", "b"], 1);
  assert.deepEqual(workspace.get().inbox.waiting.items.map(({ id }) => id), ["b"]);
});

test("after a reconnect the service's count may begin anew", () => {
  lists("waiting", ["a"], 9);
  workspace.onConnection({ phase: "waiting", retryAt: 5 });
  assert.deepEqual(workspace.get().inbox.waiting.items.map(({ id }) => id), ["a"]);
  lists("waiting", [], 1);
  assert.deepEqual(workspace.get().inbox.waiting.items, []);
});

test("messages of the log are told, so that the outbox lets go of them", () => {
  hear("a", said(1, "agent", "Guten Tag"));
  assert.deepEqual(arrivedIds, ["m1"]);
});

test("facts are asked for again when something changed now, not while the past is read", () => {
  snapshot("a", 1);
  hear("a", event(1, "escalated", { reason: "complaint", floor: "queue" }));
  assert.deepEqual(factsAsked, []);
  hear("a", event(2, "accepted", { agent: { id: "ben", name: "Ben" }, floor: "agent" }));
  assert.deepEqual(factsAsked, ["a"]);
});

test("a customer types until the message is there; an agent's typing is not shown", () => {
  hear("a", { type: "typing", author: { kind: "agent", name: "Ben" } });
  assert.equal(workspace.get().typing.a, undefined);
  hear("a", { type: "typing", author: { kind: "customer", name: null } });
  assert.equal(workspace.get().typing.a, 6000);
  hear("a", said(1, "customer", "Hallo"));
  assert.equal(workspace.get().typing.a, 0);
});

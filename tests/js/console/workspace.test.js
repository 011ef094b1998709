import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { createClock } from "../../../handover/web/static/console/models/clock.js";
import { createReading } from "../../../handover/web/static/console/models/reading.js";
import { createWorkspace } from "../../../handover/web/static/console/models/workspace.js";
import { event, said } from "../staff/frames.js";
import { memory } from "./memory.js";

let sent, visible, arrivedIds, factsAsked, ended, clock, workspace, now;

beforeEach(() => {
  sent = [];
  visible = true;
  arrivedIds = [];
  factsAsked = [];
  ended = [];
  now = 0;
  clock = createClock(() => now);
  workspace = createWorkspace({
    send: (frame) => sent.push(frame) > 0,
    reading: createReading(memory(), "ann"),
    onMessages: (ids) => arrivedIds.push(...ids),
    onFactsChanged: (id) => factsAsked.push(id),
    onOfferEnded: (item, { name, why }) => ended.push([item.id, why ?? name]),
    clock,
    agentId: "ann",
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

const UNTIL = "2026-11-22T09:00:30+00:00";
const offerOf = (...ids) => ids.map((id) => ({ id, offer: { agent: { id: "ann", name: "Ann" }, until: UNTIL } }));
const offers = (version, ...ids) => workspace.onFrame({ type: "offers", version, items: offerOf(...ids) });
const offered = (seq) => event(seq, "offered", { agent: { id: "ann", name: "Ann" }, until: UNTIL });

test("what is offered to me is watched until its log says how that ended, also when the list has it no more", () => {
  offers(1);
  offers(2, "o");
  assert.deepEqual(sent.at(-1), { type: "watch", conversation: "o", after: 0 });
  snapshot("o", 1);
  hear("o", offered(1));
  offers(3);
  assert.equal(sent.at(-1).type, "watch");
  assert.deepEqual(ended, []);
  hear("o", event(2, "accepted", { agent: { id: "ben", name: "Ben" } }));
  assert.deepEqual(ended, [["o", "accepted"]]);
  assert.deepEqual(sent.at(-1), { type: "unwatch", conversation: "o" });
});

test("an offer in the open conversation ends, too, when its event came before the list", () => {
  lists("assigned", ["o"]);
  snapshot("o", 0);
  hear("o", offered(1));
  hear("o", event(2, "offer_lapsed", { agent: { id: "ann", name: "Ann" }, why: "late" }));
  offers(1, "o");
  assert.deepEqual(ended, [["o", "late"]]);
});

test("an offer that has just come tells the time of the service; one that was there before does not", () => {
  offers(1, "old");
  snapshot("old", 1);
  hear("old", offered(1));
  assert.equal(clock.at(0), 0);
  offers(2, "old", "new");
  snapshot("new", 1);
  hear("new", offered(1));
  assert.equal(clock.at(0), Date.parse("2026-11-22T09:00:00Z"));
});

test("offers are news once, each time they are made", () => {
  offers(1, "a");
  const first = workspace.get().offered;
  assert.deepEqual(first.map(({ id }) => id), ["a"]);
  offers(2, "a");
  assert.equal(workspace.get().offered, first);
});

test("what went back to the queue is there as the service last said", () => {
  workspace.onFrame({ type: "lost", items: [{ conversation: "a", name: "Cleo", at: UNTIL, reason: "agent_gone" }] });
  assert.deepEqual(workspace.get().lost.map(({ conversation }) => conversation), ["a"]);
});

// A question that is left instead of waiting: once, and known again after a reload.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { World, signedIn, snapshot } from "./customer.js";
import { FakeSocket } from "./doubles.js";

let world;
let customer;

beforeEach(async () => {
  world = new World();
  customer = await world.listening();
  await customer.askForPerson();
});

const DUE = "2026-11-24T11:00:00Z";
const promised = (seq, more = {}) => ({ type: "event", seq, at: "2026-11-23T09:00:00Z", name: "promised", floor: "closed", due_at: DUE, ...more });

test("what is left is promised at once, also while the log is slow", async () => {
  await customer.promise("cleo@example.com", "Wo ist mein Paket?");
  assert.equal(customer.floor, "closed");
  assert.equal(customer.queue, null);
  assert.deepEqual(customer.timeline.promise, { dueAt: DUE, broken: false });
  assert.equal(customer.answersTo, "cleo@example.com");
  const [{ email, text }] = world.api.bodies("promise");
  assert.deepEqual({ email, text }, { email: "cleo@example.com", text: "Wo ist mein Paket?" });
});

test("the same question is tried again under the same id, a changed one under another", async () => {
  for (const text of ["Wo?", "Wo?", "Wo denn?"]) {
    world.api.refuse("promise", "offline");
    await assert.rejects(customer.promise("cleo@example.com", text), { kind: "offline" });
  }
  const [first, second, third] = world.api.bodies("promise").map(({ id }) => id);
  assert.equal(first, second);
  assert.notEqual(second, third);
  assert.equal(customer.timeline.promise, null);
  assert.equal(customer.floor, "queue");
});

test("the same question once more, after it was answered, is a new one", async () => {
  await customer.promise("cleo@example.com", "Wo?");
  FakeSocket.last.tell(promised(5), { ...promised(7), name: "promise_kept" });
  await customer.promise("cleo@example.com", "Wo?");
  const [first, second] = world.api.bodies("promise").map(({ id }) => id);
  assert.notEqual(first, second);
});

test("after a reload the log tells the promise, and the browser where the answer goes", async () => {
  await customer.promise("cleo@example.com", "Wo?");
  const again = world.visitor();
  FakeSocket.last.accept();
  FakeSocket.last.tell(snapshot({ floor: "closed", last_seq: 5 }), promised(5));
  assert.deepEqual(again.timeline.promise, { dueAt: DUE, broken: false });
  assert.equal(again.answersTo, "cleo@example.com");
  assert.equal(again.email, "cleo@example.com");
});

test("the address goes with the conversation", async () => {
  await customer.promise("cleo@example.com", "Wo?");
  customer.startAnew();
  assert.equal(customer.answersTo, null);
  assert.equal(customer.email, "");
});

test("the host site's word for who is signed in fills in the address, but does not say where an answer goes", async () => {
  world = new World();
  const token = `x.${btoa(JSON.stringify({ sub: "mia", email: "mia@example.com", exp: 1_000 }))}.x`;
  const mia = await world.listening({ identity: token });
  assert.equal(mia.email, "mia@example.com");
  assert.equal(mia.answersTo, null);
  mia.identify(signedIn("tom"));
  assert.equal(mia.email, "");
});

test("where the service has lost the conversation, the question is left in a new one", async () => {
  world.api.refuse("promise", "gone");
  await customer.promise("cleo@example.com", "Wo?");
  assert.deepEqual(world.api.bodies("promise").map(({ conversation }) => conversation), ["conversation-1", "conversation-2"]);
  assert.equal(customer.answersTo, "cleo@example.com");
});

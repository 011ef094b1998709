// No message of a customer is lost, doubled or out of order.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { World, posted, snapshot } from "./customer.js";
import { FakeSocket } from "./doubles.js";

let world;

beforeEach(() => {
  world = new World();
});

test("looking at the chat opens nothing; the first message does, with page and language", async () => {
  const customer = world.visitor();
  assert.deepEqual(world.api.calls, []);
  await customer.send("Wo ist mein Paket?");
  const [opened] = world.api.bodies("open");
  assert.equal(opened.language, "de");
  assert.deepEqual(opened.page, { url: "https://shop.test/", title: "Start" });
  assert.equal(world.api.bodies("message")[0].text, "Wo ist mein Paket?");
});

test("two first messages at once open one conversation and arrive in the order of writing", async () => {
  const customer = world.visitor();
  await Promise.all([customer.send("eins"), customer.send("zwei"), customer.askForPerson()]);
  assert.equal(world.api.bodies("open").length, 1);
  assert.deepEqual(world.api.bodies("message").map((body) => body.text), ["eins", "zwei"]);
});

test("a message is shown at once and once: the log's copy takes the place of the sent one", async () => {
  const customer = world.visitor();
  const sending = customer.send("Hallo");
  assert.deepEqual(customer.outbox.messages.map((message) => message.state), ["sending"]);
  await sending;
  const { id } = customer.outbox.messages[0];
  assert.equal(customer.outbox.messages[0].state, "sent");
  FakeSocket.last.accept();
  FakeSocket.last.tell(snapshot(), posted(2, id, "customer", "Hallo"));
  assert.deepEqual(customer.outbox.messages, []);
  assert.deepEqual(customer.timeline.entries.map((entry) => entry.id), [id]);
});

test("a message that could not be sent says so and goes out again under the same id", async () => {
  const customer = world.visitor();
  world.api.refuse("message", "offline");
  await customer.send("Hallo");
  const [message] = customer.outbox.messages;
  assert.equal(message.state, "failed");
  assert.equal(message.problem.kind, "offline");
  await customer.outbox.resend(message.id);
  assert.deepEqual(world.api.bodies("message").map((body) => body.id), [message.id, message.id]);
  assert.equal(customer.outbox.messages[0].state, "sent");
});

test("what found no connection goes out by itself, in order, when the line is back; what was refused does not", async () => {
  const customer = await world.listening();
  world.api.refuse("message", "too_fast");
  await customer.send("abgelehnt");
  FakeSocket.last.breakDown(1006);
  for (const text of ["eins", "zwei"]) {
    world.api.refuse("message", "offline");
    await customer.send(text);
  }
  world.timers.pass(2_000);
  FakeSocket.last.accept();
  FakeSocket.last.tell(snapshot());
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(world.api.bodies("message").map((body) => body.text).slice(-2), ["eins", "zwei"]);
  assert.deepEqual(
    customer.outbox.messages.filter(({ state }) => state === "failed").map(({ text }) => text),
    ["abgelehnt"],
  );
});

test("the log may show a message whose answer got lost: nothing is left to send again", async () => {
  const customer = await world.listening();
  world.api.refuse("message", "offline");
  await customer.send("zweite");
  const failed = customer.outbox.messages.find((message) => message.state === "failed");
  FakeSocket.last.tell(posted(5, failed.id, "customer", "zweite"));
  assert.equal(customer.outbox.messages.some((message) => message.id === failed.id), false);
});

test("opening is tried again as the same request, also from another page, so that a lost answer makes no second conversation", async () => {
  world.api.refuse("open", "offline");
  await world.visitor().send("Hallo");
  const later = world.visitor({ url: "https://shop.test/shop/cart" });
  await later.outbox.resend(later.outbox.messages[0].id);
  const [first, second] = world.api.bodies("open");
  assert.deepEqual(first, second);
  assert.equal(later.outbox.messages[0].state, "sent");
});

test("a message not sent before a reload is still there after it", async () => {
  const before = world.visitor();
  world.api.refuse("message", "offline");
  await before.send("Noch nicht angekommen");
  const after = world.visitor();
  assert.deepEqual(after.outbox.messages.map(({ text, state }) => [text, state]), [["Noch nicht angekommen", "failed"]]);
});

test("a choice goes out as its opaque value with its label as text", async () => {
  const customer = await world.listening();
  await customer.send("Ja, stornieren", "c-7f");
  const body = world.api.bodies("message").at(-1);
  assert.deepEqual([body.choice, body.text], ["c-7f", "Ja, stornieren"]);
});

test("two tabs do not lose each other's unsent messages", async () => {
  const one = world.visitor();
  const other = world.visitor();
  world.api.refuse("message", "offline");
  await one.send("aus dem ersten");
  world.api.refuse("message", "offline");
  await other.send("aus dem zweiten");
  const texts = world.visitor().outbox.messages.map((message) => message.text);
  assert.deepEqual(texts.sort(), ["aus dem ersten", "aus dem zweiten"]);
});

test("when the service does not know the conversation the message goes into a new one by itself", async () => {
  const customer = await world.listening();
  world.api.refuse("message", "gone");
  await customer.send("Sind Sie noch da?");
  const conversations = world.api.bodies("message").map((body) => body.conversation);
  assert.equal(world.api.bodies("open").length, 2);
  assert.notEqual(conversations.at(-1), conversations.at(-2));
  assert.deepEqual(customer.timeline.entries, []);
});

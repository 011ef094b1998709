// What the service tells is what the customer sees.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { World, posted, snapshot } from "./customer.js";
import { FakeSocket } from "./doubles.js";

let world;

beforeEach(() => {
  world = new World();
});

test("frames lead the floor; a replay of old events does not lead it back", async () => {
  const customer = await world.listening();
  FakeSocket.last.tell(snapshot({ floor: "agent", language: "en", last_seq: 4 }));
  FakeSocket.last.tell(
    { type: "event", seq: 1, name: "conversation_opened", floor: "bot", language: "de" },
    { type: "event", seq: 3, name: "escalated", floor: "queue" },
    { type: "event", seq: 4, name: "accepted", floor: "agent", agent: { name: "Ann" } },
  );
  assert.equal(customer.floor, "agent");
  assert.equal(customer.language, "en");
  assert.equal(customer.timeline.agent, "Ann");
  FakeSocket.last.tell({ type: "event", seq: 5, name: "language_changed", floor: "agent", language: "de" });
  assert.equal(customer.language, "de");
});

test("asking for a person shows the place in the queue, and changing one's mind brings the bot back", async () => {
  const customer = await world.listening();
  await customer.askForPerson();
  assert.equal(customer.floor, "queue");
  assert.equal(customer.queue.position, 2);
  FakeSocket.last.tell({ type: "queue", position: 1, wait_s: 90, wait_range_s: null });
  assert.equal(customer.queue.position, 1);
  await customer.withdraw();
  assert.equal(customer.floor, "bot");
  assert.equal(customer.queue, null);
});

test("an answer to asking for a person that comes after the agent accepted does not hide the agent", async () => {
  const customer = await world.listening();
  const asking = customer.askForPerson();
  FakeSocket.last.tell({ type: "event", seq: 9, name: "accepted", floor: "agent", agent: { name: "Ann" } });
  await asking;
  assert.equal(customer.floor, "agent");
});

test("the bot writes from the question to its answer, and for twenty seconds at most", async () => {
  const customer = await world.listening();
  assert.equal(customer.typing.who?.kind, "bot");
  const { id } = customer.outbox.messages[0];
  FakeSocket.last.tell(posted(2, id, "customer", "Hallo"), posted(3, "b1", "bot", "Guten Tag", { reply_to: id }));
  assert.equal(customer.typing.who, null);
  await customer.send("Und?");
  assert.equal(customer.typing.who?.kind, "bot");
  world.timers.pass(20_000);
  assert.equal(customer.typing.who, null);
});

test("while a second question waits for its turn, the answer to the first does not end the writing", async () => {
  const customer = await world.listening();
  await customer.send("zweite");
  const [first, second] = customer.outbox.messages.map((message) => message.id);
  FakeSocket.last.tell(posted(2, first, "customer", "Hallo"), posted(3, second, "customer", "zweite"));
  FakeSocket.last.tell(posted(4, "b1", "bot", "Antwort 1", { reply_to: first }));
  assert.equal(customer.typing.who?.kind, "bot");
  FakeSocket.last.tell(posted(5, "b2", "bot", "Antwort 2", { reply_to: second }));
  assert.equal(customer.typing.who, null);
});

for (const code of [4401, 4404]) {
  test(`a socket closed with ${code} begins anew and says so`, async () => {
    const customer = await world.listening();
    FakeSocket.last.breakDown(code);
    assert.equal(customer.begun, false);
    assert.equal(customer.lost, true);
    assert.equal(customer.floor, "bot");
  });
}

test("where no socket opens, pages are fetched to the end, also over those with nothing for customers", async () => {
  const customer = await world.listening();
  const pages = [
    { events: [], last_seq: 200, more: true, floor: "bot", queue: null },
    { events: [{ ...posted(201, "b1", "bot", "Guten Tag"), type: undefined }], last_seq: 201, more: false, floor: "bot", queue: null },
  ];
  const asked = [];
  world.api.events = async (_conversation, after) => {
    asked.push(after);
    return pages.shift();
  };
  FakeSocket.last.breakDown(1006);
  world.timers.pass(500);
  FakeSocket.last.breakDown(1006);
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(asked, [0, 200]);
  assert.deepEqual(customer.timeline.entries.map((entry) => entry.text), ["Guten Tag"]);
});

test("unknown frames are passed over", async () => {
  const customer = await world.listening();
  FakeSocket.last.tell({ type: "weather", sunny: true }, { type: "event", seq: "x", name: "message_posted" }, {});
  assert.deepEqual(customer.timeline.entries, []);
});

test("a visit is told once per page and only in a conversation", async () => {
  const guest = world.visitor({ url: "https://shop.test/shop/cart" });
  await guest.visited();
  assert.deepEqual(world.api.bodies("visit"), []);
  await guest.send("Hallo");
  await guest.visited();
  assert.deepEqual(world.api.bodies("visit"), []);
  const moved = world.visitor({ url: "https://shop.test/shop/checkout" });
  await moved.visited();
  await moved.visited();
  assert.deepEqual(world.api.bodies("visit").map((body) => body.url), ["https://shop.test/shop/checkout"]);
});

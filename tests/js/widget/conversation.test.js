import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Conversation } from "../../../handover/web/static/widget/models/conversation.js";
import { Memory } from "../../../handover/web/static/widget/models/memory.js";
import { FakeApi, FakeSocket, FakeStorage, FakeTimers } from "./doubles.js";

let api, storage, timers;

beforeEach(() => {
  FakeSocket.opened = [];
  api = new FakeApi();
  storage = new FakeStorage();
  timers = new FakeTimers();
});

function visitor({ identity, url = "https://shop.test/", kept = storage } = {}) {
  const conversation = new Conversation({
    api,
    memory: new Memory(kept, "lotse"),
    page: () => ({ url, title: "Start" }),
    language: "de",
    identity,
    openSocket: (where) => new FakeSocket(where),
    timers,
  });
  conversation.resume();
  return conversation;
}

const token = (sub) => `x.${btoa(JSON.stringify({ sub }))}.x`;
const posted = (seq, id, kind, text, more = {}) => ({ type: "event", seq, at: "2026-11-22T09:00:00Z", name: "message_posted", floor: "bot", id, author: { kind, name: null }, text, choices: [], ...more });
const snapshot = (more = {}) => ({ type: "snapshot", floor: "bot", language: "de", queue: null, last_seq: 0, ...more });

async function listening(options) {
  const customer = visitor(options);
  await customer.send("Hallo");
  FakeSocket.last.accept();
  FakeSocket.last.tell(snapshot());
  return customer;
}

test("looking at the chat opens nothing; the first message does, with page and language", async () => {
  const customer = visitor();
  assert.deepEqual(api.calls, []);
  await customer.send("Wo ist mein Paket?");
  const [opened] = api.bodies("open");
  assert.equal(opened.language, "de");
  assert.deepEqual(opened.page, { url: "https://shop.test/", title: "Start" });
  assert.equal(api.bodies("message")[0].text, "Wo ist mein Paket?");
});

test("two first messages at once open one conversation and arrive in the order of writing", async () => {
  const customer = visitor();
  await Promise.all([customer.send("eins"), customer.send("zwei"), customer.askForPerson()]);
  assert.equal(api.bodies("open").length, 1);
  assert.deepEqual(api.bodies("message").map((body) => body.text), ["eins", "zwei"]);
});

test("a message is shown at once and once: the log's copy takes the place of the sent one", async () => {
  const customer = visitor();
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
  const customer = visitor();
  api.refuse("message", "offline");
  await customer.send("Hallo");
  const [message] = customer.outbox.messages;
  assert.equal(message.state, "failed");
  assert.equal(message.problem.kind, "offline");
  await customer.outbox.resend(message.id);
  assert.deepEqual(api.bodies("message").map((body) => body.id), [message.id, message.id]);
  assert.equal(customer.outbox.messages[0].state, "sent");
});

test("the log may show a message whose answer got lost: nothing is left to send again", async () => {
  const customer = await listening();
  api.refuse("message", "offline");
  await customer.send("zweite");
  const failed = customer.outbox.messages.find((message) => message.state === "failed");
  FakeSocket.last.tell(posted(5, failed.id, "customer", "zweite"));
  assert.equal(customer.outbox.messages.some((message) => message.id === failed.id), false);
});

test("opening is tried again as the same request, also from another page, so that a lost answer makes no second conversation", async () => {
  api.refuse("open", "offline");
  await visitor().send("Hallo");
  const later = visitor({ url: "https://shop.test/shop/cart" });
  await later.outbox.resend(later.outbox.messages[0].id);
  const [first, second] = api.bodies("open");
  assert.deepEqual(first, second);
  assert.equal(later.outbox.messages[0].state, "sent");
});

test("after a reload the conversation goes on, from the beginning of its log", async () => {
  await listening();
  const after = visitor();
  FakeSocket.last.accept();
  assert.equal(after.begun, true);
  assert.deepEqual(FakeSocket.last.sent[0], { type: "hello", token: "token-1", after: 0 });
});

test("a message not sent before a reload is still there after it", async () => {
  const before = visitor();
  api.refuse("message", "offline");
  await before.send("Noch nicht angekommen");
  const after = visitor();
  assert.deepEqual(after.outbox.messages.map(({ text, state }) => [text, state]), [["Noch nicht angekommen", "failed"]]);
});

test("it works where storage is forbidden", async () => {
  const forbidden = { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("denied"); } };
  const customer = visitor({ kept: forbidden });
  await customer.send("Hallo");
  await customer.send("Nochmals");
  assert.equal(api.bodies("open").length, 1);
  assert.equal(api.bodies("message").length, 2);
});

test("when the service does not know the conversation the message goes into a new one by itself", async () => {
  const customer = await listening();
  api.refuse("message", "gone");
  await customer.send("Sind Sie noch da?");
  const conversations = api.bodies("message").map((body) => body.conversation);
  assert.equal(api.bodies("open").length, 2);
  assert.notEqual(conversations.at(-1), conversations.at(-2));
  assert.deepEqual(customer.timeline.entries, []);
});

for (const code of [4401, 4404]) {
  test(`a socket closed with ${code} begins anew and says so`, async () => {
    const customer = await listening();
    FakeSocket.last.breakDown(code);
    assert.equal(customer.begun, false);
    assert.equal(customer.lost, true);
    assert.equal(customer.floor, "bot");
  });
}

test("frames lead the floor; a replay of old events does not lead it back", async () => {
  const customer = await listening();
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
  const customer = await listening();
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
  const customer = await listening();
  const asking = customer.askForPerson();
  FakeSocket.last.tell({ type: "event", seq: 9, name: "accepted", floor: "agent", agent: { name: "Ann" } });
  await asking;
  assert.equal(customer.floor, "agent");
});

test("the bot writes from the question to its answer, and for twenty seconds at most", async () => {
  const customer = await listening();
  assert.equal(customer.typing.who?.kind, "bot");
  const { id } = customer.outbox.messages[0];
  FakeSocket.last.tell(posted(2, id, "customer", "Hallo"), posted(3, "b1", "bot", "Guten Tag", { reply_to: id }));
  assert.equal(customer.typing.who, null);
  await customer.send("Und?");
  assert.equal(customer.typing.who?.kind, "bot");
  timers.pass(20_000);
  assert.equal(customer.typing.who, null);
});

test("while a second question waits for its turn, the answer to the first does not end the writing", async () => {
  const customer = await listening();
  await customer.send("zweite");
  const [first, second] = customer.outbox.messages.map((message) => message.id);
  FakeSocket.last.tell(posted(2, first, "customer", "Hallo"), posted(3, second, "customer", "zweite"));
  FakeSocket.last.tell(posted(4, "b1", "bot", "Antwort 1", { reply_to: first }));
  assert.equal(customer.typing.who?.kind, "bot");
  FakeSocket.last.tell(posted(5, "b2", "bot", "Antwort 2", { reply_to: second }));
  assert.equal(customer.typing.who, null);
});

test("a choice goes out as its opaque value with its label as text", async () => {
  const customer = await listening();
  await customer.send("Ja, stornieren", "c-7f");
  const body = api.bodies("message").at(-1);
  assert.deepEqual([body.choice, body.text], ["c-7f", "Ja, stornieren"]);
});

test("a visit is told once per page and only in a conversation", async () => {
  const guest = visitor({ url: "https://shop.test/shop/cart" });
  await guest.visited();
  assert.deepEqual(api.bodies("visit"), []);
  await guest.send("Hallo");
  await guest.visited();
  assert.deepEqual(api.bodies("visit"), []);
  const moved = visitor({ url: "https://shop.test/shop/checkout" });
  await moved.visited();
  await moved.visited();
  assert.deepEqual(api.bodies("visit").map((body) => body.url), ["https://shop.test/shop/checkout"]);
});

test("the next person on a shared computer does not see the conversation of the one who was signed in", async () => {
  await listening({ identity: token("mia") });
  assert.equal(visitor({ identity: token("mia") }).begun, true);
  assert.equal(visitor().begun, false);
});

test("a guest who signs in keeps the conversation", async () => {
  await listening();
  assert.equal(visitor({ identity: token("mia") }).begun, true);
});

test("an identity that ran out does not keep anybody from asking", async () => {
  api.refuse("open", "gone");
  const customer = visitor({ identity: token("mia") });
  await customer.send("Hallo");
  assert.equal(api.bodies("open").at(-1).identity, undefined);
  assert.equal(api.bodies("message").length, 1);
});

test("another tab's conversation is taken up here", async () => {
  const here = visitor();
  await listening();
  here.followOtherTab();
  assert.equal(here.begun, true);
  assert.match(FakeSocket.last.url, /conversation-1/);
});

test("two tabs do not lose each other's unsent messages", async () => {
  const one = visitor();
  const other = visitor();
  api.refuse("message", "offline");
  await one.send("aus dem ersten");
  api.refuse("message", "offline");
  await other.send("aus dem zweiten");
  const texts = visitor().outbox.messages.map((message) => message.text);
  assert.deepEqual(texts.sort(), ["aus dem ersten", "aus dem zweiten"]);
});

test("unknown frames are passed over", async () => {
  const customer = await listening();
  FakeSocket.last.tell({ type: "weather", sunny: true }, { type: "event", seq: "x", name: "message_posted" }, {});
  assert.deepEqual(customer.timeline.entries, []);
});

test("where no socket opens, pages are fetched to the end, also over those with nothing for customers", async () => {
  const customer = await listening();
  const pages = [
    { events: [], last_seq: 200, more: true, floor: "bot", queue: null },
    { events: [{ ...posted(201, "b1", "bot", "Guten Tag"), type: undefined }], last_seq: 201, more: false, floor: "bot", queue: null },
  ];
  const asked = [];
  api.events = async (_conversation, after) => {
    asked.push(after);
    return pages.shift();
  };
  FakeSocket.last.breakDown(1006);
  timers.pass(500);
  FakeSocket.last.breakDown(1006);
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(asked, [0, 200]);
  assert.deepEqual(customer.timeline.entries.map((entry) => entry.text), ["Guten Tag"]);
});

// Who is signed in on the host site: said once with the page, anew while it stays, and taken back.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { claimed } from "../../../handover/web/static/widget/helpers/identity.js";
import { World, signedIn, snapshot } from "./customer.js";
import { FakeSocket } from "./doubles.js";

let world;

beforeEach(() => {
  world = new World();
});

const settled = () => new Promise((done) => setTimeout(done));

test("what a token claims is read, and one that is none claims nothing", () => {
  assert.deepEqual(claimed(signedIn("mia", 7)), { sub: "mia", email: null, until: 7 });
  const other = `x.${Buffer.from('{"sub":"mïa?","email":"mïa@example.com"}').toString("base64url")}.y`;
  assert.deepEqual(claimed(other), { sub: "mïa?", email: "mïa@example.com", until: null });
  for (const token of [undefined, null, "", "x", "a.b.c", "a.!.c", 7]) assert.deepEqual(claimed(token), { sub: null, email: null, until: null });
});

test("an identity that ran out does not keep anybody from asking", async () => {
  world.api.refuse("open", "gone");
  const customer = world.visitor({ identity: signedIn("mia") });
  await customer.send("Hallo");
  assert.equal(world.api.bodies("open").at(-1).identity, undefined);
  assert.equal(world.api.bodies("message").length, 1);
});

test("each page with a newer token renews, and one with the same does not ask again", async () => {
  await world.listening({ identity: signedIn("mia", 1_000) });
  world.visitor({ identity: signedIn("mia", 1_000) });
  await settled();
  assert.deepEqual(world.api.bodies("renew"), []);
  const newer = signedIn("mia", 2_000);
  world.visitor({ identity: newer });
  await settled();
  world.visitor({ identity: newer });
  await settled();
  assert.deepEqual(world.api.bodies("renew"), [{ identity: newer, conversation: "conversation-1" }]);
});

test("a page that stays renews with a new token", async () => {
  const customer = await world.listening({ identity: signedIn("mia", 1_000) });
  customer.identify(signedIn("mia", 2_000));
  await settled();
  assert.equal(world.api.bodies("renew").length, 1);
  assert.equal(customer.begun, true);
});

test("a token that is refused, or a line that is down, takes nothing away", async () => {
  for (const [kind, code] of [["gone", "identity_not_valid"], ["offline", null], ["too_many", "too_many"]]) {
    world = new World();
    const customer = await world.listening({ identity: signedIn("mia", 1_000) });
    world.api.refuse("renew", kind, { code });
    customer.identify(signedIn("mia", 2_000));
    await settled();
    assert.equal(customer.begun, true);
    assert.equal(customer.lost, false);
  }
});

test("where the service knows the conversation as somebody else's, another one begins", async () => {
  const customer = await world.listening({ identity: signedIn("mia", 1_000) });
  world.api.refuse("renew", "conflict", { code: "another_customer" });
  customer.identify(signedIn("mia", 2_000));
  await settled();
  assert.equal(customer.begun, false);
  await customer.send("Nochmals");
  assert.equal(world.api.bodies("message").at(-1).conversation, "conversation-2");
  assert.equal(world.api.bodies("open").at(-1).identity, signedIn("mia", 2_000));
});

test("who signs out on a page that stays leaves nothing behind", async () => {
  const customer = await world.listening({ identity: signedIn("mia") });
  customer.identify(undefined);
  assert.equal(customer.begun, false);
  assert.deepEqual(customer.outbox.messages, []);
  assert.equal(FakeSocket.last.readyState, 3);
  assert.equal(world.visitor().begun, false);
});

test("another one who signs in begins anew, as themselves", async () => {
  const customer = await world.listening({ identity: signedIn("mia") });
  customer.identify(signedIn("tom"));
  await customer.send("Hallo");
  assert.deepEqual(world.api.bodies("open").map(({ identity }) => identity), [signedIn("mia"), signedIn("tom")]);
});

test("a guest who signs in begins anew, since somebody else may have the way into the old one", async () => {
  await world.listening();
  const customer = world.visitor({ identity: signedIn("mia") });
  assert.equal(customer.begun, false);
  await customer.send("Hallo");
  assert.equal(world.api.bodies("open").at(-1).identity, signedIn("mia"));
});

test("a guest who waits for a person or talks to one is not torn away by signing in", async () => {
  for (const floor of ["queue", "agent"]) {
    world = new World();
    await world.listening();
    FakeSocket.last.tell(snapshot({ floor, queue: null }));
    const customer = world.visitor({ identity: signedIn("mia") });
    assert.equal(customer.begun, true);
    await settled();
    assert.deepEqual(world.api.bodies("renew"), [], "it stays a guest's");
    FakeSocket.last.accept();
    FakeSocket.last.tell(snapshot({ floor: "closed" }));
    assert.equal(world.visitor({ identity: signedIn("mia") }).begun, false);
  }
});

test("what is being opened or sent while somebody else sits down is not done in their name", async () => {
  const customer = world.visitor({ identity: signedIn("mia") });
  const first = customer.send("Mias Frage");
  const second = customer.send("Mias zweite Frage");
  customer.identify(signedIn("tom"));
  await Promise.all([first, second]);
  assert.deepEqual(world.api.bodies("message"), []);
  assert.equal(customer.begun, false);
  await customer.send("Toms Frage");
  assert.deepEqual(world.api.bodies("message").map(({ text }) => text), ["Toms Frage"]);
  assert.equal(world.api.bodies("open").at(-1).identity, signedIn("tom"));
});

// A conversation outlives the page, and belongs to one person.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { World, signedIn } from "./customer.js";
import { FakeSocket } from "./doubles.js";

let world;

beforeEach(() => {
  world = new World();
});

test("after a reload the conversation goes on, from the beginning of its log", async () => {
  await world.listening();
  const after = world.visitor();
  FakeSocket.last.accept();
  assert.equal(after.begun, true);
  assert.deepEqual(FakeSocket.last.sent[0], { type: "hello", token: "token-1", after: 0 });
});

test("it works where storage is forbidden", async () => {
  const forbidden = { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("denied"); } };
  const customer = world.visitor({ kept: forbidden });
  await customer.send("Hallo");
  await customer.send("Nochmals");
  assert.equal(world.api.bodies("open").length, 1);
  assert.equal(world.api.bodies("message").length, 2);
});

test("the next person on a shared computer does not see the conversation of the one who was signed in", async () => {
  await world.listening({ identity: signedIn("mia") });
  assert.equal(world.visitor({ identity: signedIn("mia") }).begun, true);
  assert.equal(world.visitor().begun, false);
});

test("another tab's conversation is taken up here", async () => {
  const here = world.visitor();
  await world.listening();
  here.followOtherTab();
  assert.equal(here.begun, true);
  assert.match(FakeSocket.last.url, /conversation-1/);
});

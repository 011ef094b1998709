import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { delay } from "../../../handover/web/static/widget/models/backoff.js";
import { Connection } from "../../../handover/web/static/widget/models/connection.js";
import { FakeSocket, FakeTimers } from "./doubles.js";

let timers, connection, seen, lastSeq;

beforeEach(() => {
  FakeSocket.opened = [];
  timers = new FakeTimers();
  lastSeq = 0;
  seen = { frames: [], online: [], gone: 0, polls: 0 };
  connection = new Connection({
    open: (url) => new FakeSocket(url),
    timers,
    random: () => 1,
    on: {
      frame: (frame) => seen.frames.push(frame),
      state: (online) => seen.online.push(online),
      gone: () => (seen.gone += 1),
      poll: () => (seen.polls += 1),
    },
  });
  connection.start("ws://service.test/socket", () => ({ token: "secret", after: lastSeq }));
});

test("the first frame is a hello with the token and the last number seen", () => {
  FakeSocket.last.accept();
  assert.deepEqual(FakeSocket.last.sent, [{ type: "hello", token: "secret", after: 0 }]);
});

test("a reconnect asks for what came after the last number seen by then", () => {
  FakeSocket.last.accept();
  lastSeq = 17;
  FakeSocket.last.breakDown(1012);
  timers.pass(500);
  FakeSocket.last.accept();
  assert.equal(FakeSocket.opened.length, 2);
  assert.deepEqual(FakeSocket.last.sent[0], { type: "hello", token: "secret", after: 17 });
});

for (const code of [1000, 1001, 1006, 1011, 1012, 4400, 4429]) {
  test(`it comes back after a close with ${code} that nobody here asked for`, () => {
    FakeSocket.last.breakDown(code);
    timers.pass(500);
    assert.equal(FakeSocket.opened.length, 2);
    assert.deepEqual(seen.online, [false]);
  });
}

for (const code of [4401, 4404]) {
  test(`a close with ${code} means that the conversation is gone, and it stays away`, () => {
    FakeSocket.last.breakDown(code);
    timers.pass(120_000);
    assert.equal(seen.gone, 1);
    assert.equal(FakeSocket.opened.length, 1);
  });
}

test("it does not come back after it was stopped, and a late frame of the old socket is not heard", () => {
  const socket = FakeSocket.last;
  connection.stop();
  socket.tell({ type: "event", seq: 1 });
  timers.pass(120_000);
  assert.equal(FakeSocket.opened.length, 1);
  assert.deepEqual(seen.frames, []);
});

test("the pauses between tries grow, and a snapshot resets them", () => {
  for (const pause of [500, 1000, 2000]) {
    FakeSocket.last.breakDown(1006);
    const before = FakeSocket.opened.length;
    timers.pass(pause - 1);
    assert.equal(FakeSocket.opened.length, before);
    timers.pass(1);
    assert.equal(FakeSocket.opened.length, before + 1);
  }
  FakeSocket.last.accept();
  FakeSocket.last.tell({ type: "snapshot", floor: "bot", last_seq: 0 });
  FakeSocket.last.breakDown(1006);
  timers.pass(500);
  assert.equal(FakeSocket.opened.length, 5);
});

test("a line that stays silent past two heartbeats counts as dead", () => {
  FakeSocket.last.accept();
  timers.pass(30_000);
  FakeSocket.last.tell({ type: "ping" });
  timers.pass(59_000);
  assert.equal(FakeSocket.opened.length, 1);
  timers.pass(2_000);
  assert.equal(FakeSocket.opened.length, 2);
});

test("where no WebSocket gets through it fetches by HTTP with each further try", () => {
  FakeSocket.last.breakDown(1006);
  assert.equal(seen.polls, 0);
  timers.pass(500);
  FakeSocket.last.breakDown(1006);
  assert.equal(seen.polls, 1);
});

test("waking up tries at once instead of waiting", () => {
  FakeSocket.last.breakDown(1006);
  connection.wake();
  assert.equal(FakeSocket.opened.length, 2);
  timers.pass(10_000);
  assert.equal(FakeSocket.opened.length, 2);
});

test("when the browser says that the network is gone, the socket counts as closed at once", () => {
  FakeSocket.last.accept();
  connection.sleep();
  assert.deepEqual(seen.online, [false]);
  timers.pass(500);
  assert.equal(FakeSocket.opened.length, 2);
});

test("a ping and a broken frame are heard as signs of life and not passed on", () => {
  FakeSocket.last.accept();
  FakeSocket.last.tell({ type: "ping" });
  FakeSocket.last.onmessage({ data: "{broken" });
  assert.deepEqual(seen.frames, []);
});

test("the pause is never zero, never above 30 s, and spread over half of its step", () => {
  assert.equal(delay(0, () => 0), 250);
  assert.equal(delay(0, () => 1), 500);
  assert.equal(delay(50, () => 1), 30_000);
  assert.equal(delay(50, () => 0), 15_000);
});

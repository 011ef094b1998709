import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { backoffMs } from "../../../handover/web/static/console/helpers/backoff.js";
import { createConnection } from "../../../handover/web/static/console/models/connection.js";

/** A world in which time passes only when told. */
class World {
  time = 0;
  timers = [];
  setTimeout = (callback, after) => {
    const timer = { callback, at: this.time + after };
    this.timers.push(timer);
    return timer;
  };
  clearTimeout = (timer) => {
    this.timers = this.timers.filter((other) => other !== timer);
  };
  now = () => this.time;
  random = () => 1;
  pass(ms) {
    this.time += ms;
    for (const timer of this.timers.filter(({ at }) => at <= this.time)) {
      this.clearTimeout(timer);
      timer.callback();
    }
  }
}

class Socket {
  readyState = 0;
  sent = [];
  send = (text) => this.sent.push(JSON.parse(text));
  opens() {
    this.readyState = 1;
    this.onopen();
  }
  says(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
  close(code = 1000) {
    this.readyState = 3;
    this.onclose({ code });
  }
}

let world, sockets, seen, connection;

beforeEach(() => {
  world = new World();
  sockets = [];
  seen = { frames: [], states: [], opened: 0, signedOut: 0 };
  connection = createConnection({
    open: () => sockets[sockets.push(new Socket()) - 1],
    onFrame: (frame) => seen.frames.push(frame),
    onOpen: () => (seen.opened += 1),
    onState: ({ phase }) => seen.states.push(phase),
    onNotSignedIn: () => (seen.signedOut += 1),
    world,
  });
  connection.start();
});

test("it says hello first and hands on what it hears, but not the heartbeat", () => {
  sockets[0].opens();
  sockets[0].says({ type: "ping" });
  sockets[0].says({ type: "waiting", version: 1, items: [] });
  assert.deepEqual(sockets[0].sent, [{ type: "hello" }]);
  assert.deepEqual(seen.frames.map(({ type }) => type), ["waiting"]);
  assert.equal(seen.opened, 1);
});

test("pains row 4: it comes back after every close that it did not ask for, also after a normal one", () => {
  sockets[0].opens();
  sockets[0].close(1000);
  assert.equal(seen.states.at(-1), "waiting");
  world.pass(500);
  assert.equal(sockets.length, 2);
  sockets[1].opens();
  assert.equal(seen.opened, 2);
});

test("each try waits longer than the one before, up to 15 s, and hearing something starts over", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 20].map((tries) => backoffMs(tries, () => 1)), [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  assert.equal(backoffMs(1, () => 0), 250);
  sockets[0].close(1006);
  world.pass(500);
  sockets[1].close(1006);
  world.pass(999);
  assert.equal(sockets.length, 2);
  world.pass(1);
  sockets[2].opens();
  sockets[2].says({ type: "ping" });
  sockets[2].close(1012);
  world.pass(500);
  assert.equal(sockets.length, 4);
});

test("a line on which nothing comes any more is given up", () => {
  sockets[0].opens();
  world.pass(69_000);
  sockets[0].says({ type: "ping" });
  world.pass(69_999);
  assert.equal(seen.states.at(-1), "open");
  world.pass(1);
  assert.equal(seen.states.at(-1), "waiting");
});

test("when the sign-in has ended it stops until somebody hurries it", () => {
  sockets[0].opens();
  sockets[0].close(4401);
  world.pass(60_000);
  assert.equal(sockets.length, 1);
  assert.equal(seen.signedOut, 1);
  connection.hurry();
  assert.equal(sockets.length, 2);
});

test("nothing is sent where nobody listens, and late words of an old socket are not heard", () => {
  assert.equal(connection.send({ type: "watch" }), false);
  sockets[0].opens();
  assert.equal(connection.send({ type: "watch" }), true);
  sockets[0].close(1006);
  world.pass(500);
  sockets[0].says({ type: "waiting" });
  assert.deepEqual(seen.frames, []);
});

// A place in the queue that changes often is shown calmly, and read out more calmly still.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Waiting } from "../../../handover/web/static/widget/models/waiting.js";
import { FakeTimers } from "./doubles.js";

let timers;
let drawn;
let waiting;

beforeEach(() => {
  timers = new FakeTimers();
  drawn = 0;
  waiting = new Waiting({ changed: () => (drawn += 1), timers });
});

const place = (position, range = null, more = {}) => ({ position, wait_range_s: range, staffed: true, opens_at: null, answer_by: null, ...more });

test("a new place is shown at once", () => {
  for (const position of [3, 2, 1]) {
    waiting.take(place(position));
    assert.equal(waiting.shown.position, position);
  }
});

test("an expected wait stays for half a minute, and then the newest is shown", () => {
  waiting.take(place(2, [60, 300]));
  for (const high of [310, 320, 330]) waiting.take(place(2, [60, high]));
  assert.deepEqual(waiting.shown.wait_range_s, [60, 300]);
  timers.pass(29_999);
  assert.deepEqual(waiting.shown.wait_range_s, [60, 300]);
  timers.pass(1);
  assert.deepEqual(waiting.shown.wait_range_s, [60, 330]);
  assert.equal(drawn, 1);
  waiting.take(place(2, [60, 340]));
  assert.deepEqual(waiting.shown.wait_range_s, [60, 330]);
});

test("a new place brings its own expected wait", () => {
  waiting.take(place(2, [60, 300]));
  waiting.take(place(1, [10, 50]));
  assert.deepEqual(waiting.shown.wait_range_s, [10, 50]);
});

test("another expected wait is not read out", () => {
  waiting.take(place(2, [60, 300]));
  timers.pass(60_000);
  waiting.take(place(2, [60, 900]));
  timers.pass(60_000);
  assert.deepEqual(waiting.told.wait_range_s, [60, 300]);
});

test("new places are read out every half minute at most, the newest of them", () => {
  for (const position of [5, 4, 3]) waiting.take(place(position));
  assert.equal(waiting.told.position, 5);
  timers.pass(30_000);
  assert.equal(waiting.told.position, 3);
  assert.equal(drawn, 1);
});

test("that somebody is there again, or nobody any more, is shown at once", () => {
  waiting.take(place(1));
  waiting.take(place(1, null, { staffed: false, opens_at: "2026-11-24T07:00:00Z" }));
  assert.equal(waiting.shown.staffed, false);
  waiting.take(place(1));
  assert.equal(waiting.shown.staffed, true);
});

test("whoever waits again begins afresh", () => {
  waiting.take(place(2, [60, 300]));
  waiting.take(null);
  assert.equal(waiting.shown, null);
  assert.equal(waiting.told, null);
  waiting.take(place(2, [10, 50]));
  assert.deepEqual(waiting.shown.wait_range_s, [10, 50]);
  assert.deepEqual(waiting.told.wait_range_s, [10, 50]);
  timers.pass(60_000);
  assert.equal(drawn, 0);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { createOutbox } from "../../../handover/web/static/console/models/outbox.js";
import { memory } from "./memory.js";

let storage, posted, answers, changes;

beforeEach(() => {
  storage = memory();
  posted = [];
  answers = [];
  changes = 0;
});

function outbox(agentId = "ann") {
  let count = posted.length;
  return createOutbox({
    post: async (conversation, message, promised) => {
      posted.push({ conversation, ...message, ...(promised && { promised }) });
      const answer = answers.shift();
      if (answer) throw answer;
    },
    storage,
    agentId,
    newId: () => `id-${(count += 1)}`,
    onChange: () => (changes += 1),
  });
}

test("a message is there at once, and goes when the log has it", async () => {
  const box = outbox();
  const sent = box.send("a", "Guten Tag", "everyone");
  assert.deepEqual(box.of("a").map(({ text, state }) => [text, state]), [["Guten Tag", "sending"]]);
  await sent;
  assert.equal(box.of("a")[0].state, "sent");
  box.arrived(new Set(["id-1"]));
  assert.deepEqual(box.of("a"), []);
});

test("pains row 4: sending again uses the same id, so that nothing is stored twice", async () => {
  answers = [{ status: 0, code: "unreachable" }];
  const box = outbox();
  await box.send("a", "Guten Tag", "everyone");
  assert.equal(box.of("a")[0].state, "failed");
  await box.again("id-1");
  assert.deepEqual(posted.map(({ id, text, audience }) => [id, text, audience]), [
    ["id-1", "Guten Tag", "everyone"],
    ["id-1", "Guten Tag", "everyone"],
  ]);
});

test("messages of a conversation go out one after another, in the order in which they were written", async () => {
  const box = outbox();
  box.send("a", "eins", "everyone");
  assert.equal(posted.length, 0);
  await box.send("a", "zwei", "everyone");
  assert.deepEqual(posted.map(({ text }) => text), ["eins", "zwei"]);
});

test("a message that was under way at a reload can be sent again", () => {
  outbox().send("a", "Guten Tag", "staff");
  const [message] = outbox().of("a");
  assert.deepEqual([message.text, message.audience, message.state], ["Guten Tag", "staff", "failed"]);
});

test("who signs in next on this tab does not see it", () => {
  outbox("ann").send("a", "Guten Tag", "everyone");
  assert.deepEqual(outbox("ben").of("a"), []);
});

test("a message can be thrown away", async () => {
  answers = [{ status: 409, code: "wrong_floor" }];
  const box = outbox();
  await box.send("a", "zu spät", "everyone");
  assert.equal(box.of("a")[0].problem.code, "wrong_floor");
  box.discard("id-1");
  assert.deepEqual(box.of("a"), []);
});

test("a promised answer says that it is one, also when it is sent again after a reload", async () => {
  answers = [{ status: 503, code: "unavailable" }];
  await outbox().send("a", "Ja.", "everyone", [], true);
  await outbox().again("id-1");
  const answer = { conversation: "a", id: "id-1", text: "Ja.", promised: true };
  assert.deepEqual(posted, [answer, answer]);
});

// Files that an agent attaches to a message.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createCommands } from "../../../handover/web/static/console/models/commands.js";
import { createDrafts } from "../../../handover/web/static/console/models/drafts.js";
import { createOutbox } from "../../../handover/web/static/console/models/outbox.js";
import { createUploads, LARGEST_BYTES } from "../../../handover/web/static/console/models/uploads.js";
import { memory } from "./memory.js";

/** Uploads that a test lets end: `sent` has what is on its way. */
function desk() {
  const sent = [];
  let count = 0;
  const uploads = createUploads({
    upload: (conversation, file, options) => new Promise((resolve, reject) => sent.push({ conversation, file, ...options, resolve, reject })),
    newId: () => `u${(count += 1)}`,
    onChange: () => {},
  });
  return { uploads, sent };
}

const file = (name, size = 1000) => ({ name, size });
const settled = () => new Promise((resolve) => setTimeout(resolve));
const states = (uploads) => uploads.of("c").map(({ name, state, problem }) => [name, state, problem?.code ?? null]);

test("a file is sent at once and named in the next message", async () => {
  const { uploads, sent } = desk();
  uploads.add("c", [file("Rechnung.pdf")]);
  assert.deepEqual(states(uploads), [["Rechnung.pdf", "sending", null]]);
  assert.ok(uploads.busy("c"));
  sent[0].onProgress(0.5);
  assert.equal(uploads.of("c")[0].progress, 0.5);
  sent[0].resolve({ id: "f1", name: "Rechnung.pdf", type: "application/pdf", size: 1000 });
  await settled();
  assert.ok(!uploads.busy("c"));
  assert.deepEqual(uploads.take("c").map(({ id }) => id), ["f1"]);
  assert.deepEqual(uploads.take("c"), [], "a file goes with one message only");
});

test("what is too large, empty or too many is not sent, and says which", () => {
  const { uploads, sent } = desk();
  uploads.add("c", [file("leer.txt", 0), file("riesig.pdf", LARGEST_BYTES + 1), ...[1, 2, 3, 4, 5, 6].map((n) => file(`${n}.png`))]);
  assert.equal(sent.length, 5);
  assert.deepEqual(states(uploads).filter(([, state]) => state === "failed"), [
    ["leer.txt", "failed", "file_empty"],
    ["riesig.pdf", "failed", "file_too_large"],
    ["6.png", "failed", "file_too_many"],
  ]);
});

test("what the service refuses stays to be seen and does not go with the message", async () => {
  const { uploads, sent } = desk();
  uploads.add("c", [file("seite.html"), file("gut.pdf")]);
  sent[0].reject({ code: "unsupported_media_type", status: 415 });
  sent[1].resolve({ id: "f2", name: "gut.pdf" });
  await settled();
  assert.deepEqual(uploads.take("c").map(({ id }) => id), ["f2"]);
  assert.deepEqual(states(uploads), [["seite.html", "failed", "unsupported_media_type"]]);
});

test("a file that is removed is no longer sent and never named", async () => {
  const { uploads, sent } = desk();
  uploads.add("c", [file("falsch.pdf")]);
  uploads.remove("u1");
  assert.ok(sent[0].signal.aborted);
  sent[0].resolve({ id: "f1", name: "falsch.pdf" });
  await settled();
  assert.deepEqual(uploads.of("c"), []);
  assert.deepEqual(uploads.take("c"), []);
});

test("files of one conversation never go with a message of another", async () => {
  const { uploads, sent } = desk();
  uploads.add("c", [file("a.pdf")]);
  sent[0].resolve({ id: "f1", name: "a.pdf" });
  await settled();
  assert.deepEqual(uploads.of("d"), []);
  assert.deepEqual(uploads.take("d"), []);
  assert.equal(uploads.of("c").length, 1);
});

test("a message carries the ids of its files, and has words also where nobody wrote any", async () => {
  const { uploads, sent } = desk();
  const posted = [];
  const drafts = createDrafts(memory(), "ann");
  const outbox = createOutbox({ post: async (id, message) => posted.push(message), storage: memory(), agentId: "ann", newId: () => "m1", onChange: () => {} });
  const commands = createCommands({ api: {}, outbox, drafts, uploads, send: () => true, now: () => 0 });
  assert.equal(commands.sendDraft("c", String), false);
  uploads.add("c", [file("Etikett.pdf")]);
  sent[0].resolve({ id: "f1", name: "Etikett.pdf" });
  await settled();
  assert.equal(commands.sendDraft("c", (names) => `Anbei: ${names}`), true);
  await settled();
  assert.deepEqual(posted, [{ id: "m1", text: "Anbei: Etikett.pdf", audience: "everyone", attachments: ["f1"] }]);
  assert.deepEqual(outbox.of("c")[0].attachments, [{ id: "f1", name: "Etikett.pdf" }]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { essentials } from "../../../handover/web/static/console/helpers/essentials.js";
import { nameOf } from "../../../handover/web/static/console/helpers/people.js";
import { addressOf, conversationIn } from "../../../handover/web/static/console/models/address.js";
import { neighbour } from "../../../handover/web/static/console/models/inbox.js";
import { readAll } from "../../../handover/web/static/staff/models/reader.js";
import { editableSlots } from "../../../handover/web/static/console/models/slots.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";
import { texts } from "../../../handover/web/static/console/texts/index.js";
import names from "../../../handover/web/static/staff/texts/names.en.js";

const t = translator("en", [texts.en, names]);
const format = formats("en");

test("the address names the conversation, both ways", () => {
  assert.equal(conversationIn("/console/conversations/4c9b/"), "4c9b");
  assert.equal(conversationIn("/console"), null);
  assert.equal(conversationIn(addressOf("a b")), "a b");
});

test("the keys go round and round through my conversations", () => {
  const inbox = { assigned: { items: [{ id: "a" }, { id: "b" }] }, waiting: null };
  assert.equal(neighbour(inbox, "a", 1), "b");
  assert.equal(neighbour(inbox, "b", 1), "a");
  assert.equal(neighbour(inbox, "a", -1), "b");
  assert.equal(neighbour(inbox, "not mine", 1), "a");
  assert.equal(neighbour({ assigned: null, waiting: null }, "a", 1), null);
});

test("guests can be told apart", () => {
  assert.equal(nameOf({ id: "4c9b91", customer: null }, t), "Guest 4C9B");
  assert.equal(nameOf({ id: "4c9b91", customer: { name: null, email: "mia@example.com" } }, t), "mia@example.com");
});

test("whether a customer was verified is said in any case, and how", () => {
  const about = (summary, context) =>
    essentials({ t, format, summary, context, rating: null }).find(({ key }) => key === "identity");
  assert.equal(about({ customer: null }, null).text, "not verified");
  assert.equal(about({ customer: null }, { verified: { "BW-104512": "postcode" } }).text, "BW-104512 by postcode");
});

test("what is not known is left out and not made up", () => {
  const keys = essentials({ t, format, summary: { customer: null, language: "de" }, context: null, rating: null });
  assert.deepEqual(keys.map(({ key }) => key), ["identity", "language"]);
});

test("an agent can correct the order, but not declare it proven", () => {
  const context = { order: "BW-104512", slots: { verified: "BW-104512", confirmed: true, product: "Zelt" } };
  assert.deepEqual(editableSlots(context), { order_number: "BW-104512", product: "Zelt" });
  assert.deepEqual(editableSlots(null), { order_number: "", product: "" });
});

test("a long conversation is read page by page", async () => {
  const pages = {
    "/api/conversations/a": { id: "a" },
    "/api/conversations/a/events?after=0": { events: [{ seq: 1 }, { seq: 3 }], last_seq: 3, more: true },
    "/api/conversations/a/events?after=3": { events: [{ seq: 4 }], last_seq: 4, more: false },
  };
  const { value, events } = await readAll({ get: async (path) => pages[path] }, "a");
  assert.equal(value.id, "a");
  assert.deepEqual(events.map(({ seq }) => seq), [1, 3, 4]);
});

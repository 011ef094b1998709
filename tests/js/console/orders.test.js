import assert from "node:assert/strict";
import { test } from "node:test";

import { documentOf, inOrder, isTheirs, nameIn, returned } from "../../../handover/web/static/console/helpers/orders.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";

const order = (number, placed) => ({ number, placed_on: placed });

test("the order that it is about comes first, then the newest", () => {
  const orders = [order("BW-1", "2026-11-01"), order("BW-2", "2026-11-19"), order("BW-3", "2026-10-01")];
  assert.deepEqual(inOrder(orders, "BW-3").map(({ number }) => number), ["BW-3", "BW-2", "BW-1"]);
  assert.deepEqual(inOrder(orders, null).map(({ number }) => number), ["BW-2", "BW-1", "BW-3"]);
  assert.equal(orders[0].number, "BW-1", "the list that was given stays as it is");
});

test("what comes back is named as on the order, in the agent's language", () => {
  const lines = [{ sku: "BG-1", name: { de: "Zelt", en: "Tent" } }];
  assert.equal(returned({ skus: ["BG-1", "BG-9"] }, lines, "en"), "Tent, BG-9");
  assert.equal(nameIn("Zelt", "en"), "Zelt");
});

test("the address of a document leads nowhere else, whatever the shop calls its orders", () => {
  assert.equal(documentOf("c1", "BW-104512", "returns/RT-200017.pdf"), "c1/orders/BW-104512/returns/RT-200017.pdf");
  assert.equal(documentOf("c1", "../../me?x=1#", "invoice.pdf"), "c1/orders/..%2F..%2Fme%3Fx%3D1%23/invoice.pdf");
});

test("a tax is written with its tenth, where it has one", () => {
  assert.equal(formats("de").share(0.081).replaceAll("\u00a0", " "), "8,1 %");
  assert.equal(formats("en").share(0.19), "19%");
});

test("an order is a customer's by a proof of that order, or by the host site's word while it counts", () => {
  const mias = { number: "BW-1", email: "Mia@example.com" };
  const context = { verified: { "BW-1": "postcode" } };
  const soon = new Date(Date.now() + 60_000).toISOString();
  const mia = { email: "mia@example.com", verified: true, verified_until: soon };
  assert.equal(isTheirs(mias, { context, customer: null }), true);
  assert.equal(isTheirs({ ...mias, number: "BW-2" }, { context, customer: null }), false, "a proof is for one order");
  assert.equal(isTheirs(mias, { context: null, customer: mia }), true);
  assert.equal(isTheirs({ ...mias, email: "jonas@example.com" }, { context: null, customer: mia }), false);
  assert.equal(isTheirs(mias, { context: null, customer: { ...mia, verified_until: "2020-01-01T00:00:00Z" } }), false);
  assert.equal(isTheirs(mias, { context: null, customer: { ...mia, verified: false } }), false);
  assert.equal(isTheirs({ number: "toString" }, { context: {}, customer: null }), false);
});

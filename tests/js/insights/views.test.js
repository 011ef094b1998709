import assert from "node:assert/strict";
import { test } from "node:test";

import { failureAddress, failuresAddress, placeOf } from "../../../handover/web/static/insights/models/address.js";
import { choices } from "../../../handover/web/static/insights/models/choices.js";
import { createViews, viewOf } from "../../../handover/web/static/insights/models/views.js";

const place = (address) => placeOf(new URL(address, "http://lotse.example"));

/** A service that keeps views, and refuses names that are taken. */
function service(items = []) {
  return {
    asked: [],
    async get() {
      return { items: [...items], next: null };
    },
    async post(path, body) {
      this.asked.push([path, body]);
      if (items.some(({ name }) => name === body.name)) throw Object.assign(new Error(), { status: 409, code: "name_taken" });
      items.push({ id: "v1", ...body });
      return { id: "v1" };
    },
    async delete(path) {
      this.asked.push([path]);
      items.length = 0;
    },
  };
}

test("a view is saved, found again by its filters in any order, and removed", async () => {
  const views = createViews(service());
  assert.equal(await views.save("Gutscheine", { q: "gutschein", cause: "missing_content" }), true);
  assert.equal(views.get().done, "saved");
  const { items } = views.get();
  assert.equal(viewOf(items, { cause: "missing_content", q: "gutschein" })?.name, "Gutscheine");
  assert.equal(viewOf(items, { q: "gutschein" }), null);
  assert.equal(await views.remove("v1"), true);
  assert.deepEqual([views.get().items, views.get().done], [[], "removed"]);
});

test("a name that is taken is told and the views stay", async () => {
  const taken = { id: "v0", name: "Gutscheine", filters: {} };
  const views = createViews(service([taken]));
  await views.load();
  assert.equal(await views.save("Gutscheine", { q: "x" }), false);
  assert.equal(views.get().refused.code, "name_taken");
  assert.deepEqual(views.get().items, [taken]);
  views.forget();
  assert.equal(views.get().refused, null);
});

test("views that cannot be read are told of", async () => {
  const views = createViews({ get: async () => Promise.reject(new Error("away")) });
  await views.load();
  assert.equal(views.get().problem.message, "away");
});

test("what is looked for and every filter are in the address", () => {
  const filters = { q: "gutschein & co", outcome: "gave_up_in_queue", cause: "misunderstood", page: "https://x.example/a?b", model: "m1" };
  assert.deepEqual(place(failuresAddress({ period: "7d" }, filters)).filters, filters);
});

test("a failure knows the list that one came from, and has an address without it that stays", () => {
  const { page, id, period, filters } = place(failureAddress("4c9b", { period: "7d" }, { q: "zelt" }));
  assert.deepEqual([page, id, period, filters], ["failure", "4c9b", { period: "7d" }, { q: "zelt" }]);
  assert.equal(failureAddress("4c9b"), "/insights/failures/4c9b");
});

test("outcomes and causes can be chosen whether they are counted or not, models where they occur", () => {
  const figures = { failures: { by_model: [{ key: "m1", count: 3 }, { key: null, count: 1 }] } };
  assert.equal(choices("outcome", figures).length, 7);
  assert.equal(choices("cause", null).length, 6);
  assert.deepEqual(choices("model", figures, "m0"), [{ key: "m1", count: 3 }, { key: "m0", count: null }]);
});

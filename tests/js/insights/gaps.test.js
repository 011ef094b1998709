import assert from "node:assert/strict";
import { test } from "node:test";

import { changeOf, changeText, costText, proofText } from "../../../handover/web/static/insights/helpers/gaps.js";
import { failuresAddress, gapAddress, gapsAddress, placeOf } from "../../../handover/web/static/insights/models/address.js";
import { adviceOf, change, createGap, everyGap, gapName } from "../../../handover/web/static/insights/models/gap.js";
import de from "../../../handover/web/static/insights/texts/gaps.de.js";
import { texts } from "../../../handover/web/static/insights/texts/index.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { CAUSES } from "../../../handover/web/static/staff/models/codes.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";

const t = translator("de", [de]);
const format = formats("de");
const place = (address) => placeOf(new URL(address, "http://lotse.example"));

test("the list, one gap and its failures have addresses of their own", () => {
  const list = place(gapsAddress({ period: "7d" }, { state: "fixed", language: "en" }));
  assert.deepEqual([list.page, list.period, list.filters], ["gaps", { period: "7d" }, { state: "fixed", language: "en" }]);
  const one = place(gapAddress("a b", { period: "90d" }));
  assert.deepEqual([one.page, one.id, one.period], ["gap", "a b", { period: "90d" }]);
  assert.deepEqual(place(failuresAddress({ period: "7d" }, { gap: "none" })).filters, { gap: "none" });
});

test("a gap is called what an owner said, else by its words in the reader's language, else in another", () => {
  const names = { de: "Gutschein", en: "voucher" };
  assert.equal(gapName({ name: "Gutscheine", names }, "en"), "Gutscheine");
  assert.equal(gapName({ name: null, names }, "en"), "voucher");
  assert.equal(gapName({ name: null, names: { de: "Gutschein" } }, "en"), "Gutschein");
  assert.equal(gapName({ name: null, names: {} }, "en"), null);
});

test("how it changed is told only where there is something to compare with", () => {
  const told = (count, before) => changeText(t, format, { count, before });
  assert.equal(told(5, 2), "3 mehr als davor");
  assert.equal(told(1_000, 3_500), "2.500 weniger als davor");
  assert.equal(told(2, 2), "gleich viele wie davor");
  assert.equal(told(2, 0), "davor keiner");
  assert.equal(told(0, 0), null);
  assert.equal(told(2, null), null);
  assert.deepEqual(change({ count: 0, before: 3 }), { direction: "less", by: 3 });
});

test("what cost nothing says nothing of it", () => {
  assert.equal(costText(t, "de", { waiting_s: 0, agent_s: 0 }), null);
  assert.equal(costText(t, "de", { waiting_s: 180, agent_s: 3900 }), "3 min gewartet, 1 h 05 min Arbeit");
});

test("what helps is told by what agents said, else by the kind of the failures, else not at all", () => {
  const kinds = [{ key: "not_understood", count: 3 }, { key: "unhelpful_answer", count: 2 }, { key: "came_back", count: 2 }];
  const causes = [{ key: null, count: 5 }, { key: "missing_content", count: 2 }, { key: "misunderstood", count: 1 }];
  assert.deepEqual(adviceOf({ causes, kinds }), { cause: "missing_content", by: "cause", count: 2, of: 3 });
  assert.deepEqual(adviceOf({ causes: [{ key: null, count: 7 }], kinds }), { cause: "unclear_content", by: "kind", count: 4, of: 7 });
  assert.equal(adviceOf({ causes: [], kinds: [{ key: "gave_up", count: 2 }] }), null);
  assert.equal(adviceOf({ causes: [], kinds: [] }), null);
});

test("there is advice for each cause, in both languages", () => {
  for (const cause of CAUSES) assert.ok(texts.de[`gaps.advice.${cause}`] && texts.en[`gaps.advice.${cause}`], cause);
});

test("a proof is told with the counts behind it", () => {
  const [verdict, counted] = proofText(t, format, { before: { count: 40, of: 900 }, after: { count: 0, of: 1200 }, verdict: "stays_away", days: 21 });
  assert.match(verdict, /bleiben aus/);
  assert.equal(counted, "Davor scheiterten 40 von 900 Gesprächen daran, in den 21 Tagen seither 0 von 1.200 Gesprächen.");
});

test("every change of the history is told in words, from both sides", () => {
  const told = (one) => changeOf(t, format, "de", one);
  assert.equal(told({ kind: "created", count: 5 }), "Entstanden aus 5 Fehlschlägen");
  assert.equal(told({ kind: "merged", gap: "x", name: "Miete", names: {}, count: 1 }), "«Miete» kam dazu, mit einem Fehlschlag");
  assert.equal(told({ kind: "merged", into: "x", name: null, names: { de: "Miete" } }), "Wurde ein Teil von «Miete»");
  assert.equal(told({ kind: "split", out_of: "x", name: null, names: {}, count: 2 }), "Mit 2 Fehlschlägen abgetrennt von «Ohne Namen»");
  assert.equal(told({ kind: "sorted", was: 1_200, count: 80 }), "Mit allem, was seither kam, neu geordnet: 80 statt 1.200 Fehlschläge");
  assert.equal(told({ kind: "sorted", into: "x", name: null, names: { de: "Miete" } }), "Neu geordnet: das meiste gehört jetzt zu «Miete»");
  assert.equal(told({ kind: "renamed", was: "a", to: null }), "Heisst wieder nach ihren Wörtern");
  assert.equal(told({ kind: "assigned", to: null }), "Niemand kümmert sich mehr");
  assert.equal(told({ kind: "state", was: "open", to: "wont_do" }), "Von «Offen» auf «Bleibt so»");
});

test("what was refused is told, and what is shown stays", async () => {
  const refusal = Object.assign(new Error("no"), { status: 409, code: "fix_not_proven" });
  const asked = [];
  const api = {
    get: async (path) => (asked.push(path), { id: "1", state: "open" }),
    post: async (path, body) => {
      asked.push([path, body]);
      if (body.state) throw refusal;
      return { id: "1" };
    },
  };
  const model = createGap(api, "1", () => "from=x");
  await model.load();
  await model.act("state", { state: "verified" });
  assert.deepEqual([model.get().refused, model.get().busy, model.get().gap.state], [refusal, false, "open"]);
  await model.act("name", { name: "x" });
  assert.deepEqual([model.get().refused, model.get().done], [null, { noun: "name", answer: { id: "1" } }]);
  assert.deepEqual(asked.at(-1), "/api/gaps/1?from=x");
});

test("every gap can be chosen, also those at the end of a long list", async () => {
  const pages = { "/api/gaps?from=x": { items: [{ id: "1" }], next: "n" }, "/api/gaps?from=x&after=n": { items: [{ id: "2" }], next: null } };
  const found = await everyGap({ get: async (path) => pages[path] }, { from: "x" });
  assert.deepEqual(found.map(({ id }) => id), ["1", "2"]);
});

// Both languages say everything, and the same things.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenLanguage, translator } from "../../../handover/web/static/staff/models/texts.js";

const ROOT = "../../../handover/web/static";
const PAIRS = ["staff/texts/", "staff/texts/names.", ...["", "charts.", "savings."].map((topic) => `insights/texts/${topic}`)].concat(
  ["", "queue.", "conversation.", "acts."].map((topic) => `console/texts/${topic}`),
);

const read = async (path) => (await import(`${ROOT}/${path}.js`)).default;
const placeholders = (text) =>
  [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

for (const pair of PAIRS) {
  test(`${pair}: German and English have the same keys and the same blanks`, async () => {
    const [de, en] = [await read(`${pair}de`), await read(`${pair}en`)];
    assert.deepEqual(Object.keys(de).sort(), Object.keys(en).sort());
    for (const key of Object.keys(de)) assert.deepEqual(placeholders(de[key]), placeholders(en[key]), key);
  });
}

test("a text is filled in, and what it is filled with is not read again", () => {
  const t = translator("en", [{ said: "{name}: {text}" }]);
  assert.equal(t("said", { name: "{text}", text: "<b>" }), "{text}: <b>");
});

test("the form follows the count", () => {
  const t = translator("de", [{ unread: { one: "{count} Nachricht", other: "{count} Nachrichten" } }]);
  assert.equal(t("unread", { count: 1 }), "1 Nachricht");
  assert.equal(t("unread", { count: 0 }), "0 Nachrichten");
});

test("a code that this page does not know yet is shown as words", () => {
  const t = translator("en", [{ "reason.complaint": "complaint" }]);
  assert.equal(t.word("reason", "complaint"), "complaint");
  assert.equal(t.word("reason", "brand_new_reason"), "brand new reason");
});

test("a missing text is a fault and no empty place", () => {
  assert.throws(() => translator("en", [{}])("nothing.here"), /nothing.here/);
});

test("the language is the kept one, else the browser's first that we have, else English", () => {
  const storage = (kept) => ({ getItem: () => kept });
  assert.equal(chosenLanguage(storage("en"), ["de-CH"]), "en");
  assert.equal(chosenLanguage(storage(null), ["fr-CH", "de-CH"]), "de");
  assert.equal(chosenLanguage(storage("xx"), ["fr"]), "en");
});

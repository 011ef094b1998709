// What an agent reads first, over all that the bot can have been doing, in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { headline, shortHeadline } from "../../../handover/web/static/console/helpers/headline.js";
import { shown } from "../../../handover/web/static/console/helpers/values.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";
import de from "../../../handover/web/static/console/texts/conversation.de.js";
import en from "../../../handover/web/static/console/texts/conversation.en.js";
import namesDe from "../../../handover/web/static/staff/texts/names.de.js";
import namesEn from "../../../handover/web/static/staff/texts/names.en.js";

const LOCALES = {
  de: { t: translator("de", [de, namesDe]), format: formats("de") },
  en: { t: translator("en", [en, namesEn]), format: formats("en") },
};
const ORDER = "BW-104512";
const MOVE = { moves_on: "2026-12-01", new_address: "Rosenweg 3, 8005 Zürich", address_of: "order" };

const context = (more) => ({ slots: {}, order: null, verified: {}, task: null, asked: null, failed: null, ...more });
const read = (language, more, customer = null) =>
  headline({ ...LOCALES[language], context: more === null ? null : context(more), customer });
const sentence = (language, more, customer) => read(language, more, customer)?.sentence;

const proven = (task, slots = {}) => ({ task, slots, order: ORDER, verified: { [ORDER]: "postcode" } });

const EVERY_TASK = [
  ["track_order", proven("track_order"), "Bestellung BW-104512, bestätigt per Postleitzahl, Stand der Bestellung", "Order BW-104512, confirmed by postcode, state of the order"],
  ["cancel_order", { ...proven("cancel_order"), verified: { [ORDER]: "identity" } }, "Bestellung BW-104512, bestätigt durch die Anmeldung im Shop, Stornierung", "Order BW-104512, confirmed by being signed in to the shop, cancellation"],
  ["change_shipping_address", proven("change_shipping_address", MOVE), "Bestellung BW-104512, bestätigt per Postleitzahl, Neue Lieferadresse: für die Bestellung, Rosenweg 3, 8005 Zürich, ab 01.12.2026", "Order BW-104512, confirmed by postcode, new delivery address: for the order, Rosenweg 3, 8005 Zürich, from 01/12/2026"],
  ["return_item", proven("return_item", { items: "Steigeisen, Zelt", skus: ["BG-4001"] }), "Bestellung BW-104512, bestätigt per Postleitzahl, Rücksendung: Steigeisen, Zelt", "Order BW-104512, confirmed by postcode, return: Steigeisen, Zelt"],
  ["report_damaged_item", proven("report_damaged_item", { product: "Steigeisen" }), "Bestellung BW-104512, bestätigt per Postleitzahl, Artikel beschädigt: Steigeisen", "Order BW-104512, confirmed by postcode, damaged item: Steigeisen"],
  ["get_refund", { task: "get_refund", order: ORDER }, "Bestellung BW-104512, nicht bestätigt, Geld zurück", "Order BW-104512, not confirmed, money back"],
  ["track_refund", proven("track_refund"), "Bestellung BW-104512, bestätigt per Postleitzahl, Stand der Rückerstattung", "Order BW-104512, confirmed by postcode, state of the refund"],
  ["check_invoice", proven("check_invoice"), "Bestellung BW-104512, bestätigt per Postleitzahl, Fragen zur Rechnung", "Order BW-104512, confirmed by postcode, question about the invoice"],
  ["get_invoice", proven("get_invoice"), "Bestellung BW-104512, bestätigt per Postleitzahl, Kopie der Rechnung", "Order BW-104512, confirmed by postcode, copy of the invoice"],
  ["recover_password", { task: "recover_password", slots: { email: "mia@example.com" } }, "Passwort zurücksetzen: mia@example.com, nicht bestätigt", "Password reset: mia@example.com, not confirmed"],
  ["newsletter_subscription", { task: "newsletter_subscription", slots: { newsletter: "off" }, verified: { "mia@example.com": "code" } }, "Newsletter: abmelden, mia@example.com bestätigt per Code aus der E-Mail", "Newsletter: unsubscribe, mia@example.com confirmed by the code from the e-mail"],
  ["product_information", { task: "product_information", slots: { product: "Zelt Bivak" } }, "Frage zu einem Artikel: Zelt Bivak", "Question about an article: Zelt Bivak"],
  ["product_availability", { task: "product_availability", slots: { product: "Zelt Bivak" } }, "Verfügbarkeit: Zelt Bivak", "Availability: Zelt Bivak"],
];

for (const [task, known, german, english] of EVERY_TASK) {
  test(`the headline of ${task}`, () => {
    assert.equal(sentence("de", known), german);
    assert.equal(sentence("en", known), english);
  });

  test(`a step of ${task} that failed, and what was still asked`, () => {
    for (const language of ["de", "en"]) {
      const failed = { action: `action_${task}`, kind: "backend_error", detail: "the shop did not answer within 2 s" };
      const told = read(language, { ...known, failed, asked: "postcode" });
      assert.match(told.failed.text, language === "de" ? /^Beim .* hat das Bestellsystem nicht geantwortet\.$/ : /^While .*, the order system did not answer\.$/);
      assert.equal(told.failed.detail, "the shop did not answer within 2 s");
      assert.match(told.asked, language === "de" ? /: Postleitzahl\.$/ : /: Postcode\.$/);
      const checking = read(language, { ...known, failed: { ...failed, action: `validate_${task}_form` } });
      assert.equal(checking.failed.text, told.failed.text, "the same step, seen from its form");
    }
  });
}

test("the detail of a failure is told without the name that it has in the log", () => {
  const failed = { action: "action_cancel_order", kind: "no_result", detail: "action_cancel_order: the order is shipped" };
  assert.deepEqual(read("de", { ...proven("cancel_order"), failed }).failed, { text: "Beim Stornieren kam der Assistent nicht weiter.", detail: "the order is shipped" });
});

test("the sentences of the issue", () => {
  const failed = { action: "action_cancel_order", kind: "backend_error", detail: null };
  assert.equal(read("de", { ...proven("cancel_order"), failed }).failed.text, "Beim Stornieren hat das Bestellsystem nicht geantwortet.");
  assert.equal(read("de", { ...proven("cancel_order"), asked: "confirmed" }).asked, "Vom Assistenten gefragt, noch nicht beantwortet: ob es so ausgeführt werden soll.");
});

test("where nothing is known there is no headline", () => {
  assert.equal(read("de", null), null);
  assert.equal(read("de", {}), null);
  assert.equal(read("de", { slots: { language: "de" } }), null);
  for (const odd of ["text", 7, [], true]) assert.equal(headline({ ...LOCALES.de, context: odd }), null);
});

test("contexts of before, without task, asked and failed, still say the order and its proof", () => {
  const before = { slots: { order_number: ORDER, language: "de" }, order: ORDER, verified: { [ORDER]: "postcode" } };
  const told = headline({ ...LOCALES.de, context: before });
  assert.deepEqual(told, { sentence: "Bestellung BW-104512, bestätigt per Postleitzahl, Anliegen noch nicht bekannt", failed: null, asked: null });
});

test("the proof of another order proves nothing about this one", () => {
  assert.equal(sentence("de", { task: "cancel_order", order: ORDER, verified: { "BW-104855": "postcode" } }), "Bestellung BW-104512, nicht bestätigt, Stornierung");
});

test("being signed in is no proof of an order that is not theirs", () => {
  const customer = { verified: true, verified_until: new Date(Date.now() + 60_000).toISOString() };
  assert.match(sentence("de", { task: "cancel_order", order: ORDER }, customer), /nicht bestätigt/);
  assert.equal(sentence("de", { task: "recover_password" }, customer), "Passwort zurücksetzen, im Shop angemeldet");
});

test("what belongs to another matter is not mixed in, and nothing secret is said", () => {
  const slots = { product: "Zelt", postcode: "8004", code: "123456", confirmed: true, language: "de", order_number: ORDER };
  assert.equal(sentence("de", proven("cancel_order", slots)), "Bestellung BW-104512, bestätigt per Postleitzahl, Stornierung");
});

test("tasks, slots, steps and proofs that are newer than this page are told in words", () => {
  const known = { task: "rent_a_tent", slots: { nights: 3, with_stove: true }, order: ORDER, verified: { [ORDER]: "passkey" } };
  assert.equal(sentence("en", known), "Order BW-104512, confirmed passkey, rent a tent: nights 3, with stove yes");
  assert.equal(sentence("de", { task: "complaint", order: ORDER }), "Bestellung BW-104512, nicht bestätigt, Beschwerde");
  const told = read("en", { ...known, failed: { action: "action_rent", kind: "volcano", detail: 7 }, asked: "pitch_site" });
  assert.deepEqual(told.failed, { text: "In one step, something went wrong.", detail: null });
  assert.match(told.asked, /: pitch site\.$/);
});

test("a failure without a known matter is told all the same", () => {
  const told = read("de", { failed: { action: null, kind: "backend_error", detail: null } });
  assert.equal(told.sentence, "Anliegen noch nicht bekannt, nicht bestätigt");
  assert.equal(told.failed.text, "Bei einem Schritt hat das Bestellsystem nicht geantwortet.");
});

test("hostile values stay text, on one line and short", () => {
  const attacks = ["<img src=x onerror=alert(1)>", "{order} {how}", "a\nb\tc\u2028d", "\u202egnp.exe", "x".repeat(5000), "$& $1 ${t}", "'; DROP TABLE orders; --", "👩‍🚒".repeat(200)];
  for (const product of attacks) {
    const told = sentence("de", proven("report_damaged_item", { product }));
    assert.ok(told.startsWith("Bestellung BW-104512, bestätigt per Postleitzahl, Artikel beschädigt: "), told);
    assert.doesNotMatch(told, /[\n\t\u2028\u202e]/);
    assert.ok([...told].length < 170);
  }
  assert.match(sentence("de", proven("report_damaged_item", { product: "{order}" })), /: \{order\}$/);
  assert.match(sentence("de", proven("report_damaged_item", { product: attacks[0] })), /<img src=x onerror=alert\(1\)>$/);
});

test("odd shapes break nothing", () => {
  const shapes = [null, 0, false, "", "x", [], [[[]]], {}, { a: { b: {} } }, { street: 1, city: null }, Number.NaN];
  for (const language of ["de", "en"]) {
    for (const odd of shapes) {
      for (const [task, known] of EVERY_TASK) {
        const told = read(language, { ...known, slots: { product: odd, new_address: odd, moves_on: odd, items: odd, whatever: odd, constructor: odd } });
        assert.equal(typeof told.sentence, "string");
        assert.doesNotMatch(told.sentence, /undefined|\[object|: ,|, ,|, $/, `${task} ${JSON.stringify(odd)}: ${told.sentence}`);
      }
      for (const field of ["slots", "verified", "failed", "asked", "task", "order"]) {
        assert.doesNotThrow(() => read(language, { ...proven("cancel_order"), [field]: odd }), field);
      }
    }
    for (const task of ["constructor", "__proto__", "toString"]) assert.equal(typeof sentence(language, { task }), "string");
  }
});

test("days, amounts, lists and addresses are written as people write them", () => {
  const { t, format } = LOCALES.de;
  assert.equal(shown(t, format, "from_on", "2026-12-01"), "01.12.2026");
  assert.equal(shown(t, format, "from_on", "2026-99-99"), "2026-99-99");
  assert.equal(shown(t, format, "amount", { amount: "12.50", currency: "CHF" }), "12.50 CHF");
  assert.equal(shown(t, format, "items", ["a", "b", "c", "d", "e"]), "a, b, c, d, …");
  assert.equal(shown(t, format, "address", { street: "Weg 1", postcode: "4109", city: "Leipzig" }), "Weg 1, 4109 Leipzig");
  assert.equal(shown(t, format, "x", null), null);
  assert.equal(shown(t, format, "x", " \u200b "), null);
});

test("a list has room for the matter and the order", () => {
  assert.equal(shortHeadline(LOCALES.en.t, { task: "cancel_order", order: ORDER }), "Cancellation · BW-104512");
  assert.equal(shortHeadline(LOCALES.de.t, { task: null, order: ORDER }), ORDER);
  assert.equal(shortHeadline(LOCALES.de.t, { task: "recover_password", order: null }), "Passwort zurücksetzen");
  assert.equal(shortHeadline(LOCALES.de.t, {}), null);
});

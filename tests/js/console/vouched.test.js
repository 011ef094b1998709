// The host site's word for who a customer is has an end, and agents are told when.

import assert from "node:assert/strict";
import { test } from "node:test";

import { essentials } from "../../../handover/web/static/console/helpers/essentials.js";
import { vouchedFor } from "../../../handover/web/static/console/helpers/vouched.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";
import de from "../../../handover/web/static/console/texts/conversation.de.js";
import namesDe from "../../../handover/web/static/staff/texts/names.de.js";
import en from "../../../handover/web/static/console/texts/conversation.en.js";
import names from "../../../handover/web/static/staff/texts/names.en.js";

const NINE = Date.parse("2026-11-23T09:00:00Z");
const in_ = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
const signed = (until) => ({ name: "Mia Keller", email: "mia@example.com", verified: true, verified_until: until });

const about = (customer, context = null, language = "en") => {
  const t = translator(language, language === "en" ? [en, names] : [de, namesDe]);
  const all = essentials({ t, format: formats(language), summary: { customer }, context, rating: null });
  return all.find(({ key }) => key === "identity");
};

test("the word counts up to its end and not at it", () => {
  const customer = signed("2026-11-23T09:30:00Z");
  assert.equal(vouchedFor(customer, NINE), true);
  assert.equal(vouchedFor(customer, NINE + 30 * 60_000 - 1), true);
  assert.equal(vouchedFor(customer, NINE + 30 * 60_000), false);
});

test("no word, one without an end, and one with a broken end count for nothing", () => {
  for (const customer of [null, undefined, {}, { verified: true }, signed(null), signed("soon"), { ...signed(in_(9)), verified: false }]) {
    assert.equal(vouchedFor(customer), false);
  }
});

test("an agent reads until when the customer counts as signed in, in both languages", () => {
  const until = in_(10);
  const at = { en: formats("en").time(until), de: formats("de").time(until) };
  assert.deepEqual([about(signed(until)).text, about(signed(until)).tone], [`signed in to the shop (until ${at.en})`, "good"]);
  assert.equal(about(signed(until), null, "de").text, `im Shop angemeldet (gilt bis ${at.de})`);
});

test("a sign-in that ran out is called so, and is no good sign by itself", () => {
  const until = in_(-10);
  const { text, tone } = about(signed(until));
  assert.equal(text, `sign-in to the shop has run out (was until ${formats("en").time(until)})`);
  assert.equal(tone, "open");
  assert.match(about(signed(until), null, "de").text, /^Anmeldung im Shop abgelaufen/);
  assert.equal(about(signed(null)).text, "sign-in to the shop has run out");
  const proven = about(signed(until), { verified: { "BW-104512": "postcode" } });
  assert.match(proven.text, /^BW-104512 by postcode, sign-in to the shop has run out/);
  assert.equal(proven.tone, "good");
});

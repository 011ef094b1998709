import assert from "node:assert/strict";
import { test } from "node:test";

import { refusalText } from "../../../handover/web/static/staff/helpers/refusals.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { sentence } from "../../../handover/web/static/staff/helpers/sentences.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";
import de from "../../../handover/web/static/staff/texts/names.de.js";
import en from "../../../handover/web/static/staff/texts/names.en.js";

const [german, english] = [translator("de", [de]), translator("en", [en])];

test("a refused access names the order that it was about", () => {
  const refused = { kind: "wrong_postcode", subject: "BW-104512" };
  assert.equal(refusalText(german, refused), "Falsche Postleitzahl für BW-104512");
  assert.equal(refusalText(english, refused), "Wrong postcode for BW-104512");
});

test("one without an order, and one of a kind that this page does not know, say what they can", () => {
  assert.equal(refusalText(english, { kind: "wrong_postcode", subject: null }), "Wrong postcode");
  assert.equal(refusalText(english, { kind: "brand_new", subject: "BW-104512" }), "brand new");
});

test("without a message it is a line of its own", () => {
  const event = { name: "access_refused", message_id: null, kind: "command_typed", subject: null };
  assert.equal(sentence(german, formats("de"), event), "Befehl an den Assistenten eingetippt");
});

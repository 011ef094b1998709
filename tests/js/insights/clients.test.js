import assert from "node:assert/strict";
import { test } from "node:test";

import { clientName } from "../../../handover/web/static/insights/helpers/clients.js";
import de from "../../../handover/web/static/insights/texts/de.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";

test("an address is called by the beginning of its hash, and several ones are told as such", () => {
  const t = translator("de", [de]);
  assert.equal(clientName(t, "3fa94b21c0ffee00c0ffee00c0ffee00"), "Adresse 3fa94b21");
  assert.equal(clientName(t, null), "mehrere Adressen");
});

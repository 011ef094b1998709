import assert from "node:assert/strict";
import { test } from "node:test";

import { texts as ofConsole } from "../../../handover/web/static/console/texts/index.js";
import { texts as ofInsights } from "../../../handover/web/static/insights/texts/index.js";
import ofStaff from "../../../handover/web/static/staff/texts/de.js";
import names from "../../../handover/web/static/staff/texts/names.de.js";

test("staff read German as it is written in Switzerland: no ß, and « » around what is quoted", () => {
  for (const [name, text] of Object.entries({ ...ofStaff, ...names, ...ofConsole.de, ...ofInsights.de })) {
    assert.doesNotMatch(typeof text === "string" ? text : JSON.stringify(text), /[ßẞ„“]/, name);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { duration, formats, pageName, safeLink } from "../../../handover/web/static/staff/helpers/format.js";

test("a wait is read at a glance", () => {
  assert.equal(duration(-3, "de"), "0 s");
  assert.equal(duration(59.9, "de"), "59 s");
  assert.equal(duration(60, "de"), "1 min");
  assert.equal(duration(3 * 3600 + 5 * 60, "de"), "3 h 05 min");
  assert.equal(duration(86_400, "de"), "1 Tag");
  assert.equal(duration(2 * 86_400, "en"), "2 days");
});

test("only addresses of pages become links", () => {
  assert.equal(safeLink("javascript:alert(1)"), null);
  assert.equal(safeLink("data:text/html,<script>"), null);
  assert.equal(safeLink("no address"), null);
  assert.equal(safeLink("https://bergwerk.example/shop/cart"), "https://bergwerk.example/shop/cart");
});

test("a page is called by its title, else by its path", () => {
  assert.equal(pageName({ url: "https://bergwerk.example/shop/cart", title: "Warenkorb" }), "Warenkorb");
  assert.equal(pageName({ url: "https://bergwerk.example/shop/cart", title: "" }), "/shop/cart");
  assert.equal(pageName(null), null);
});

test("numbers and languages are written in the reader's language", () => {
  assert.equal(formats("de").decimal(4.25), "4,3");
  assert.equal(formats("en").number(1234), "1,234");
  assert.equal(formats("de").language("en"), "Englisch");
  assert.equal(formats("en").language("not a language"), "not a language");
});

test("times are told by the clock of a zone, wherever the browser is", () => {
  const at = "2026-11-22T23:30:00Z";
  assert.equal(formats("de", "Europe/Zurich").dateTime(at), "23.11.2026, 00:30");
  assert.equal(formats("de", "America/Los_Angeles").dateTime(at), "22.11.2026, 15:30");
  assert.equal(formats("de", "Europe/Zurich").calendar("2026-11-23"), "23.11.2026");
});

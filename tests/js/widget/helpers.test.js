import assert from "node:assert/strict";
import { test } from "node:test";

import { check } from "../../../handover/web/static/widget/helpers/limits.js";
import { bare, firstSpoken, isSwiss } from "../../../handover/web/static/widget/helpers/language.js";
import { isSafe, pieces } from "../../../handover/web/static/widget/helpers/links.js";
import { describe } from "../../../handover/web/static/widget/helpers/page.js";
import { minutes, shortTime } from "../../../handover/web/static/widget/helpers/times.js";
import { uuid } from "../../../handover/web/static/widget/helpers/uuid.js";

const links = (text) => pieces(text).filter((piece) => piece.href).map((piece) => piece.href);

test("addresses and paths of this site become links, without the full stop behind them", () => {
  assert.deepEqual(links("Siehe „Retouren“ (/shop/returns) oder https://bergwerk.example/hilfe?a=1."), ["/shop/returns", "https://bergwerk.example/hilfe?a=1"]);
});

test("a link with a label shows its label", () => {
  assert.deepEqual(pieces("Zu [Meine Bestellungen](/shop/orders)."), [{ text: "Zu " }, { text: "Meine Bestellungen", href: "/shop/orders" }, { text: "." }]);
});

for (const text of ["24/7 und/oder", "10 / 12", "/ und //evil.test", "javascript:alert(1)", "[klick](javascript:alert(1))", "[x](data:text/html,1)", "[x](//evil.test)", "[x](/\\evil.test)", "mailto:a@b.test", "data:text/html,<b>"]) {
  test(`no link in: ${text}`, () => {
    assert.deepEqual(links(text), []);
    assert.equal(pieces(text).map((piece) => piece.text).join(""), text);
  });
}

test("only http, https and paths of this site are safe to follow", () => {
  for (const href of ["https://a.test", "http://a.test", "/a", "/"]) assert.equal(isSafe(href), true, href);
  for (const href of ["//a.test", "/\\a.test", "javascript:1", "ftp://a.test", "a.html", ""]) assert.equal(isSafe(href), false, href);
});

test("a customer's text is stripped, then looked at", () => {
  assert.deepEqual(check("  Hallo \n"), { text: "Hallo" });
  assert.deepEqual(check(" \n "), { problem: "empty" });
  assert.deepEqual(check("  /restart"), { problem: "command" });
  assert.deepEqual(check("😀".repeat(4000)), { text: "😀".repeat(4000) });
  assert.deepEqual(check("a".repeat(4001)), { problem: "too_long" });
});

test("the first language that we speak is taken, with its region", () => {
  assert.equal(firstSpoken(undefined, "fr", "en-GB", "de"), "en-GB");
  assert.equal(firstSpoken("", "fr"), "de");
  assert.equal(firstSpoken("de_ch"), "de-CH");
  assert.equal(firstSpoken("de-1996"), "de");
  assert.equal(bare("de-CH"), "de");
});

test("a German page that names no country leaves the Swiss spelling to the browser", () => {
  assert.equal(firstSpoken(undefined, "de", "de-CH"), "de-CH");
  assert.equal(firstSpoken(undefined, "de", "de-DE"), "de");
  assert.equal(firstSpoken("de-DE", "de", "de-CH"), "de-DE");
  assert.equal(firstSpoken("en", "de", "de-CH"), "en");
  assert.deepEqual(["de-CH", "de_LI", "de-AT", "de", "en-CH", undefined].map(isSwiss), [true, true, false, false, false, false]);
});

test("the page is told without its query and without fragments that are no route", () => {
  const page = (url) => describe(new URL(url), " Titel ");
  assert.deepEqual(page("https://a.test/cart?email=mia@example.com&token=1#top"), { url: "https://a.test/cart", title: "Titel" });
  assert.equal(page("https://a.test/app#/cart?mail=x").url, "https://a.test/app#/cart");
});

test("times are short today, with the day before that", () => {
  const now = new Date(2026, 10, 22, 15, 0);
  assert.equal(shortTime(new Date(2026, 10, 22, 9, 5).toISOString(), "de", now), "09:05");
  assert.match(shortTime(new Date(2026, 10, 20, 9, 5).toISOString(), "de", now), /Fr.*09:05/);
  assert.match(shortTime(new Date(2026, 9, 2, 9, 5).toISOString(), "en", now), /2 Oct/);
  assert.equal(shortTime(new Date(2026, 10, 22, 14, 5).toISOString(), "en", now), "14:05");
  assert.equal(shortTime("gestern", "de", now), "");
});

test("an unknown wait stays unknown", () => {
  assert.equal(minutes(null), null);
  assert.equal(minutes(20), 1);
  assert.equal(minutes(150), 3);
});


test("ids are UUIDs of version 4 also where the browser makes none", () => {
  const insecure = { getRandomValues: (bytes) => globalThis.crypto.getRandomValues(bytes) };
  assert.match(uuid(insecure), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(uuid(insecure), uuid(insecure));
});

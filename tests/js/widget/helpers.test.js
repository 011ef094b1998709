import assert from "node:assert/strict";
import { test } from "node:test";

import { check, checkEmail } from "../../../handover/web/static/widget/helpers/limits.js";
import { bare, firstSpoken, isSwiss } from "../../../handover/web/static/widget/helpers/language.js";
import { isSafe, pieces } from "../../../handover/web/static/widget/helpers/links.js";
import { describe } from "../../../handover/web/static/widget/helpers/page.js";
import { moment, shortTime, span } from "../../../handover/web/static/widget/helpers/times.js";
import { uuid } from "../../../handover/web/static/widget/helpers/uuid.js";
import { de } from "../../../handover/web/static/widget/texts/de.js";
import { en } from "../../../handover/web/static/widget/texts/en.js";

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

test("a moment ahead is told in words that are still true after midnight", () => {
  const now = new Date(2026, 10, 20, 17, 30);
  const told = (day, hour, texts, language) => moment(new Date(2026, 10, day, hour, 5).toISOString(), texts, language, now);
  assert.equal(told(20, 19, de, "de"), "heute, 19:05 Uhr");
  assert.equal(told(20, 19, en, "en"), "19:05 today");
  assert.equal(told(23, 8, de, "de-CH"), "Montag, 8:05 Uhr");
  assert.equal(told(23, 8, en, "en"), "8:05 on Monday");
  assert.equal(told(26, 8, de, "de"), "Donnerstag, 8:05 Uhr");
  assert.equal(told(27, 8, de, "de"), "Freitag, 27. November, 8:05 Uhr");
  assert.match(told(27, 8, en, "en"), /^8:05 on Friday,? 27 November$/);
  assert.equal(told(19, 8, de, "de"), "Donnerstag, 19. November, 8:05 Uhr");
});

test("a range of seconds becomes whole minutes or hours, rounded outwards", () => {
  const cases = [
    [20, 50, 0, 1, false],
    [20, 61, 0, 2, false],
    [60, 300, 1, 5, false],
    [170, 500, 2, 9, false],
    [11 * 60, 26 * 60, 10, 30, false],
    [31 * 60, 90 * 60, 30, 90, false],
    [50 * 60, 91 * 60, 0, 2, true],
    [3600, 5 * 3600, 1, 5, true],
  ];
  for (const [low, high, from, to, inHours] of cases) assert.deepEqual(span(low, high), { from, to, inHours }, `${low} to ${high}`);
});

test("an address without a mailbox or a domain is held back, and everything else is for the service to judge", () => {
  assert.deepEqual(checkEmail(" mia.keller@example.com "), { email: "mia.keller@example.com" });
  assert.deepEqual(checkEmail("mïa+x@bücher.example"), { email: "mïa+x@bücher.example" });
  assert.deepEqual(checkEmail("  "), { problem: "empty" });
  for (const none of ["mia", "mia@", "@example.com", "mia@example", "mia keller@example.com", "a@b@c.example", "mia@example."]) {
    assert.deepEqual(checkEmail(none), { problem: "wrong" }, none);
  }
});

test("ids are UUIDs of version 4 also where the browser makes none", () => {
  const insecure = { getRandomValues: (bytes) => globalThis.crypto.getRandomValues(bytes) };
  assert.match(uuid(insecure), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(uuid(insecure), uuid(insecure));
});

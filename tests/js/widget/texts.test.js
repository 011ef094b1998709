import assert from "node:assert/strict";
import { test } from "node:test";

import { Refused } from "../../../handover/web/static/widget/models/api.js";
import { de } from "../../../handover/web/static/widget/texts/de.js";
import { en } from "../../../handover/web/static/widget/texts/en.js";
import { problemText, promiseText, queueTexts, speaker, textsFor } from "../../../handover/web/static/widget/texts/index.js";

test("both languages have the same texts, and none is empty or the same as in the other where it should differ", () => {
  assert.deepEqual(Object.keys(de), Object.keys(en));
  const alike = new Set(["bot"]);
  for (const name of Object.keys(de)) {
    assert.equal(typeof de[name], typeof en[name], name);
    assert.ok(String(de[name]).length > 0 && String(en[name]).length > 0, name);
    if (!alike.has(name)) assert.notEqual(String(de[name]), String(en[name]), name);
  }
});

test("a language with a country has the texts of its language", () => {
  assert.equal(textsFor("de-AT"), de);
  assert.equal(textsFor("en-GB"), en);
  assert.equal(textsFor("en-CH"), en);
});

test("Swiss customers read no ß, and else the same", () => {
  const swiss = textsFor("de-CH");
  assert.equal(swiss.close, "Chat schliessen");
  assert.equal(textsFor("de-LI"), swiss);
  assert.deepEqual(Object.keys(swiss), Object.keys(de));
  for (const [name, text] of Object.entries(swiss)) assert.doesNotMatch(String(text), /[ßẞ]/, name);
});

test("why something did not get through is said in words, with the time when it is known", () => {
  assert.match(problemText(new Refused("too_many", { retryAfterS: 12 }), de), /12 Sekunden/);
  assert.match(problemText(new Refused("unavailable", { retryAfterS: 90 }), en), /2 minutes/);
  assert.match(problemText(new Refused("unavailable"), de), /in einem Moment/);
  assert.equal(problemText(new Refused("conflict", { code: "choice_not_offered" }), de), de.problemChoice);
  assert.equal(problemText(null, de), de.problemInterrupted);
  for (const kind of ["offline", "too_long", "invalid", "forbidden", "conflict", "gone"]) {
    assert.ok(problemText(new Refused(kind), en).length > 10, kind);
  }
});

test("of the queue only what is known is said", () => {
  const said = (queue, texts = de) => queueTexts(queue && { staffed: true, opens_at: null, ...queue }, texts, "de");
  assert.deepEqual(said(null), { place: de.positionUnknown, wait: "" });
  assert.deepEqual(said({ position: 1, wait_range_s: null }), { place: "Sie sind als Nächstes dran.", wait: "" });
  assert.deepEqual(said({ position: 3, wait_range_s: [60, 300] }, en), { place: "You are number 3.", wait: "Wait: about 1 to 5 minutes." });
});

test("the wait is said as people say it", () => {
  const said = (low, high, texts = de) => queueTexts({ position: 1, wait_range_s: [low, high] }, texts, "de").wait;
  assert.equal(said(5, 55), "Wartezeit: weniger als eine Minute.");
  assert.equal(said(30, 290), "Wartezeit: bis zu 5 Minuten.");
  assert.equal(said(180, 480), "Wartezeit: etwa 3 bis 8 Minuten.");
  assert.equal(said(120, 120), "Wartezeit: etwa 2 Minuten.");
  assert.equal(said(1800, 7000), "Wartezeit: bis zu 2 Stunden.");
  assert.equal(said(4000, 9000, en), "Wait: about 1 to 3 hours.");
});

test("where nobody is there, it is said who is back when, and no place that nobody comes to", () => {
  const nobody = { position: 2, wait_range_s: null, staffed: false };
  const soon = new Date(Date.now() + 3 * 86_400_000);
  const said = (opensAt, texts, language) => queueTexts({ ...nobody, opens_at: opensAt }, texts, language).place;
  assert.equal(said(null, de, "de"), de.nobody);
  assert.match(said(soon.toISOString(), de, "de"), /^Gerade ist niemand da\. Wir sind wieder da ab (\p{L}+tag|Mittwoch), \d+:\d\d Uhr\.$/u);
  assert.match(said(soon.toISOString(), en, "en"), /^Nobody is here right now\. We are back from \d+:\d\d on \w+day\.$/);
});

test("a promise names when and where to, and says sorry once the time is over", () => {
  const dueAt = new Date().toISOString();
  assert.match(promiseText({ dueAt, broken: false }, "mia@example.com", de, "de"), /^Wir antworten bis heute, \d+:\d\d Uhr an mia@example\.com\.$/);
  assert.match(promiseText({ dueAt, broken: false }, null, en, "en"), /today by e-mail\.$/);
  assert.match(promiseText({ dueAt, broken: true }, "mia@example.com", de, "de"), /tut uns leid.*mia@example\.com/);
});

test("who answers is told for each floor; an agent without a known name is still a person", () => {
  const timeline = { agent: null };
  assert.deepEqual(speaker({ floor: "agent", timeline }, de), { name: de.agentUnnamed, role: de.agentRole });
  assert.equal(speaker({ floor: "agent", timeline: { agent: "Ann" } }, de).name, "Ann");
  assert.deepEqual(["bot", "queue", "closed"].map((floor) => speaker({ floor, timeline }, en).name), [en.bot, en.waiting, en.closed]);
});

test("the header says so where nobody is there, and where an answer is still to come", () => {
  const timeline = { agent: null, promise: { dueAt: "2026-11-24T11:00:00Z", broken: false } };
  assert.equal(speaker({ floor: "queue", queue: { staffed: false }, timeline }, de).role, de.waitingRoleNobody);
  assert.equal(speaker({ floor: "queue", queue: { staffed: true }, timeline }, de).role, de.waitingRole);
  assert.equal(speaker({ floor: "closed", queue: null, timeline }, de).name, de.promised);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { Refused } from "../../../handover/web/static/widget/models/api.js";
import { de } from "../../../handover/web/static/widget/texts/de.js";
import { en } from "../../../handover/web/static/widget/texts/en.js";
import { noticeText, problemText, queueText, speaker, textsFor } from "../../../handover/web/static/widget/texts/index.js";

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
  assert.equal(queueText(null, de), de.positionUnknown);
  assert.equal(queueText({ position: 1, wait_s: null, wait_range_s: null }, de), "Sie sind als Nächstes dran.");
  assert.equal(queueText({ position: 3, wait_s: 170, wait_range_s: null }, de), "Sie sind auf Platz 3. Etwa 3 Minuten.");
  assert.equal(queueText({ position: 3, wait_s: 170, wait_range_s: [60, 300] }, en), "You are number 3. About 1 to 5 minutes.");
});

test("every change of who answers has its words, with the agent's name", () => {
  assert.match(noticeText({ name: "accepted", event: { agent: { name: "Ann" } } }, de), /^Ann /);
  const said = ["escalated", "withdrawn", "released", "returned_to_bot", "reopened", "ended"].map((name) => noticeText({ name, event: {} }, en));
  assert.equal(new Set(said).size, said.length);
});

test("who answers is told for each floor; an agent without a known name is still a person", () => {
  const timeline = { agent: null };
  assert.deepEqual(speaker({ floor: "agent", timeline }, de), { name: de.agentUnnamed, role: de.agentRole });
  assert.equal(speaker({ floor: "agent", timeline: { agent: "Ann" } }, de).name, "Ann");
  assert.deepEqual(["bot", "queue", "closed"].map((floor) => speaker({ floor, timeline }, en).name), [en.bot, en.waiting, en.closed]);
});

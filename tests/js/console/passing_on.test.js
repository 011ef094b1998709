import assert from "node:assert/strict";
import { test } from "node:test";

import { createCommands } from "../../../handover/web/static/console/models/commands.js";
import { teamName } from "../../../handover/web/static/console/models/teams.js";
import { dueText, isOverdue } from "../../../handover/web/static/console/helpers/promises.js";
import { aboutColleague, aboutTeam, targetOf, targets } from "../../../handover/web/static/console/helpers/targets.js";
import { editableSlots } from "../../../handover/web/static/console/models/slots.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";
import { texts } from "../../../handover/web/static/console/texts/index.js";

const t = translator("en", [texts.en]);
const format = formats("en");
const TEAM = { id: "default", names: { de: "Kundenservice", en: "Customer service" } };

function colleague(name, some = {}) {
  const usual = { team: TEAM, languages: ["de", "en"], skills: [], availability: "online", present: true, capacity: 3, assigned: 1 };
  return { id: name.toLowerCase(), name, ...usual, ...some };
}

test("who is there and has room comes first, and I am not among them", () => {
  const agents = [
    colleague("Ann"),
    colleague("Away", { availability: "away" }),
    colleague("Full", { assigned: 3 }),
    colleague("Zoe"),
    colleague("Gone", { present: false }),
    colleague("Ben"),
  ];
  const names = targets(agents, { id: "ann" }).map(({ name }) => name);
  assert.deepEqual(names, ["Ben", "Zoe", "Full", "Away", "Gone"]);
});

test("of a colleague it says whether they are there, have room, and what they can", () => {
  const about = (some) => aboutColleague(t, "en", colleague("Ben", some));
  assert.equal(about({ skills: ["invoices"] }), "there · 1 of 3 conversations · Customer service · DE, EN · invoices");
  assert.match(about({ assigned: 3 }), /^there · no room \(3 of 3\)/);
  assert.match(about({ availability: "away" }), /^away for a moment/);
  assert.match(about({ present: false }), /^not there/);
});

test("of a team it says whether it is open, and else when it opens", () => {
  assert.equal(aboutTeam(t, format, { open: true, opens_at: null }), "open");
  assert.equal(aboutTeam(t, format, { open: false, opens_at: null }), "closed");
  assert.match(aboutTeam(t, format, { open: false, opens_at: "2026-11-24T08:00:00Z" }), /^closed, opens 24\/11\/2026/);
});

test("it is given back to everybody, to a team or to one person", async () => {
  const asked = [];
  const { giveBack } = createCommands({ api: { delete: async (path, body) => asked.push(body) } });
  for (const chosen of ["anybody", "team returns", "agent ben"]) await giveBack("c", targetOf(chosen)?.to ?? null);
  assert.deepEqual(asked, [
    { reason: "given_back" },
    { reason: "transferred", to: { team: "returns" } },
    { reason: "transferred", to: { agent: "ben" } },
  ]);
});

test("a team that is not known is called by its id", () => {
  assert.equal(teamName([TEAM], "default", "de"), "Kundenservice");
  assert.equal(teamName([TEAM], "returns", "de"), "returns");
});

test("a promise says until when, with the day when it is not today, and that it is overdue", () => {
  const now = Date.parse("2026-11-23T09:00:00Z");
  const text = (due_at, overdue = false) => dueText(t, format, "en", { due_at, overdue }, now);
  assert.match(text("2026-11-23T09:30:00Z"), /^by \d\d:\d\d$/);
  assert.match(text("2026-11-25T09:30:00Z"), /^by 25\/11\/2026, \d\d:\d\d$/);
  assert.equal(text("2026-11-23T07:00:00Z"), "overdue for 2 h 00 min");
  assert.equal(text("2026-11-23T09:30:00Z", true), "overdue", "the service knows better than this clock");
  assert.equal(isOverdue({ due_at: "2026-11-23T09:00:00Z" }, now), false);
});

test("the assistant is offered the order that is known, and nothing that people cannot vouch for", () => {
  const slots = { product: "Seil", order_number: null, verified: "BW-104512", verified_by: "code", skus: "a", code: "123456", last_task: "x" };
  assert.deepEqual(editableSlots({ slots, order: "BW-104512" }), { product: "Seil", order_number: "BW-104512" });
  assert.deepEqual(editableSlots(null), { order_number: "", product: "" });
});

// Whatever happens in front of a customer has its words: docs/protocol.md says what customers see, and nothing of it is left out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Timeline } from "../../../handover/web/static/widget/models/timeline.js";
import { de } from "../../../handover/web/static/widget/texts/de.js";
import { en } from "../../../handover/web/static/widget/texts/en.js";
import { noticeText } from "../../../handover/web/static/widget/texts/index.js";

// What a customer sees of these is no notice: the greeting, the message itself, the message of the service that comes with it,
// what they did themselves, and the language of everything.
const ELSEWHERE = ["conversation_opened", "message_posted", "told_to_wait", "judged", "rated", "visited", "language_changed"];

const page = readFileSync(new URL("../../../docs/protocol.md", import.meta.url), "utf8");
const table = page.slice(page.indexOf("\n## Events"), page.indexOf("`reason` of a release"));
const events = [...table.matchAll(/^\| `(\w+)` \|.*?\| ([^|]*) \| ([^|]*) ?\|$/gm)].map(([, name, sees, floor]) => ({ name, hidden: sees.trim() === "nothing", floor: floor.match(/`(\w+)`/)?.[1] ?? null }));
const visible = events.filter(({ hidden }) => !hidden);

const noticeOf = ({ name, floor }) => {
  const timeline = new Timeline();
  timeline.add({ seq: 1, at: "2026-11-23T09:00:00Z", name, floor, agent: { name: "Ann" }, due_at: "2026-11-24T11:00:00Z" });
  return timeline.entries.find((entry) => entry.kind === "notice");
};

test("the table of events is read whole", () => {
  assert.equal(events.length, table.match(/^\| `/gm).length);
  assert.ok(events.length >= 24);
  assert.ok(visible.some(({ name }) => name === "promise_broken"));
  assert.deepEqual(ELSEWHERE.filter((name) => !visible.some((event) => event.name === name)), []);
});

for (const event of visible.filter(({ name }) => !ELSEWHERE.includes(name))) {
  test(`a customer is told in both languages: ${event.name}`, () => {
    const notice = noticeOf(event);
    assert.ok(notice, "the log shows nothing");
    const said = [noticeText(notice, de, "de"), noticeText(notice, en, "en")];
    for (const text of said) assert.match(text, /^\p{Lu}.{10,}\.$/u);
    assert.notEqual(...said);
  });
}

test("each of them says something else, but the two that are one end", () => {
  const told = visible.filter(({ name }) => !ELSEWHERE.includes(name) && name !== "closed").map((event) => noticeText(noticeOf(event), en, "en"));
  assert.equal(new Set(told).size, told.length);
});

test("who came is told by name", () => {
  assert.match(noticeText(noticeOf({ name: "accepted", floor: "agent" }), de, "de"), /^Ann /);
});

// Every code that the service can send has a plain name.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { CAUSES, OUTCOMES } from "../../../handover/web/static/staff/models/codes.js";
import names from "../../../handover/web/static/staff/texts/names.de.js";
import namesEn from "../../../handover/web/static/staff/texts/names.en.js";

const source = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

/** The quoted words in the assignment of `name` in a Python file. */
function codesOf(text, name) {
  const found = new RegExp(`^${name}\\b[^=]*=\\s*(?:frozenset\\(|Literal)?[({\\[\\s]+([^)}\\]]*)`, "m").exec(text);
  assert.ok(found, `${name} is not where it was`);
  return [...found[1].matchAll(/"(\w+)"/g)].map(([, code]) => code);
}

function assertNamed(group, codes) {
  assert.ok(codes.length > 1, `no codes for ${group}`);
  for (const code of codes) assert.ok(names[`${group}.${code}`], `${group}.${code} has no plain name`);
}

test("outcomes and causes, all of which there are to choose from", () => {
  const outcome = source("handover/domain/outcome.py");
  assert.deepEqual(codesOf(outcome, "OUTCOMES"), OUTCOMES);
  assert.deepEqual(codesOf(outcome, "Cause"), CAUSES);
  assertNamed("outcome", OUTCOMES);
  assertNamed("cause", CAUSES);
});

test("reasons of escalation and of release", () => {
  const handover = source("handover/domain/handover.py");
  assertNamed("reason", codesOf(handover, "REASONS"));
  assertNamed("reason", codesOf(handover, "RELEASE_REASONS"));
});

test("kinds of failure", () => {
  assertNamed("failure", codesOf(source("handover/domain/failure.py"), "KINDS"));
});

test("kinds of refused access, also with the order where there is one", () => {
  const refusal = source("handover/domain/refusal.py");
  const codes = [...refusal.matchAll(/^ {4}[A-Z_]+ = "(\w+)"/gm)].map(([, code]) => code);
  assertNamed("refusal", codes);
  const [, told] = /^OF_BOT = frozenset\(([^)]*)\)/m.exec(refusal);
  assertNamed("refusal_of", [...told.matchAll(/RefusalKind\.(\w+)/g)].map(([, code]) => code.toLowerCase()));
});

test("intents of the assistant", () => {
  const intents = /^intents:\n((?:\s*(?:-.*|#.*)?\n)*)/m.exec(source("domain.yml"));
  const codes = [...intents[1].matchAll(/^\s*-\s*(\w+)/gm)].map(([, code]) => code);
  assertNamed("intent", codes);
});

test("what the assistant does, but for checking what it was told", () => {
  const actions = /^actions:\n((?:\s*(?:-.*|#.*)?\n)*)/m.exec(source("domain.yml"));
  const codes = [...actions[1].matchAll(/^\s*-\s*(action_\w+)/gm)].map(([, code]) => code);
  assertNamed("action", codes);
});

test("what the assistant knows and asks for, but for what it keeps to itself", () => {
  const slots = /^slots:\n([\s\S]*?)^\S/m.exec(source("domain.yml").replace(/^ *#.*\n/gm, ""));
  const own = new Set(["agenda", "last_task", "skus", "verified_by"]);
  const codes = [...slots[1].matchAll(/^ {2}(\w+):/gm)].map(([, code]) => code).filter((code) => !own.has(code));
  assertNamed("slot", codes);
});

test("steps that can fail, and the matters whose forms they belong to", () => {
  const domain = source("domain.yml");
  const forms = [...domain.matchAll(/^ {2}(\w+)_form:/gm)].map(([, task]) => task);
  const actions = [...domain.matchAll(/^ {2}- action_(\w+)$/gm)].map(([, step]) => step);
  assertNamed("task", forms);
  assertNamed("during", [...new Set([...forms, ...actions])]);
});

test("touchpoints of the demo's journey are called as its owner calls them, until the service has told", () => {
  const journey = source("data/journey.yml");
  const told = [...journey.matchAll(/^ {6}(\w+):\n {8}name: \{de: (.+), en: (.+)\}$/gm)];
  assertNamed("touchpoint", [...told.map(([, code]) => code), "other"]);
  for (const [, code, de, en] of told) {
    assert.deepEqual([names[`touchpoint.${code}`], namesEn[`touchpoint.${code}`]], [de, en]);
  }
});

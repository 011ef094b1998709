// The contrast that the design tokens promise (WCAG 2.2 AA), computed for both colour schemes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../../handover/web/static/css/tokens.css", import.meta.url), "utf8");
const darkAt = css.indexOf("@media screen and (prefers-color-scheme: dark)");
const darkEnd = css.indexOf("\n}\n", darkAt);

const colours = (source) => new Map([...source.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
const light = colours(css.slice(0, darkAt));
const dark = colours(css.slice(darkAt, darkEnd));

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const SURFACES = ["--surface-page", "--surface", "--surface-sunken", "--surface-raised", "--surface-hover"];
const pairs = (foregrounds, backgrounds) => foregrounds.flatMap((front) => backgrounds.map((back) => [front, back]));

const TEXT = [
  ...pairs(["--text", "--text-soft", "--text-faint", "--accent", "--accent-strong"], SURFACES),
  ...pairs(["--ok", "--warn", "--danger", "--info"], ["--surface-page", "--surface", "--surface-raised"]),
  ...pairs(["--on-accent"], ["--accent", "--accent-strong"]),
  ...pairs(["--accent", "--accent-strong", "--text"], ["--accent-soft"]),
  ...pairs(["--on-state"], ["--ok", "--warn", "--danger", "--info"]),
  ...["ok", "warn", "danger", "info"].flatMap((state) => pairs([`--${state}`, "--text"], [`--${state}-soft`])),
  ...["customer", "bot", "agent", "note"].map((who) => [`--on-bubble-${who}`, `--bubble-${who}`]),
  ["--on-signal", "--signal"],
];
const SHAPES = [
  ...pairs(["--line-strong", "--focus-ring"], ["--surface-page", "--surface", "--surface-raised"]),
  ...pairs(["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-6", "--chart-rest"], ["--surface"]),
  ...pairs(["--star"], ["--surface", "--surface-page"]),
];

for (const [scheme, values] of [["light", light], ["dark", dark]]) {
  test(`text on what lies below it has 4.5:1 in the ${scheme} scheme`, () => {
    for (const [front, back] of TEXT) {
      const ratio = contrast(values.get(front), values.get(back));
      assert.ok(ratio >= 4.5, `${front} on ${back}: ${ratio.toFixed(2)}`);
    }
  });
  test(`lines of controls and of charts have 3:1 in the ${scheme} scheme`, () => {
    for (const [front, back] of SHAPES) {
      const ratio = contrast(values.get(front), values.get(back));
      assert.ok(ratio >= 3, `${front} on ${back}: ${ratio.toFixed(2)}`);
    }
  });
}

test("both schemes name the same colours", () => {
  assert.deepEqual([...light.keys()].sort(), [...dark.keys()].sort());
});

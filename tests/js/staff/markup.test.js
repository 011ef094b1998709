// The pages keep to the policy they are served with, and nothing writes markup from data.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const WEB = new URL("../../../handover/web/", import.meta.url);
const read = (path) => readFileSync(new URL(path, WEB), "utf8");
const scripts = ["staff", "console", "insights"].flatMap((area) =>
  readdirSync(new URL(`static/${area}/`, WEB), { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .map((name) => `static/${area}/${name}`),
);

/** Texts, but not the plain names of the wire's codes. */
const ENGLISH = /\/texts\/(?!names\.)(\w+\.)?en\.js$/;

test("the pages have no inline script, no inline style, and name only files that exist", () => {
  for (const page of ["pages/console.html", "pages/insights.html"]) {
    const html = read(page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    const files = [...html.matchAll(/(?:href|src)="\/(static\/[^"]+)"/g)].map(([, file]) => file);
    assert.ok(files.length > 5);
    for (const file of files) assert.ok(read(file).length > 0, file);
  }
});

test("what customers write reaches the page as text alone", () => {
  assert.ok(scripts.length > 30);
  for (const script of scripts) {
    assert.doesNotMatch(read(script), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet/, script);
  }
});

test("every link whose address comes from data goes through the check of links", () => {
  for (const script of scripts) {
    for (const [, address] of read(script).matchAll(/href=\$\{([^}]*)/g)) {
      assert.match(address, /^(link|to|addressOf\(|INSIGHTS|`\/(api|console)\/)/, `${script}: ${address}`);
    }
  }
});

test("every text that a component asks for exists", async () => {
  const dictionaries = {};
  for (const file of scripts.filter((name) => ENGLISH.test(name))) {
    const area = file.split("/")[1];
    dictionaries[area] = { ...dictionaries[area], ...(await import(new URL(file, WEB))).default };
  }
  for (const script of scripts) {
    const area = script.split("/")[1];
    const texts = { ...dictionaries.staff, ...dictionaries[area] };
    for (const [, key] of read(script).matchAll(/\bt\("([\w.]+)"/g)) assert.ok(key in texts, `${script}: ${key}`);
  }
});

test("every text is asked for", () => {
  const all = scripts.filter((name) => !name.includes("/texts/")).map(read).join("\n");
  const starts = [...all.matchAll(/[`"]([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map(([, start]) => start);
  const groups = [...all.matchAll(/t\.word\("(\w+)"/g)].map(([, group]) => `${group}.`);
  for (const file of scripts.filter((name) => ENGLISH.test(name))) {
    for (const [, key] of read(file).matchAll(/^ {2}"([\w.]+)":/gm)) {
      const asked = all.includes(`"${key}"`) || [...starts, ...groups].some((start) => key.startsWith(start));
      assert.ok(asked, `${file}: nobody asks for ${key}`);
    }
  }
});

// The demo shop's pages agree with its database, and say everything in both languages.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { ARTICLES } from "../../../handover/web/static/shop/articles.js";

const root = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const ROW = /DemoArticle\("(?<sku>[^"]+)", "(?<de>[^"]+)", "(?<en>[^"]+)", (?<eur>\d+), (?<chf>\d+), (?<stock>\d+)(?:, (?<restock>\d+))?\)/g;
const sold = new Map([...read("actions/backend/demo_articles.py").matchAll(ROW)].map(({ groups }) => [groups.sku, groups]));
const pages = readdirSync(new URL("handover/web/pages/shop/", root));

test("every article on the pages is one of the database, with its names, prices and stock", () => {
  assert.ok(sold.size > 20);
  for (const article of ARTICLES) {
    const row = sold.get(article.sku);
    assert.ok(row, article.sku);
    assert.deepEqual([article.de, article.en, article.eur, article.chf], [row.de, row.en, Number(row.eur), Number(row.chf)]);
    const stock = Number(row.stock) === 0 ? "out" : Number(row.stock) <= 7 ? "few" : "in";
    assert.equal(article.stock, stock, article.sku);
    assert.equal(article.restockDays, row.restock ? Number(row.restock) : null, article.sku);
  }
});

test("every article has its picture and says everything in both languages", () => {
  for (const article of ARTICLES) {
    assert.ok(existsSync(new URL(`handover/web/static/shop/pictures/${article.sku}.svg`, root)), article.sku);
    for (const text of [article.about, ...article.facts]) assert.ok(text.de && text.en, article.sku);
  }
});

for (const page of pages) {
  const html = read(`handover/web/pages/shop/${page}`);

  test(`${page}: every text has its English beside it`, () => {
    // Names and contact data are the same in both.
    const same = new Set(["Bergwerk Club", "+41 44 555 01 80", "+49 30 5550 180", "service@bergwerk.example"]);
    for (const [, tag, attributes, text] of html.matchAll(/<(\w+)((?:\s[^<>]*)?)>([^<>]+)</g)) {
      if (!text.trim() || tag === "script" || same.has(text.trim())) continue;
      assert.match(attributes, / data-en="/, `${tag}: ${text.trim()}`);
    }
    for (const [tag] of html.matchAll(/<[^<>]+\saria-label="[^<>]+>/g)) assert.match(tag, / data-en-label="/, tag);
  });

  test(`${page}: embeds the chat with one line and has nothing inline`, () => {
    assert.equal(html.match(/<script src="\/widget\.js" async><\/script>/g).length, 1);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|<script>|https?:\/\//);
  });
}

import { ARTICLES, CATEGORIES } from "../articles.js";
import { drawCards } from "../card.js";
import { h } from "../dom.js";
import { centsOf } from "../prices.js";
import { t } from "../texts.js";

const SORTS = {
  best: () => 0,
  cheap: (a, b) => centsOf(a) - centsOf(b),
  dear: (a, b) => centsOf(b) - centsOf(a),
  name: (a, b) => t(a.de, a.en).localeCompare(t(b.de, b.en)),
};

export function draw() {
  const query = new URLSearchParams(location.search);
  const category = CATEGORIES.find(({ id }) => id === query.get("category"));
  const words = (query.get("q") ?? "").trim();
  drawHeading(category, words);
  drawFilters(category);
  const sort = document.querySelector("#sort");
  const stock = document.querySelector("#in-stock");
  const cards = () => {
    const found = ARTICLES.filter((article) => (!category || article.category === category.id) && matches(article, words) && (!stock.checked || article.stock !== "out"));
    drawCards(document.querySelector("#cards"), found.sort(SORTS[sort.value]));
    document.querySelector("#found").textContent = t(`${found.length} Artikel`, `${found.length} ${found.length === 1 ? "item" : "items"}`);
    document.querySelector("#nothing").hidden = found.length > 0;
  };
  for (const input of [sort, stock]) input.addEventListener("change", cards);
  document.addEventListener("shop-changed", cards);
  cards();
}

function drawHeading(category, words) {
  const heading = document.querySelector("h1");
  if (words) heading.textContent = t(`Suche nach „${words}“`, `Search for “${words}”`);
  else if (category) heading.textContent = t(category.de, category.en);
  document.title = `${heading.textContent} – Bergwerk`;
}

function drawFilters(chosen) {
  const chip = (href, name, current) => h("li", {}, h("a", { class: "chip", href, "aria-current": current && "page" }, name));
  document
    .querySelector("#filters")
    .append(chip("/shop/products", t("Alle", "All"), !chosen), ...CATEGORIES.map(({ id, de, en }) => chip(`/shop/products?category=${id}`, t(de, en), chosen?.id === id)));
}

function matches(article, words) {
  const text = `${article.de} ${article.en} ${article.sku} ${article.about.de} ${article.about.en}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

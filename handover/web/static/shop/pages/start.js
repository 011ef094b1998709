import { ARTICLES, CATEGORIES } from "../articles.js";
import { drawCards } from "../card.js";
import { h } from "../dom.js";
import { t } from "../texts.js";

const BEST = ["BG-1001", "BG-2001", "BG-3001", "BG-4001", "BG-2201", "BG-6001", "BG-2005", "BG-6003"];

export function draw() {
  const signs = CATEGORIES.map(({ id, de, en }) => {
    const count = ARTICLES.filter((article) => article.category === id).length;
    return h("li", {}, h("a", { class: "sign", href: `/shop/products?category=${id}` }, h("span", {}, t(de, en)), h("span", { class: "sign-count" }, t(`${count} Artikel`, `${count} ${count === 1 ? "item" : "items"}`))));
  });
  document.querySelector("#signs").append(...signs);
  const cards = () => drawCards(document.querySelector("#best"), ARTICLES.filter((article) => BEST.includes(article.sku)).sort((a, b) => BEST.indexOf(a.sku) - BEST.indexOf(b.sku)));
  document.addEventListener("shop-changed", cards);
  cards();
}

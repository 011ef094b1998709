import { article as articleOf, ARTICLES, CATEGORIES } from "../articles.js";
import { drawCards, picture, stockText } from "../card.js";
import { h } from "../dom.js";
import { centsOf, money } from "../prices.js";
import { addToCart } from "../state.js";
import { t } from "../texts.js";

const RELATED = 4;

export function draw() {
  const article = articleOf(new URLSearchParams(location.search).get("article")) ?? ARTICLES[0];
  const category = CATEGORIES.find(({ id }) => id === article.category);
  document.title = `${t(article.de, article.en)} – Bergwerk`;
  const crumb = document.querySelector("#category");
  crumb.textContent = t(category.de, category.en);
  crumb.href = `/shop/products?category=${category.id}`;
  document.querySelector("#picture").append(picture(article, "tile big"));
  document.querySelector("h1").textContent = t(article.de, article.en);
  document.querySelector("#sku").textContent = t(`Artikel ${article.sku}`, `Article ${article.sku}`);
  document.querySelector("#about").textContent = t(article.about.de, article.about.en);
  document.querySelector("#facts").append(...article.facts.map((fact) => h("li", {}, t(fact.de, fact.en))));
  const stock = document.querySelector("#stock");
  stock.textContent = stockText(article);
  stock.dataset.stock = article.stock;
  drawBuying(article);
  const others = ARTICLES.filter((other) => other.category === article.category && other !== article);
  const more = [...others, ...ARTICLES.filter((other) => other.badge === "popular" && other !== article && !others.includes(other))].slice(0, RELATED);
  const prices = () => {
    document.querySelector("#price").textContent = money(centsOf(article));
    drawCards(document.querySelector("#related"), more);
  };
  document.addEventListener("shop-changed", prices);
  prices();
}

function drawBuying(article) {
  const form = document.querySelector("#buy");
  const sizes = article.sizes.map((size, at) =>
    h("label", { class: "size" }, h("input", { type: "radio", name: "size", value: size, required: at === 0 }), h("span", {}, size)),
  );
  if (sizes.length > 0) form.prepend(h("fieldset", { class: "sizes" }, h("legend", {}, t("Größe", "Size")), h("div", {}, sizes)));
  const button = form.querySelector("button");
  const done = form.querySelector("[role=status]");
  button.disabled = article.stock === "out";
  if (button.disabled) button.textContent = t("Zurzeit ausverkauft", "Sold out at the moment");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    addToCart(article.sku, new FormData(form).get("size"));
    done.replaceChildren(t("Liegt im Warenkorb. ", "In your cart. "), h("a", { href: "/shop/cart" }, t("Zum Warenkorb", "Go to cart")));
  });
}

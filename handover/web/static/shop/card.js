import { h } from "./dom.js";
import { centsOf, money } from "./prices.js";
import { t } from "./texts.js";

/** The picture of an article on the colour it stands on. */
export function picture(article, className = "tile") {
  return h("span", { class: className, "data-tile": article.tile }, h("img", { src: `/static/shop/pictures/${article.sku}.svg`, alt: "", width: 400, height: 400, loading: "lazy" }));
}

export function productUrl(article) {
  return `/shop/product?article=${article.sku}`;
}

/** Whether an article can be had, in words. */
export function stockText(article) {
  if (article.stock === "in") return t("Auf Lager", "In stock");
  if (article.stock === "few") return t("Nur noch wenige", "Only a few left");
  if (article.restockDays === null) return t("Ausverkauft", "Sold out");
  return t(`Ausverkauft, wieder da in etwa ${article.restockDays} Tagen`, `Sold out, back in about ${article.restockDays} days`);
}

const BADGES = { new: ["Neu", "New"], popular: ["Beliebt", "Popular"] };

/** An article as it stands in a grid: one link, so that it is one stop for the keyboard and one name for the ear. */
export function card(article) {
  const badge = article.stock === "out" ? h("span", { class: "badge out" }, t("Ausverkauft", "Sold out")) : article.badge && h("span", { class: "badge" }, t(...BADGES[article.badge]));
  return h(
    "li",
    { class: "card" },
    h(
      "a",
      { href: productUrl(article) },
      picture(article),
      badge,
      h("span", { class: "card-name" }, t(article.de, article.en)),
      h("span", { class: "card-price" }, money(centsOf(article))),
    ),
  );
}

/** Fill a list with cards, and again when the country, and with it the currency, changes. */
export function drawCards(list, articles) {
  list.replaceChildren(...articles.map(card));
}

import { CATEGORIES } from "./articles.js";
import { signedIn, signOut } from "./customers.js";
import { h, icon, ICONS } from "./dom.js";
import { COUNTRIES, country, piecesInCart, setCountry } from "./state.js";
import { english, t } from "./texts.js";

const COUNTRY_NAMES = { DE: ["Deutschland", "Germany"], AT: ["Österreich", "Austria"], CH: ["Schweiz", "Switzerland"] };

/** The head of every page: where one is, where one can go, the language and the country to deliver to. */
export function drawHeader(page) {
  const header = document.querySelector("header.site");
  header.append(utility(), bar(page), categories());
  document.addEventListener("shop-changed", drawState);
  drawState();
}

function utility() {
  const promise = h("p", { class: "utility-promise" }, t("Gratis Versand ab 80 · 30 Tage Rückgabe · 2 Jahre Garantie", "Free delivery from 80 · 30 days to return · 2-year warranty"));
  const choice = h(
    "select",
    { "aria-label": t("Lieferland", "Country of delivery"), onchange: (event) => setCountry(event.target.value) },
    COUNTRIES.map((code) => h("option", { value: code }, t(...COUNTRY_NAMES[code]))),
  );
  const demo = h("p", { class: "utility-demo" }, t("Erfundener Shop zur Demonstration", "An invented shop, for demonstration"));
  return h("div", { class: "utility" }, h("div", { class: "wide utility-row" }, demo, who() ?? promise, h("div", { class: "utility-choices" }, choice, languages())));
}

function who() {
  const name = signedIn();
  return name && h("div", { class: "utility-customer" }, h("p", {}, t("Angemeldet als ", "Signed in as "), h("b", {}, name)), signOut("utility-button"));
}

function languages() {
  const link = (code, name) => {
    const url = new URL(location.href);
    url.searchParams.set("lang", code);
    const current = english === (code === "en");
    return h("a", { href: `${url.pathname}${url.search}`, lang: code, hreflang: code, "aria-label": name, "aria-current": current && "true" }, code.toUpperCase());
  };
  return h("nav", { class: "languages", "aria-label": t("Sprache", "Language") }, link("de", "Deutsch"), link("en", "English"));
}

function bar(page) {
  const logo = h("a", { class: "logo", href: "/" }, h("img", { src: "/static/icons/bergwerk.svg", alt: "", width: 40, height: 40 }), h("span", {}, "Bergwerk"));
  const words = new URLSearchParams(location.search).get("q") ?? "";
  const search = h(
    "form",
    { class: "search", role: "search", action: "/shop/products" },
    icon(...ICONS.search),
    h("input", { type: "search", name: "q", value: words, "aria-label": t("Produkte suchen", "Search products"), placeholder: t("Was suchen Sie?", "What are you looking for?") }),
  );
  const own = h(
    "nav",
    { class: "own", "aria-label": t("Mein Bereich", "My area") },
    entry("/shop/help", ICONS.chat, t("Hilfe", "Help"), page === "help"),
    entry("/shop/orders", ICONS.box, t("Bestellungen", "Orders"), page === "orders"),
    entry("/shop/account", ICONS.person, t("Konto", "Account"), page === "account"),
    entry("/shop/cart", ICONS.cart, t("Warenkorb", "Cart"), page === "cart"),
  );
  return h("div", { class: "wide bar" }, logo, search, own);
}

function entry(href, paths, name, current) {
  const count = href === "/shop/cart" ? h("span", { class: "count", hidden: true }) : null;
  return h("a", { class: "own-link", href, "aria-current": current && "page" }, h("span", { class: "own-icon" }, icon(...paths), count), h("span", { class: "own-name" }, name));
}

function categories() {
  const chosen = new URLSearchParams(location.search).get("category");
  const links = CATEGORIES.map(({ id, de, en }) =>
    h("li", {}, h("a", { href: `/shop/products?category=${id}`, "aria-current": chosen === id && "page" }, t(de, en))),
  );
  return h("nav", { class: "wide categories", "aria-label": t("Sortiment", "Assortment") }, h("ul", {}, links));
}

function drawState() {
  document.querySelector(".utility select").value = country();
  const count = document.querySelector(".own .count");
  const pieces = piecesInCart();
  count.hidden = pieces === 0;
  count.textContent = String(pieces);
  count.closest("a").setAttribute("aria-label", t(`Warenkorb, ${pieces} Artikel`, `Cart, ${pieces} ${pieces === 1 ? "item" : "items"}`));
}

import { article } from "../articles.js";
import { picture, productUrl } from "../card.js";
import { h } from "../dom.js";
import { centsOf, money } from "../prices.js";
import { english, t } from "../texts.js";

const DAY_MS = 86_400_000;
const STEPS = [
  ["Eingegangen", "Placed"],
  ["Wird gepackt", "Being packed"],
  ["Verschickt", "Shipped"],
  ["Zugestellt", "Delivered"],
];

// Mia Keller's, as the shop's database has them: BW-104855 can still be cancelled, BW-104512 is on its way.
const ORDERS = [
  { number: "BW-104855", daysAgo: 1, step: 1, lines: [["BG-5001", 1], ["BG-2301", 1]], payment: "Visa" },
  { number: "BW-104512", daysAgo: 3, step: 2, lines: [["BG-1001", 1], ["BG-3006", 2]], payment: "TWINT", parcel: "99.34.104512.27630528" },
];

const EXAMPLES = [
  ["BW-104512", "8004", t("verschickt", "shipped")],
  ["BW-104855", "8004", t("wird gepackt", "being packed")],
  ["BW-104801", "6020", t("in Zustellung", "out for delivery")],
  ["BW-104733", "04109", t("zugestellt", "delivered")],
  ["BW-104977", "6020", t("zurückgeschickt", "returned")],
];

export function draw() {
  document.querySelector("#orders").append(...ORDERS.map(order));
  document.querySelector("#examples").append(...EXAMPLES.map((row) => h("tr", {}, row.map((cell, at) => h(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, cell)))));
}

function order({ number, daysAgo, step, lines, payment, parcel }) {
  const known = lines.map(([sku, pieces]) => ({ article: article(sku), pieces }));
  const total = known.reduce((sum, line) => sum + line.pieces * centsOf(line.article, "CH"), 0);
  const placed = new Intl.DateTimeFormat(english ? "en-GB" : "de-CH", { dateStyle: "long" }).format(Date.now() - daysAgo * DAY_MS);
  return h(
    "li",
    { class: "order panel" },
    h("header", {}, h("h2", {}, t(`Bestellung ${number}`, `Order ${number}`)), h("p", { class: "soft" }, t(`vom ${placed} · ${money(total, "CHF")} · ${payment}`, `of ${placed} · ${money(total, "CHF")} · ${payment}`))),
    h("ol", { class: "progress" }, STEPS.map((name, at) => h("li", { class: at < step ? "done" : "", "aria-current": at === step && "step" }, t(...name)))),
    parcel && h("p", { class: "soft" }, t(`Schweizerische Post, Sendung ${parcel}`, `Swiss Post, parcel ${parcel}`)),
    h(
      "ul",
      { class: "order-lines" },
      known.map((line) => h("li", {}, picture(line.article), h("a", { href: productUrl(line.article) }, `${line.pieces} × ${t(line.article.de, line.article.en)}`))),
    ),
  );
}

import { article } from "./articles.js";
import { h } from "./dom.js";
import { centsOf, deliveryCents, money } from "./prices.js";
import { t } from "./texts.js";

/** Lines of a cart with their articles; what the shop does not know (any more) is left out. */
export function known(lines) {
  return lines.map((line) => ({ ...line, article: article(line.sku) })).filter((line) => line.article);
}

export function goodsCents(lines) {
  return lines.reduce((sum, line) => sum + line.pieces * centsOf(line.article), 0);
}

/** The rows of a sum: goods, discount, delivery, total. `percent` is the voucher's. */
export function sums(lines, percent = 0, way = "standard") {
  const goods = goodsCents(lines);
  const discount = Math.round((goods * percent) / 100);
  const delivery = deliveryCents(way, goods) ?? 0;
  const row = (name, value, className = "") => h("div", { class: `sum ${className}` }, h("dt", {}, name), h("dd", {}, value));
  return [
    row(t("Artikel", "Goods"), money(goods)),
    discount > 0 && row(t(`Gutschein −${percent} %`, `Voucher −${percent} %`), `−${money(discount)}`),
    row(t("Lieferung", "Delivery"), delivery === 0 ? t("gratis", "free") : money(delivery)),
    row(t("Summe", "Total"), money(goods - discount + delivery), "total"),
  ].filter(Boolean);
}

import { country } from "./state.js";
import { english } from "./texts.js";

const FREE_FROM_CENTS = 8000;
const DELIVERY_CENTS = { EUR: { standard: 490, express: 990, pickup: 490 }, CHF: { standard: 690, express: 1290 } };

/** Vouchers of the demonstration: percent off the goods. */
export const VOUCHERS = { GIPFEL10: 10 };

export function currency(of = country()) {
  return of === "CH" ? "CHF" : "EUR";
}

/** The price of an article in the currency of the country it goes to, in cents. */
export function centsOf(article, of = country()) {
  return currency(of) === "CHF" ? article.chf : article.eur;
}

export function money(cents, unit = currency()) {
  const locale = unit === "CHF" ? (english ? "en-CH" : "de-CH") : english ? "en-IE" : "de-DE";
  return new Intl.NumberFormat(locale, { style: "currency", currency: unit }).format(cents / 100);
}

/** What delivery costs, or null where this way is not possible. */
export function deliveryCents(way, goodsCents, of = country()) {
  const cents = DELIVERY_CENTS[currency(of)][way];
  if (cents === undefined) return null;
  return way !== "express" && goodsCents >= FREE_FROM_CENTS ? 0 : cents;
}

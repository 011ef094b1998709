// A calm hint where somebody seems to guess: at which orders, and from which network addresses.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { clientName } from "../helpers/clients.js";
import { refusalsAddress } from "../models/address.js";
import { Link } from "./link.js";

/** @param {{guessed: {orders: object[], clients: object[]}, period: object}} props As on the wire. */
export function Guessing({ guessed: { orders, clients }, period }) {
  const { t, format } = useLocale();
  if (orders.length === 0 && clients.length === 0) return null;
  const tried = (count) => t("guessing.tried", { count, total: format.number(count) });
  return html`
    <section class="panel guessing" aria-labelledby="guessing-title">
      <h2 id="guessing-title">${t("guessing.title")}</h2>
      <ul>
        ${orders.map(
          ({ key, count, clients: from }) => html`<li key=${key}>
            <${Link} to=${refusalsAddress(period, { subject: key })}>${t("guessing.order", { order: key })}<//>:
            ${` ${tried(count)} ${t("guessing.from", { count: from, total: format.number(from) })}`}
          </li>`,
        )}
        ${clients.map(
          ({ key, count, orders: at }) => html`<li key=${key}>
            <${Link} to=${refusalsAddress(period, { client: key })}>${clientName(t, key)}<//>:
            ${` ${tried(count)} ${t("guessing.at", { count: at, total: format.number(at) })}`}
          </li>`,
        )}
      </ul>
      <p>${t("guessing.help")}</p>
    </section>
  `;
}

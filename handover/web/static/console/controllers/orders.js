// The order data that belongs to a conversation.

import { html } from "../../vendor/preact-htm.js";
import { safeLink } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";

const CENTS = 100;

export function Orders({ orders }) {
  const { t } = useLocale();
  if (!orders?.length) return html`<p class="hint">${t("facts.orders_none")}</p>`;
  return html`<ul class="orders">
    ${orders.map((order) => html`<${Order} key=${order.number} order=${order} />`)}
  </ul>`;
}

function Order({ order }) {
  const { t, format, language } = useLocale();
  const { number, state, placed_on: placed, expected_on: expected, currency, total_cents: total } = order;
  const { lines, address, parcel } = order;
  return html`
    <li class="order">
      <p class="order-head"><strong>${number}</strong> <span class="tag">${t.word("order_state", state)}</span></p>
      <p class="hint">
        ${t("order.placed", { day: format.date(placed) })} · ${format.money(total / CENTS, currency)}
      </p>
      <ul>
        ${lines?.map(({ sku, name, quantity }) => html`<li key=${sku}>${quantity} × ${name?.[language] ?? name}</li>`)}
      </ul>
      ${expected && html`<p>${t("order.expected", { day: format.date(expected) })}</p>`}
      ${address &&
      html`<p>${t("order.address", { address: `${address.name}, ${address.street}, ${address.postcode} ${address.city}` })}</p>`}
      ${parcel && html`<p>${t("order.parcel")}: <${Parcel} parcel=${parcel} /></p>`}
    </li>
  `;
}

function Parcel({ parcel }) {
  const link = safeLink(parcel.url);
  const name = `${parcel.carrier} ${parcel.number}`;
  return link ? html`<a href=${link} target="_blank" rel="noreferrer noopener">${name}</a>` : name;
}

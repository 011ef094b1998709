// The order data that belongs to a conversation: the order concerned is open, the others can be opened.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { inOrder, isTheirs } from "../helpers/orders.js";
import { Order } from "./order.js";

/**
 * @param {{value: object, onAgain: ?Function}} props `value` as `GET /api/conversations/{id}` tells it; its `orders` are
 *   null where they could not be looked up, and empty where there are none.
 */
export function Orders({ value, onAgain }) {
  const { t } = useLocale();
  const { id, orders, order: concerned } = value;
  if (!orders) {
    return html`<p class="problem">
      ${t("facts.orders_unknown")}
      ${onAgain && html` <button class="link-button" onClick=${onAgain}>${t("app.try_again")}</button>`}
    </p>`;
  }
  if (orders.length === 0) return html`<p class="hint">${t("facts.orders_none")}</p>`;
  return html`<ul class="orders">
    ${inOrder(orders, concerned).map(
      (order, at) => html`<li key=${order.number}><${Order} id=${id} order=${order} theirs=${isTheirs(order, value)} open=${at === 0} /></li>`,
    )}
  </ul>`;
}

// One order with its parcel, returns, refund and invoice.

import { html } from "../../vendor/preact-htm.js";
import { safeLink } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { documentOf, nameIn, returned } from "../helpers/orders.js";
import { address as addressText } from "../helpers/values.js";

const CENTS = 100;
const PERMILLE = 1000;

/** @param {{theirs: boolean}} props `theirs`: whether it was proved that the order is this customer's. */
export function Order({ id, order, theirs, open }) {
  const { t, format } = useLocale();
  const { number, state, state_since: since, placed_on: placed, currency, total_cents: total } = order;
  return html`
    <details class="order" open=${open}>
      <summary>
        <span class="order-head">
          <strong>${number}</strong>
          <span class="tag order-${state}">${t.word("order_state", state)}</span>
        </span>
        <span class="hint">
          ${t("order.placed", { day: format.date(placed) })} · ${format.money(total / CENTS, currency)}
        </span>
      </summary>
      ${!theirs && html`<p class="order-unproved">${t("order.unproved")}</p>`}
      <${Lines} order=${order} />
      <dl class="order-facts">
        <${Fact} label=${t("order.since")}>${t.word("order_state", state)}, ${format.date(since)}<//>
        <${Delivery} order=${order} />
        ${order.returns?.map((each) => html`<${Return} key=${each.number} id=${id} order=${order} each=${each} />`)}
        <${Refund} order=${order} />
        <${Invoice} id=${id} order=${order} />
      </dl>
    </details>
  `;
}

function Lines({ order }) {
  const { t, format, language } = useLocale();
  const money = (cents) => format.money(cents / CENTS, order.currency);
  return html`
    <ul class="order-lines">
      ${order.lines.map(
        ({ sku, name, quantity, cents }) => html`
          <li key=${sku}><span>${quantity} × ${nameIn(name, language)}</span> <span>${money(quantity * cents)}</span></li>
        `,
      )}
      <li><span>${t("order.shipping")}</span> <span>${money(order.shipping_cents)}</span></li>
    </ul>
  `;
}

function Delivery({ order }) {
  const { t, format } = useLocale();
  const { expected_on: expected, returnable_until: returnable, address, parcel, payment } = order;
  return html`
    ${expected && html`<${Fact} label=${t("order.expected")}>${format.date(expected)}<//>`}
    ${address && html`<${Fact} label=${t("order.address")}>${address.name}, ${addressText(address)}<//>`}
    ${parcel && html`<${Fact} label=${t("order.parcel")}><${Parcel} parcel=${parcel} /><//>`}
    ${returnable && html`<${Fact} label=${t("order.returnable")}>${format.date(returnable)}<//>`}
    ${payment && html`<${Fact} label=${t("order.payment")}>${t.word("payment", payment)}<//>`}
  `;
}

function Return({ id, order, each }) {
  const { t, format, language } = useLocale();
  return html`
    <${Fact} label=${t("order.return", { number: each.number })}>
      ${returned(each, order.lines, language)}<br />
      ${t.word("return_state", each.state)}, ${t("order.return_since", { day: format.date(each.started_on) })}<br />
      <a href=${`/api/conversations/${documentOf(id, order.number, `returns/${each.number}.pdf`)}`} download>${t("order.label")}</a>
    <//>
  `;
}

function Refund({ order }) {
  const { t, format } = useLocale();
  const { refund, currency } = order;
  if (!refund) return null;
  const days = { since: format.date(refund.since), expected: format.date(refund.expected_on) };
  return html`
    <${Fact} label=${t("order.refund")}>
      ${format.money(refund.cents / CENTS, currency)}, ${t.word("refund_state", refund.state)}<br />
      ${t(refund.state === "paid" ? "order.refund_paid" : "order.refund_expected", days)}
    <//>
  `;
}

function Invoice({ id, order }) {
  const { t, format } = useLocale();
  const { invoice, number } = order;
  if (!invoice) return null;
  const vat = format.share(invoice.vat_permille / PERMILLE);
  return html`
    <${Fact} label=${t("order.invoice")}>
      ${t("order.invoice_of", { number: invoice.number, day: format.date(invoice.issued_on), vat })}<br />
      ${invoice.due_on && html`${t("order.invoice_due", { day: format.date(invoice.due_on) })}<br />`}
      <a href=${`/api/conversations/${documentOf(id, number, "invoice.pdf")}`} download>${t("order.invoice_file")}</a>
    <//>
  `;
}

function Parcel({ parcel }) {
  const link = safeLink(parcel.url);
  const name = `${parcel.carrier} ${parcel.number}`;
  return link ? html`<a href=${link} target="_blank" rel="noreferrer noopener">${name}</a>` : name;
}

function Fact({ label, children }) {
  return html`<div><dt>${label}</dt><dd>${children}</dd></div>`;
}

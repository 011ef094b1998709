// What the shop knows of the customer: account, orders, and earlier conversations with us.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { address as addressText } from "../helpers/values.js";
import { Earlier } from "./earlier.js";
import { Orders } from "./orders.js";

/** @param {{value: object, onAgain: ?Function, go: Function}} props `value` as `GET /api/conversations/{id}` tells it. */
export function Records({ value, onAgain, go }) {
  const { t } = useLocale();
  return html`
    <section class="record">
      <h4>${t("facts.orders")}</h4>
      <${Orders} value=${value} onAgain=${onAgain} />
    </section>
    ${value.account && html`<${Account} account=${value.account} />`}
    <section class="record">
      <h4>${t("facts.earlier")}</h4>
      <${Earlier} items=${value.earlier} go=${go} />
    </section>
  `;
}

function Account({ account }) {
  const { t, format } = useLocale();
  const { name, email, address, move, newsletter } = account;
  return html`
    <section class="record">
      <h4>${t("account")}</h4>
      <p>${name}<br />${email}</p>
      <dl class="order-facts">
        <div><dt>${t("account.address")}</dt><dd>${address ? addressText(address) : t("account.address_none")}</dd></div>
        ${move &&
        html`<div>
          <dt>${t("account.move", { day: format.date(move.from_on) })}</dt>
          <dd>${addressText(move.address)}</dd>
        </div>`}
        <div><dt>${t("account.newsletter")}</dt><dd>${t(newsletter ? "account.newsletter_on" : "account.newsletter_off")}</dd></div>
      </dl>
    </section>
  `;
}

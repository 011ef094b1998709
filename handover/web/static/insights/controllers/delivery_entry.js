// One delivery: what it is, how far it is, and a button for a dead one.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { deliveryError, deliveryName } from "../helpers/deliveries.js";

export function DeliveryEntry({ item, busy, again }) {
  const { t, format } = useLocale();
  const counted = (key, count) => t(key, { count, total: format.number(count) });
  const facts = [
    item.error && deliveryError(t, item),
    item.attempts > 0 && item.state !== "sent" && counted("deliveries.tries", item.attempts),
    item.behind > 0 && counted("deliveries.behind", item.behind),
    item.waits_for && t("deliveries.waits_for"),
    item.next_at && item.attempts > 0 && t("deliveries.next", { at: format.dateTime(item.next_at) }),
  ].filter(Boolean);
  const id = `delivery-${item.id}`;
  return html`
    <li class="failure delivery">
      <p class="delivery-what" id=${id}>${deliveryName(t, item)}</p>
      <p class="failure-tags">
        ${facts.map((fact, at) => html`<span key=${fact} class=${at === 0 && item.error ? "tag tag-failure" : null}>${fact}</span>`)}
        ${item.conversation &&
        html`<span>
          <a href=${`/console/conversations/${encodeURIComponent(item.conversation)}`}>${t("refusals.read")}</a>
        </span>`}
      </p>
      <time class="failure-time" datetime=${item.sent_at ?? item.created_at}>${format.dateTime(item.sent_at ?? item.created_at)}</time>
      ${item.state === "dead" &&
      html`<button class="button button-small delivery-again" disabled=${busy} aria-describedby=${id} onClick=${again}>
        ${t("deliveries.again")}
      </button>`}
    </li>
  `;
}

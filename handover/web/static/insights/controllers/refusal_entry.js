// One attempt that was refused, or several that were counted together.

import { html } from "../../vendor/preact-htm.js";
import { refusalText } from "../../staff/helpers/refusals.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { clientName } from "../helpers/clients.js";

export function RefusalEntry({ item }) {
  const { t, format } = useLocale();
  const text = refusalText(t, item);
  return html`
    <li class="failure refusal">
      <p class="refusal-text">${item.count > 1 ? t("refusals.more", { total: format.number(item.count), text }) : text}</p>
      <p class="failure-tags">
        <span>${clientName(t, item.client)}</span>
        ${item.conversation &&
        html`<span><a href=${`/console/conversations/${encodeURIComponent(item.conversation)}`}>${t("refusals.read")}</a></span>`}
      </p>
      <time class="failure-time" datetime=${item.at}>${format.dateTime(item.at)}</time>
    </li>
  `;
}

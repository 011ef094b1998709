// Earlier conversations with the same customer.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { Entry } from "./entry.js";

export function Earlier({ items, go }) {
  const { t, format } = useLocale();
  if (!items?.length) return html`<p class="hint">${t("facts.earlier_none")}</p>`;
  return html`
    <ul class="earlier">
      ${items.map((item) => {
        const side = html`<time class="entry-time" datetime=${item.opened_at}>${format.date(item.opened_at)}</time>`;
        return html`<${Entry} key=${item.id} item=${item} open=${null} go=${go} side=${side} />`;
      })}
    </ul>
  `;
}

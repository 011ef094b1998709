// Figures of days that were over which changed afterwards: nothing of the past changes silently.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";

/** @param {{corrections: {field: string, count: number, last_at: string}[]}} props */
export function Corrections({ corrections }) {
  const { t, format } = useLocale();
  const count = corrections.reduce((all, one) => all + one.count, 0);
  if (count === 0) return null;
  const last = corrections.map(({ last_at: at }) => at).sort().at(-1);
  const parts = corrections.map((one) => t(`correction.${one.field}`, { count: one.count, total: format.number(one.count) }));
  return html`
    <p class="corrections">
      ${t("corrections", { count, total: format.number(count), parts: parts.join(", "), last: format.dateTime(last) })}
    </p>
  `;
}

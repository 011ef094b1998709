// One bar that is the whole. Its parts carry letters, so that no colour has to be told from another.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { Link } from "../link.js";

/** @param {{parts: {key: string, label: string, count: number, look?: string, to?: string, before?: object}[], label: string}} props */
export function PartsBar({ parts, label }) {
  const { t, format } = useLocale();
  const sum = parts.reduce((all, { count }) => all + count, 0);
  const lettered = parts.map((part, at) => ({ ...part, letter: String.fromCharCode(65 + at), look: `part-${part.look ?? at + 1}` }));
  return html`
    <div class="parts-bar" role="img" aria-label=${label}>
      ${lettered.map(
        ({ key, count, letter, look }) =>
          count > 0 &&
          html`<span key=${key} class="part ${look}" style=${{ flexGrow: count }}>
            ${count / sum >= 0.05 && html`<b class="part-letter">${letter}</b>`}
          </span>`,
      )}
    </div>
    <ol class="parts-legend">
      ${lettered.map(
        ({ key, label: name, count, to, letter, look, before }) => html`
          <li key=${key} class=${count === 0 ? "figures-zero" : ""}>
            <span class="swatch ${look}" aria-hidden="true"><b class="part-letter">${letter}</b></span>
            ${to && count > 0 ? html`<${Link} to=${to}>${name}<//>` : name}
            <span class="parts-count">${format.number(count)}</span>
            <span class="parts-share">${sum > 0 ? format.percent(count / sum) : "–"}</span>
            ${before &&
            html`<span class="parts-before">${before.value === null ? "–" : t("change.before", { before: format.percent(before.value) })}</span>`}
          </li>
        `,
      )}
    </ol>
  `;
}

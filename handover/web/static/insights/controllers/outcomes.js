// How conversations ended: one bar that is the whole, and the table behind it that adds up to it.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { endings } from "../models/figures.js";

export function Outcomes({ figures }) {
  const { t, format } = useLocale();
  const { parts, sum, total, whole } = endings(figures);
  const name = (key) => (key === "open" ? t("outcomes.open") : t.word("outcome", key));
  const percent = (share) => (share === null ? t("tile.none") : format.percent(share));
  return html`
    <section class="panel outcomes" aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">${t("outcomes.title")}</h2>
      <p class="hint">${t("outcomes.lead")}</p>
      <div class="outcomes-bar" aria-hidden="true">
        ${parts.map(
          ({ key, count }) => count > 0 && html`<span key=${key} class="part part-${key}" style=${{ flexGrow: count }}></span>`,
        )}
      </div>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${t("outcomes.outcome")}</th>
            <th scope="col" class="number">${t("column.count")}</th>
            <th scope="col" class="number">${t("column.share")}</th>
          </tr>
        </thead>
        <tbody>
          ${parts.map(
            ({ key, count, share }) => html`
              <tr key=${key} class=${count === 0 ? "figures-zero" : ""}>
                <th scope="row"><span class="swatch part-${key}" aria-hidden="true"></span>${name(key)}</th>
                <td class="number">${format.number(count)}</td>
                <td class="number">${percent(share)}</td>
              </tr>
            `,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${t("outcomes.sum")}</th>
            <td class="number">${format.number(sum)}</td>
            <td class="number">${percent(total > 0 ? sum / total : null)}</td>
          </tr>
        </tfoot>
      </table>
      <p class=${whole ? "outcomes-whole" : "problem"}>
        ${whole
          ? t("outcomes.whole", { total: format.number(total) })
          : t("outcomes.not_whole", { sum: format.number(sum), total: format.number(total) })}
      </p>
    </section>
  `;
}

// The gaps that cost most lately, and what closing each would save.

import { html, useEffect, useState } from "../../../vendor/preact-htm.js";
import { duration } from "../../../staff/helpers/format.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { gapAddress, savingsAddress } from "../../models/address.js";
import { gapName } from "../../models/gap.js";
import { Link } from "../link.js";

export function NextSteps({ api, period }) {
  const { t, format, language } = useLocale();
  const [found, setFound] = useState(null);
  useEffect(() => {
    // What is worth doing is one panel of many: the others stand without it.
    api.get("/api/insights/next-steps").then(setFound, () => {});
  }, []);
  if (!found || found.items.length === 0) return null;
  const days = { from: found.from.slice(0, 10), to: found.to.slice(0, 10) };
  const isPriced = found.items.some(({ saves }) => saves !== null);
  return html`
    <section class="panel" aria-labelledby="steps-title">
      <h2 id="steps-title">${t("steps.title")}</h2>
      <p class="chart-sentence">${t("steps.lead")}${isPriced && ` ${t("steps.priced")}`}</p>
      <div class="chart-scroll" role="region" aria-labelledby="steps-title" tabindex="0">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">${t("steps.gap")}</th>
              <th scope="col" class="number">${t("steps.failures")}</th>
              <th scope="col" class="number">${t("steps.waiting")}</th>
              <th scope="col" class="number">${t("steps.agents")}</th>
              ${isPriced && html`<th scope="col" class="number">${t("steps.saves")}</th>`}
            </tr>
          </thead>
          <tbody>
            ${found.items.map(
              (item) => html`<tr key=${item.gap}>
                <th scope="row"><${Link} to=${gapAddress(item.gap, days)}>${gapName(item, language) ?? t("gaps.nameless")}<//></th>
                <td class="number">${format.number(item.failures)}</td>
                <td class="number">${duration(item.waiting_s, language)}</td>
                <td class="number">${duration(item.agent_s, language)}</td>
                ${isPriced && html`<td class="number">${item.saves === null ? "–" : format.amount(item.saves, found.currency)}</td>`}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${!isPriced && html`<p class="hint"><${Link} to=${savingsAddress(period)}>${t("steps.price")}<//></p>`}
    </section>
  `;
}

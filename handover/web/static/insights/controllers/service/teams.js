// The same figures for each team, where there are several.

import { html } from "../../../vendor/preact-htm.js";
import { duration } from "../../../staff/helpers/format.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { rangeText } from "../../models/chart_table.js";
import { Link } from "../link.js";

export function Teams({ teams, period }) {
  const { t, format, language } = useLocale();
  if (teams.length < 2) return null;
  const seconds = (value) => (value === null ? "–" : duration(value, language));
  return html`
    <section class="panel" aria-labelledby="teams-title">
      <h2 id="teams-title">${t("service.teams")}</h2>
      <p class="chart-sentence">${t("service.teams_lead")}</p>
      <div class="chart-scroll" role="region" aria-labelledby="teams-title" tabindex="0">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">${t("service.team")}</th>
              ${["handovers", "waiting", "waiting_p90", "handling", "handling_p90", "left"].map(
                (name) => html`<th key=${name} scope="col" class="number">${t(`service.column.${name}`)}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${teams.map(
              ({ team, names, handovers, waiting, handling, left_waiting: left }) => html`<tr key=${team}>
                <th scope="row">
                  <${Link} to=${conversationsAddress(period, { team })}>${names[language] ?? team}<//>
                  ${waiting.small && html` <span class="few-mark">${t("chart.few")}</span>`}
                </th>
                <td class="number">${format.number(handovers)}</td>
                ${[waiting.median_s, waiting.p90_s, handling.median_s, handling.p90_s].map((value, at) => html`<td key=${at} class="number">${seconds(value)}</td>`)}
                <td class="number">
                  ${left.share === null ? "–" : format.percent(left.share)}
                  ${left.share !== null && html`<br /><span class="hint">${rangeText(format.percent, left)}</span>`}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

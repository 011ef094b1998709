// The same figures for each team, where there are several.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { took } from "../../helpers/tiles.js";
import { conversationsAddress } from "../../models/address.js";
import { rangeText } from "../../models/chart_table.js";
import { Link } from "../link.js";

const COLUMNS = ["handovers", "waiting", "waiting_p90", "first_person", "first_person_p90", "handling", "handling_p90", "left"];

/** @param {{teams: object[], before: object[], period: object}} props `before` are the teams of the period before, where it is compared. */
export function Teams({ teams, before, period }) {
  const { t } = useLocale();
  if (teams.length < 2) return null;
  const earlier = new Map(before.map((one) => [one.team, one]));
  return html`
    <section class="panel" aria-labelledby="teams-title">
      <h2 id="teams-title">${t("service.teams")}</h2>
      <p class="chart-sentence">${t("service.teams_lead")}</p>
      <div class="chart-scroll" role="region" aria-labelledby="teams-title" tabindex="0">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">${t("service.team")}</th>
              ${COLUMNS.map((name) => html`<th key=${name} scope="col" class="number">${t(`service.column.${name}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${teams.map((one) => html`<${Team} key=${one.team} team=${one} before=${earlier.get(one.team)} period=${period} />`)}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function Team({ team, before, period }) {
  const { t, format, language } = useLocale();
  const said = ({ handovers, waiting, first_person: first, handling, left_waiting: left }) => [
    format.number(handovers),
    ...[waiting, first, handling].flatMap(({ median_s: median, p90_s: p90 }) => [took(median, language), took(p90, language)]),
    left.share === null ? "–" : format.percent(left.share),
  ];
  const was = before && said(before);
  const range = rangeText(format.percent, team.left_waiting);
  return html`
    <tr>
      <th scope="row">
        <${Link} to=${conversationsAddress(period, { team: team.team })}>${team.names[language] ?? team.team}<//>
        ${team.waiting.small && html` <span class="few-mark">${t("chart.few")}</span>`}
      </th>
      ${said(team).map(
        (value, at) => html`<td key=${at} class="number">
          ${value}
          ${COLUMNS[at] === "left" && range && html`<br /><span class="hint">${range}</span>`}
          ${was && html`<br /><span class="hint">${t("change.before", { before: was[at] })}</span>`}
        </td>`,
      )}
    </tr>
  `;
}

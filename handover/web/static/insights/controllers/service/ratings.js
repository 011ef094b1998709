// Ratings of the bot and of people, apart, with how often each number of stars was given.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { Chart } from "../charts/chart.js";
import { Link } from "../link.js";
import { Rated } from "../rated.js";

const WHOSE = ["bot", "people"];

export function ServiceRatings({ figures, before, period }) {
  const { t, format } = useLocale();
  return html`
    <h2 class="part-title">${t("ratings.title")}</h2>
    <dl class="tiles">
      ${WHOSE.map((whose) => html`<${Rated} key=${whose} whose=${whose} figures=${figures} before=${before} period=${period} />`)}
    </dl>
    <div class="breakdowns">
      ${WHOSE.map((whose) => {
        const { count, by_stars: given } = figures.ratings[whose];
        const data = [...given].reverse().map(({ stars, count: times }) => ({ label: t("conversations.stars", { count: stars }), value: times }));
        return html`<${Chart}
          key=${whose}
          id=${`ratings-${whose}`}
          kind="intervals"
          title=${t(`ratings.${whose}`)}
          sentence=${t(`ratings.${whose}_lead`)}
          data=${count > 0 ? data : []}
          names=${{ label: t("ratings.stars"), value: t("column.count") }}
        >
          ${count > 0 && html`<p><${Link} to=${conversationsAddress(period, { rated: whose })}>${t("ratings.behind", { count, total: format.number(count) })}<//></p>`}
        <//>`;
      })}
    </div>
  `;
}

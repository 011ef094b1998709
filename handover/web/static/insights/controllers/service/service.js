// How well customers are served: how soon, by whom, when, and how well the bot understands them.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale, useTitle } from "../../../staff/controllers/hooks.js";
import { serviceAddress } from "../../models/address.js";
import { Accuracy } from "./accuracy.js";
import { useGo } from "../link.js";
import { PageHead } from "../page_head.js";
import { NobodyYet, Problem } from "../problem.js";
import { ServiceHours } from "./hours.js";
import { ServiceRatings } from "./ratings.js";
import { Teams } from "./teams.js";
import { ServiceTiles } from "./tiles.js";
import { useCompared } from "../use_figures.js";

export function Service({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const { period } = place;
  const [{ figures, before, problem }, load] = useCompared(api, "/api/insights/service-levels", period);
  useTitle(t("title.service"));
  const shown = { figures, before: period.compare ? before : null, period };
  return html`
    <${PageHead} title=${t("service.title")} period=${period} comparable onChoose=${(chosen) => go(serviceAddress(chosen))} />
    <p class="insights-lead">${t("service.lead")}</p>
    ${problem && html`<${Problem} problem=${problem} onAgain=${load} />`}
    ${!figures && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${figures && figures.languages.length === 0 && figures.handovers === 0 && html`<${NobodyYet} />`}
    ${figures &&
    (figures.languages.length > 0 || figures.handovers > 0) &&
    html`
      <${ServiceTiles} ...${shown} />
      <${ServiceHours} figures=${figures} period=${period} />
      <${Teams} teams=${figures.teams} before=${shown.before?.teams ?? []} period=${period} />
      <${Accuracy} ...${shown} />
      <${ServiceRatings} ...${shown} />
    `}
  `;
}

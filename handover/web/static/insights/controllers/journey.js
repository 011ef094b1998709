// The way of customers through the shop, as it was: a map, what moves the rating, the same as a table, and from where to where.

import { html } from "../../vendor/preact-htm.js";
import { useLocale, useTitle } from "../../staff/controllers/hooks.js";
import { journeyAddress } from "../models/address.js";
import { stagesOf } from "../models/journey.js";
import { JourneyFlows } from "./journey_flows.js";
import { JourneyMap } from "./journey_map.js";
import { JourneyTable } from "./journey_table.js";
import { useGo } from "./link.js";
import { Moments } from "./moments.js";
import { PageHead } from "./page_head.js";
import { NobodyYet, Problem } from "./problem.js";
import { useCompared, useFigures } from "./use_figures.js";

export function Journey({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const { period } = place;
  const [{ figures: journey, problem }, load] = useFigures(api, "/api/insights/journey", period);
  const [{ figures, before, problem: other }, loadOther] = useCompared(api, "/api/insights/touchpoints", period);
  useTitle(t("title.journey"));
  const wrong = problem ?? other;
  return html`
    <${PageHead} title=${t("journey.title")} period=${period} comparable onChoose=${(chosen) => go(journeyAddress(chosen))} />
    <p class="insights-lead">${t("journey.lead")}</p>
    ${wrong && html`<${Problem} problem=${wrong} onAgain=${() => (load(), loadOther())} />`}
    ${!(journey && figures) && !wrong && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${journey?.contacts === 0 && html`<${NobodyYet} />`}
    ${journey?.contacts > 0 && figures && html`<${Shown} journey=${journey} figures=${figures} before=${before} period=${period} />`}
  `;
}

function Shown({ journey, figures, before, period }) {
  const stages = stagesOf(journey, figures, before);
  return html`
    <${JourneyMap} stages=${stages} total=${journey.contacts} period=${period} />
    <${Moments} figures=${figures} period=${period} />
    <${JourneyFlows} ways=${journey.flows} total=${journey.contacts} period=${period} />
    <${JourneyTable} stages=${stages} period=${period} />
  `;
}

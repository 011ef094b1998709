// The first page of figures.

import { html } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale, useTitle } from "../../staff/controllers/hooks.js";
import { failuresAddress, overviewAddress } from "../models/address.js";
import { nameOfKey } from "../helpers/names.js";
import { Breakdown } from "./breakdown.js";
import { Guessing } from "./guessing.js";
import { useGo } from "./link.js";
import { Outcomes } from "./outcomes.js";
import { PageHead } from "./page_head.js";
import { Tiles } from "./tiles.js";
import { useFigures } from "./use_figures.js";

const BREAKDOWNS = ["kind", "intent", "touchpoint", "language"];

export function Overview({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const { period } = place;
  const [{ figures, problem }, load] = useFigures(api, "/api/insights/outcomes", period);
  // Whoever reads the figures alone must come across it, too; without it they are the same.
  const [{ figures: refused }] = useFigures(api, "/api/insights/refusals", period);
  useTitle(t("title.overview"));
  return html`
    <${PageHead} title=${t("overview.title")} period=${period} onChoose=${(chosen) => go(overviewAddress(chosen))} />
    ${problem &&
    html`<div class="panel" role="alert">
      <h2>${t("problem.title")}</h2>
      <p>${errorText(t, problem)}</p>
      <button class="button" onClick=${load}>${t("app.try_again")}</button>
    </div>`}
    ${!figures && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${refused && html`<${Guessing} guessed=${refused.guessed} period=${period} />`}
    ${figures && html`<${Figures} figures=${figures} period=${period} />`}
  `;
}

function Figures({ figures, period }) {
  const { t, format } = useLocale();
  const { conversations, failures, handovers } = figures;
  if (conversations.total === 0 && failures.total === 0) {
    return html`<div class="empty empty-large">
      <h2>${t("overview.empty")}</h2>
      <p>${t("overview.empty_help")}</p>
    </div>`;
  }
  const named = (by, rows, link) =>
    rows.map(({ key, count }) => ({
      label: nameOfKey(t, format, by, key),
      count,
      to: link && key !== null ? failuresAddress(period, { [by]: key }) : null,
    }));
  return html`
    <${Tiles} figures=${figures} period=${period} />
    <${Outcomes} figures=${figures} />
    <div class="breakdowns">
      ${BREAKDOWNS.map((by) => html`<${Breakdown} key=${by} by=${by} rows=${named(by, failures[`by_${by}`], true)} />`)}
      <${Breakdown} by="reason" rows=${named("reason", handovers.by_reason, false)} />
    </div>
  `;
}

// How conversations ended: parts that make the whole, and a sentence that says whether they do.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { endings } from "../../models/figures.js";
import { pointOf } from "../../models/rates.js";
import { Chart } from "../charts/chart.js";

export function Outcomes({ figures, before, period }) {
  const { t, format } = useLocale();
  const { parts, sum, total, whole } = endings(figures);
  const earlier = before && new Map(endings(before).parts.map((part) => [part.key, pointOf(part)]));
  const name = (key) => (key === "open" ? t("outcomes.open") : t.word("outcome", key));
  const to = (key) => conversationsAddress(period, { outcome: key === "open" ? "none" : key });
  return html`
    <${Chart}
      id="outcomes"
      kind="parts"
      title=${t("outcomes.title")}
      sentence=${t("outcomes.lead")}
      data=${parts.map((part) => ({ ...part, look: part.key, label: name(part.key), to: to(part.key), before: earlier?.get(part.key) }))}
      names=${{ label: t("outcomes.outcome"), value: t("column.count") }}
    >
      <p class=${whole ? "outcomes-whole" : "problem"}>
        ${whole
          ? t("outcomes.whole", { count: total, total: format.number(total) })
          : t("outcomes.not_whole", { sum: format.number(sum), total: format.number(total) })}
      </p>
    <//>
  `;
}

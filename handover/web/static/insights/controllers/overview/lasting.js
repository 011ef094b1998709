// Whether what was resolved held: a part of it is always too young to know.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { rateTile } from "../../helpers/tiles.js";
import { conversationsAddress } from "../../models/address.js";
import { rangeText } from "../../models/chart_table.js";
import { lasting } from "../../models/figures.js";
import { Chart } from "../charts/chart.js";

const DURABLE = { held: "true", came_back: "false" };
const LOOKS = { held: "self_served", came_back: "gave_up_with_bot", unknown: "open" };

export function Lasting({ figures, before, period }) {
  const { t, format } = useLocale();
  const { durable } = figures;
  const to = (key) => (DURABLE[key] ? conversationsAddress(period, { durable: DURABLE[key] }) : null);
  const found = lasting(figures);
  const data = found.some(({ count }) => count > 0)
    ? found.map(({ key, count }) => ({ key, count, look: LOOKS[key], label: t(`lasting.${key}`), to: to(key) }))
    : [];
  return html`
    <${Chart}
      id="lasting"
      kind="parts"
      title=${t("lasting.title")}
      sentence=${t("lasting.lead")}
      data=${data}
      names=${{ label: t("lasting.what"), value: t("column.count") }}
    >
      ${durable.share !== null &&
      html`<p>
        ${t("lasting.share", { share: format.percent(durable.share), range: rangeText(format.percent, durable), of: format.number(durable.of) })}
        ${durable.small && html` <span class="few-mark">${t("chart.few")}</span>`}
        ${before && html`<br /><span class="tile-change">${rateTile(t, format, durable, before.durable).change}</span>`}
      </p>`}
    <//>
  `;
}

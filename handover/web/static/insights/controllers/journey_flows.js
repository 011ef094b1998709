// From the touchpoint over the matter and the failure to the outcome.

import { html, useMemo } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { nameOfKey } from "../helpers/names.js";
import { conversationsAddress } from "../models/address.js";
import { commonestWay, flowsOf } from "../models/journey.js";
import { Chart } from "./charts/chart.js";

const STEPS = ["touchpoint", "matter", "failure", "outcome"];
const GROUPS = { matter: "intent", failure: "failure", outcome: "outcome" };

export function JourneyFlows({ ways, total, period }) {
  const { t, format } = useLocale();
  const nameOf = (step, value) => {
    if (step === "touchpoint") return nameOfKey(t, format, step, value);
    return value === null ? t(`flows.no_${step}`) : t.word(GROUPS[step], value);
  };
  const data = useMemo(() => {
    const to = (filters) => conversationsAddress(period, filters);
    return flowsOf(ways, { stages: STEPS.map((step) => t(`flows.${step}`)), nameOf, rest: t("flows.rest"), to });
  }, [ways, t]);
  const most = commonestWay(ways);
  const way = STEPS.map((step) => nameOf(step, most[step])).join(" → ");
  return html`
    <${Chart}
      id="journey-flows"
      kind="flows"
      title=${t("flows.title")}
      sentence=${t("flows.sentence", { count: total, total: format.number(total), way, most: format.number(most.count) })}
      data=${data}
      names=${{ value: t("journey.column.contacts") }}
    />
  `;
}

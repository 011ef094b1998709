// From the touchpoint over the matter and the failure to the outcome.

import { html, useMemo } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { conversationsAddress } from "../models/address.js";
import { commonestWay, flowsOf } from "../models/journey.js";
import { Chart } from "./charts/chart.js";

const STEPS = ["touchpoint", "matter", "failure", "outcome"];
const GROUPS = { matter: "intent", failure: "failure", outcome: "outcome" };

/** @param {{ways: object[], total: number, names: Map<?string, string>, period: object}} props `names` are those of the touchpoints. */
export function JourneyFlows({ ways, total, names, period }) {
  const { t, format, language } = useLocale();
  const nameOf = (step, value) => {
    if (step === "touchpoint") return names.get(value) ?? t.word("touchpoint", value);
    return value === null ? t(`flows.no_${step}`) : t.word(GROUPS[step], value);
  };
  const data = useMemo(() => {
    const to = (filters) => conversationsAddress(period, filters);
    return flowsOf(ways, { stages: STEPS.map((step) => t(`flows.${step}`)), nameOf, rest: t("flows.rest"), to });
  }, [ways, language]);
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

// What else conversations can be chosen by: what there is on the way of those that are chosen already.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { chosenBy } from "../helpers/chosen.js";
import { conversationsAddress } from "../models/address.js";
import { WAY, valuesOf } from "../models/journey.js";
import { useGo } from "./link.js";
import { useFigures } from "./use_figures.js";

export function Narrowing({ api, place }) {
  const { t } = useLocale();
  const { period, filters } = place;
  const [{ figures }] = useFigures(api, "/api/insights/journey", period);
  return html`
    <details class="filters-more">
      <summary>${t("failures.more_filters")}</summary>
      <form class="filters" aria-label=${t("failures.filters")} onSubmit=${(event) => event.preventDefault()}>
        ${WAY.map((step) => html`<${Step} key=${step} step=${step} ways=${figures?.flows ?? []} period=${period} filters=${filters} />`)}
      </form>
    </details>
  `;
}

function Step({ step, ways, period, filters }) {
  const { t, format } = useLocale();
  const go = useGo();
  const { [step]: chosen, ...others } = filters;
  // By what is no step of the way, such as a weekday, the ways cannot be counted.
  const counted = Object.keys(others).every((name) => WAY.includes(name));
  const values = valuesOf(ways, step, others, chosen);
  return html`
    <label class="field">
      <span>${t(`chosen.${step}`)}</span>
      <select value=${chosen ?? ""} onChange=${({ target }) => go(conversationsAddress(period, target.value ? { ...others, [step]: target.value } : others))}>
        <option value="">${t("failures.any")}</option>
        ${values.map(
          ({ key, count }) => html`
            <option key=${key} value=${key} selected=${key === chosen}>
              ${chosenBy(t, format, step, key)}${counted && count !== null ? ` (${format.number(count)})` : ""}
            </option>
          `,
        )}
      </select>
    </label>
  `;
}

// What narrows the failure log. Each choice is in the address, so that it can be shared and gone back from.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { FILTERS, MORE_FILTERS, failuresAddress } from "../models/address.js";
import { choices } from "../models/choices.js";
import { nameOfKey } from "../helpers/names.js";
import { Link, useGo } from "./link.js";
import { Search } from "./search.js";
import { useFigures } from "./use_figures.js";

export function Filters({ api, place }) {
  const { t, format } = useLocale();
  const go = useGo();
  // Without the figures there is less to choose, no more.
  const [{ figures }] = useFigures(api, "/api/insights/outcomes", place.period);

  function choose(name, value) {
    const { [name]: _before, ...others } = place.filters;
    go(failuresAddress(place.period, value ? { ...others, [name]: value } : others));
  }

  const select = (name) => html`
    <label class="field" key=${name}>
      <span>${t(`filter.${name}`)}</span>
      <select value=${place.filters[name] ?? ""} onChange=${(event) => choose(name, event.target.value)}>
        <option value="">${t("failures.any")}</option>
        ${choices(name, figures, place.filters[name]).map(
          ({ key, count }) => html`
            <option key=${key} value=${key} selected=${key === place.filters[name]}>
              ${nameOfKey(t, format, name, key)}${count === null ? "" : ` (${format.number(count)})`}
            </option>
          `,
        )}
      </select>
    </label>
  `;
  return html`
    <${Search} words=${place.filters.q ?? ""} onSearch=${(words) => choose("q", words)} />
    <form class="filters" aria-label=${t("failures.filters")} onSubmit=${(event) => event.preventDefault()}>
      ${FILTERS.map(select)}
      <details class="filters-more" open=${MORE_FILTERS.some((name) => place.filters[name])}>
        <summary>${t("failures.more_filters")}</summary>
        <div class="filters">${MORE_FILTERS.map(select)}</div>
      </details>
      ${Object.keys(place.filters).length > 0 &&
      html`<${Link} class="filters-reset" to=${failuresAddress(place.period)}>${t("failures.reset")}<//>`}
    </form>
  `;
}

// The owner's own figures. A field that is left empty is measured, where that can be.

import { html, useRef, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { bodyOf, currencies, fits, PARTS, partRange, partText, typedOf } from "../models/savings.js";

export function SavingsForm({ api, figures, onSaved }) {
  const { t, format, language } = useLocale();
  const form = useRef(null);
  const [{ busy, problem }, setState] = useState({ busy: false, problem: null });
  const { assumptions, currency } = figures;

  async function save(event) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form.current));
    setState({ busy: true, problem: null });
    try {
      await api.put("/api/insights/savings/assumptions", bodyOf(fields, fields.currency, language));
      await onSaved();
      setState({ busy: false, problem: null });
    } catch (error) {
      setState({ busy: false, problem: error });
    }
  }
  return html`
    <section class="panel savings-own" aria-labelledby="savings-own">
      <h2 id="savings-own">${t("savings.own")}</h2>
      <p class="hint">${t("savings.own_help")}</p>
      <form class="savings-form" ref=${form} onSubmit=${save}>
        ${PARTS.map((part) => html`<${Field} key=${part.name} part=${part} figures=${figures} />`)}
        <label class="field">
          <span>${t("savings.currency")}</span>
          <select name="currency">
            ${currencies(currency).map((code) => html`<option key=${code} selected=${code === currency}>${code}</option>`)}
          </select>
        </label>
        <p class="savings-save">
          <button class="button button-primary" disabled=${busy}>${t("savings.save")}</button>
          <span role="status">
            ${assumptions && t("savings.said_by", { name: assumptions.by, at: format.dateTime(assumptions.at) })}
          </span>
        </p>
        ${problem && html`<p class="problem" role="alert">${errorText(t, problem)}</p>`}
      </form>
    </section>
  `;
}

function Field({ part, figures }) {
  const { t, format, language } = useLocale();
  const { name, unit, most } = part;
  // Not a field for numbers: where the browser speaks another language than its user it takes 1,5 for 15, and says nothing.
  const check = ({ target }) =>
    target.setCustomValidity(fits(part, target.value, language) ? "" : t("savings.no_number", { most: format.number(most), example: format.short(1.5) }));
  const found = figures.measured[name];
  const help = `savings-help-${name}`;
  const measured = found?.value !== null && found !== undefined;
  const range = measured && partRange(format, figures.currency, part, found);
  const text = measured && partText(format, figures.currency, part, found.value);
  return html`
    <div class="savings-field">
      <label class="field" for=${`savings-${name}`}>
        ${t(`savings.${name}`)}${" "}
        ${unit === "share" && html`<span class="hint">${t("savings.percent")}</span>`}
        ${unit === "money" && html`<span class="hint">(${figures.currency})</span>`}
      </label>
      <input
        id=${`savings-${name}`}
        name=${name}
        type="text"
        inputmode="decimal"
        autocomplete="off"
        maxlength="20"
        onInput=${check}
        defaultValue=${typedOf(part, figures.assumptions, language)}
        aria-describedby=${help}
      />
      <p class="hint" id=${help}>
        ${t(`savings.help.${name}`)}
        ${measured && html` <strong>${t(name === "days_per_year" ? "savings.by_hours" : "savings.measured", { value: range ? `${text} (${range})` : text })}</strong>`}
      </p>
    </div>
  `;
}

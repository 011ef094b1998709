// Choosing the period that a page is about.

import { html, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { datesOf, PERIODS } from "../models/period.js";

/** @param {{period: object, onChoose: (period: object) => void}} props */
export function PeriodPicker({ period, onChoose }) {
  const { t, format } = useLocale();
  const [custom, setCustom] = useState(Boolean(period.from));
  const [problem, setProblem] = useState(null);
  const form = useRef(null);
  const dates = datesOf(period, new Date());

  function choose(event) {
    setCustom(event.target.value === "custom");
    if (event.target.value !== "custom") onChoose({ period: event.target.value });
  }

  function apply(event) {
    event.preventDefault();
    const { from, to } = form.current.elements;
    const wrong = !from.value || !to.value || from.value > to.value;
    setProblem(wrong ? t("period.wrong") : null);
    if (!wrong) onChoose({ from: from.value, to: to.value });
  }

  const option = (value) => html`
    <label class="period-item">
      <input
        type="radio"
        name="period"
        value=${value}
        checked=${custom ? value === "custom" : value === period.period}
        onChange=${choose}
      />
      <span>${t(`period.${value}`)}</span>
    </label>
  `;
  return html`
    <div class="period">
      <fieldset class="period-items">
        <legend class="visually-hidden">${t("period")}</legend>
        ${[...PERIODS, "custom"].map(option)}
      </fieldset>
      ${custom
        ? html`<form class="period-dates" ref=${form} onSubmit=${apply}>
            <label class="field"><span>${t("period.from")}</span><input type="date" name="from" defaultValue=${dates.from} /></label>
            <label class="field"><span>${t("period.to")}</span><input type="date" name="to" defaultValue=${dates.to} /></label>
            <button class="button">${t("period.apply")}</button>
            <p class="problem" role="alert">${problem}</p>
          </form>`
        : html`<p class="hint">
            ${t("period.shown", { from: format.calendar(dates.from), to: format.calendar(dates.to) })}
          </p>`}
    </div>
  `;
}

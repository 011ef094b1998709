// Choosing the period that a page is about, and whether to compare it with the one before.

import { html, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { datesBefore, datesOf, PERIODS } from "../models/period.js";

/** @param {{period: object, onChoose: (period: object) => void, comparable?: boolean}} props */
export function PeriodPicker({ period, onChoose, comparable = false }) {
  const { t } = useLocale();
  const [custom, setCustom] = useState(Boolean(period.from));
  const compare = period.compare ? { compare: period.compare } : {};

  function choose({ target: { value } }) {
    setCustom(value === "custom");
    if (value !== "custom") onChoose({ period: value, ...compare });
  }

  function comparing({ target: { checked } }) {
    const { compare: _before, ...same } = period;
    onChoose(checked ? { ...same, compare: "before" } : same);
  }

  const chosen = custom ? "custom" : period.period;
  return html`
    <div class="period">
      <label class="field-inline-small">
        <span>${t("period")}</span>
        <select value=${chosen} onChange=${choose}>
          ${[...PERIODS, "custom"].map(
            (value) => html`<option key=${value} value=${value} selected=${value === chosen}>${t(`period.${value}`)}</option>`,
          )}
        </select>
      </label>
      ${custom && html`<${Dates} period=${period} onChoose=${(dates) => onChoose({ ...dates, ...compare })} />`}
      ${comparable &&
      html`<label class="period-compare">
        <input type="checkbox" checked=${Boolean(period.compare)} onChange=${comparing} />
        <span>${t("period.compare")}</span>
      </label>`}
      <${Shown} period=${period} comparable=${comparable} />
    </div>
  `;
}

/** Which days these are, in words. */
export function Shown({ period, comparable = false }) {
  const { t, format } = useLocale();
  const days = (key, { from, to }) => t(key, { from: format.calendar(from), to: format.calendar(to) });
  const now = new Date();
  return html`
    <p class="hint">
      ${days("period.shown", datesOf(period, now))}
      ${comparable && period.compare && html`<br />${days("period.compared", datesBefore(period, now))}`}
    </p>
  `;
}

function Dates({ period, onChoose }) {
  const { t } = useLocale();
  const [problem, setProblem] = useState(null);
  const form = useRef(null);
  const dates = datesOf(period, new Date());

  function apply(event) {
    event.preventDefault();
    const { from, to } = form.current.elements;
    const wrong = !from.value || !to.value || from.value > to.value;
    setProblem(wrong ? t("period.wrong") : null);
    if (!wrong) onChoose({ from: from.value, to: to.value });
  }
  return html`
    <form class="period-dates" ref=${form} onSubmit=${apply}>
      <label class="field"><span>${t("period.from")}</span><input type="date" name="from" defaultValue=${dates.from} /></label>
      <label class="field"><span>${t("period.to")}</span><input type="date" name="to" defaultValue=${dates.to} /></label>
      <button class="button">${t("period.apply")}</button>
      <p class="problem" role="alert">${problem}</p>
    </form>
  `;
}

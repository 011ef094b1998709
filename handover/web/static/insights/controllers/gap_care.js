// What an owner does about a gap: its state, who takes care, its name, and bringing another gap into it.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { gapAddress } from "../models/address.js";
import { everyGap, gapName, STATES } from "../models/gap.js";
import { spanOf } from "../models/period.js";
import { Link } from "./link.js";

export function GapCare({ api, gap, model, state, period }) {
  const { t, language } = useLocale();
  const { people, others } = useChoices(api, gap.id, period);
  const { refused, busy, done } = state;
  // Whoever has it stays to be chosen, even where the list could not be read.
  const all = gap.assignee && !people.some(({ id }) => id === gap.assignee.id) ? [...people, gap.assignee] : people;
  const named = others
    .map((one) => ({ ...one, called: gapName(one, language) ?? t("gaps.nameless") }))
    .sort((one, other) => one.called.localeCompare(other.called, language));
  const send = (noun, body) => (event) => {
    event.preventDefault();
    model.act(noun, body(new FormData(event.target).get("value")));
  };
  return html`
    <section class="panel gap-care" aria-labelledby="gap-care">
      <h2 id="gap-care">${t("gaps.care")}</h2>
      <p role="status">${done && t(`gaps.done.${done.noun}`)}
        ${done?.noun === "splits" && html` <${Link} to=${gapAddress(done.answer.id, period)}>${t("gaps.open_new")}<//>`}
      </p>
      ${refused && html`<p class="problem" role="alert">${errorText(t, refused)}</p>`}
      <${Field} name="state" busy=${busy} onSubmit=${send("state", (value) => ({ state: value }))}>
        <select name="value" key=${gap.state} aria-describedby="gap-state-help">
          ${STATES.map((one) => html`<option key=${one} value=${one} selected=${one === gap.state}>${t.word("gap", one)}</option>`)}
        </select>
      <//>
      <p class="hint" id="gap-state-help">${t("gaps.state_help")}</p>
      <${Field} name="assignee" busy=${busy} onSubmit=${send("assignee", (value) => ({ agent: value || null }))}>
        <select name="value" key=${gap.assignee?.id}>
          <option value="">${t("gaps.nobody")}</option>
          ${all.map(({ id, name }) => html`<option key=${id} value=${id} selected=${id === gap.assignee?.id}>${name}</option>`)}
        </select>
      <//>
      <${Field} name="name" busy=${busy} onSubmit=${send("name", (value) => ({ name: value.trim() || null }))}>
        <input name="value" maxlength="100" key=${gap.name} defaultValue=${gap.name ?? ""} placeholder=${gapName({ names: gap.names }, language) ?? ""} />
      <//>
      ${others.length > 0 &&
      html`
        <${Field} name="merge" busy=${busy} onSubmit=${send("merges", (value) => ({ gap: value }))}>
          <select name="value" required key=${named.length}>
            <option value="">${t("gaps.choose_other")}</option>
            ${named.map(({ id, called, count }) => html`<option key=${id} value=${id}>${called} (${count})</option>`)}
          </select>
        <//>
        <p class="hint">${t("gaps.merge_help")}</p>
      `}
    </section>
  `;
}

function Field({ name, busy, onSubmit, children }) {
  const { t } = useLocale();
  return html`
    <form class="gap-field" onSubmit=${onSubmit}>
      <label class="field"><span>${t(`gaps.set.${name}`)}</span>${children}</label>
      <button class="button" disabled=${busy} aria-label=${`${t(`gaps.set.${name}`)}: ${t(`gaps.do.${name}`)}`}>${t(`gaps.do.${name}`)}</button>
    </form>
  `;
}

/** Who can take care of it, and which other gaps there are; without them there is less to choose, no more. */
function useChoices(api, id, period) {
  const [found, setFound] = useState({ people: [], others: [] });
  useEffect(() => {
    let current = true;
    const put = (name) => (items) => current && setFound((before) => ({ ...before, [name]: items }));
    api.get("/api/agents").then(({ items }) => put("people")(items), () => {});
    everyGap(api, spanOf(period, new Date())).then((items) => put("others")(items.filter((one) => one.id !== id)), () => {});
    return () => {
      current = false;
    };
  }, [id]);
  return found;
}

// Ending a conversation: how it ended and why self-service did not do.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { CAUSES } from "../../staff/models/codes.js";
import { Deed } from "./deed.js";
import { useDesk } from "./desk.js";


export function Resolve({ id, onClose }) {
  const { t } = useLocale();
  const { commands } = useDesk();
  const [entered, setEntered] = useState({ outcome: "", cause: "", note: "" });
  const set = (name) => (event) => setEntered({ ...entered, [name]: event.target.value });
  const outcome = (value, label) => html`
    <label class="choice">
      <input type="radio" name="outcome" value=${value} checked=${entered.outcome === value} onChange=${set("outcome")} />
      <span>${label}</span>
    </label>
  `;
  return html`
    <${Deed}
      id=${id}
      title=${t("resolve.title")}
      submit=${t("resolve.submit")}
      done="act.done_resolve"
      check=${() => (entered.outcome && entered.cause ? null : t("resolve.missing"))}
      act=${() => commands.resolve(id, entered)}
      onClose=${onClose}
    >
      <fieldset class="choices">
        <legend>${t("resolve.outcome")}</legend>
        ${outcome("solved_by_agent", t("resolve.solved"))} ${outcome("unsolved_by_agent", t("resolve.unsolved"))}
      </fieldset>
      <label class="field">
        <span>${t("resolve.cause")}</span>
        <select required value=${entered.cause} onChange=${set("cause")}>
          <option value="">${t("resolve.choose")}</option>
          ${CAUSES.map((cause) => html`<option value=${cause}>${t.word("cause", cause)}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${t("resolve.note")}</span>
        <textarea rows="2" value=${entered.note} onInput=${set("note")}></textarea>
      </label>
    <//>
  `;
}

// Handing a conversation back to the bot, with what it is to know.

import { html, useState } from "../../vendor/preact-htm.js";
import { asText } from "../../staff/models/understanding.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { editableSlots } from "../models/slots.js";
import { Deed } from "./deed.js";
import { useDesk } from "./desk.js";

export function ReturnToBot({ id, facts, onClose }) {
  const { t } = useLocale();
  const { commands } = useDesk();
  const [summary, setSummary] = useState("");
  const [slots, setSlots] = useState(() => editableSlots(facts?.context));
  return html`
    <${Deed}
      id=${id}
      title=${t("return.title")}
      submit=${t("return.submit")}
      done="act.done_return"
      check=${() => (summary.trim() ? null : t("return.summary_missing"))}
      act=${() => commands.returnToBot(id, summary, slots)}
      onClose=${onClose}
    >
      <p>${t("return.text")}</p>
      <label class="field">
        <span>${t("return.summary")}</span>
        <textarea
          rows="3"
          required
          autofocus
          aria-describedby="return-summary-help"
          value=${summary}
          onInput=${(event) => setSummary(event.target.value)}
        ></textarea>
      </label>
      <p class="hint" id="return-summary-help">${t("return.summary_help")}</p>
      <fieldset class="slots">
        <legend>${t("return.slots")}</legend>
        ${Object.entries(slots).map(
          ([name, value]) => html`
            <label class="field field-inline" key=${name}>
              <span>${t.word("slot", name)}</span>
              <input value=${asText(value)} onInput=${(event) => setSlots({ ...slots, [name]: event.target.value })} />
            </label>
          `,
        )}
        <p class="hint">${t("return.slots_help")}</p>
      </fieldset>
    <//>
  `;
}

// Giving a conversation back to those who wait.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { Deed } from "./deed.js";
import { useDesk } from "./desk.js";

export function GiveBack({ id, name, onClose }) {
  const { t } = useLocale();
  const { commands } = useDesk();
  return html`
    <${Deed}
      id=${id}
      title=${t("give_back.title")}
      submit=${t("give_back.submit")}
      done="act.done_give_back"
      act=${() => commands.giveBack(id)}
      onClose=${onClose}
    >
      <p>${t("give_back.text", { name })}</p>
    <//>
  `;
}

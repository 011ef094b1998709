// What can be done with a conversation: accept it, or give back, return and resolve one's own.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { useAccept } from "./accept.js";
import { GiveBack } from "./give_back.js";
import { Resolve } from "./resolve.js";
import { ReturnToBot } from "./return_to_bot.js";

const DIALOGS = { give_back: GiveBack, return: ReturnToBot, resolve: Resolve };

export function Acts({ id, floor, mine, name, facts, go }) {
  const { t } = useLocale();
  const [accept, busy] = useAccept(id, go);
  const [asked, setAsked] = useState(null);
  const Asked = asked && DIALOGS[asked];
  return html`
    <div class="acts">
      ${floor === "queue" &&
      html`<button class="button button-primary" disabled=${busy} onClick=${accept}>${t("waiting.accept")}</button>`}
      ${mine &&
      html`
        <button class="button" onClick=${() => setAsked("give_back")}>${t("act.give_back")}</button>
        <button class="button" onClick=${() => setAsked("return")}>${t("act.return")}</button>
        <button class="button button-primary" onClick=${() => setAsked("resolve")}>${t("act.resolve")}</button>
      `}
      ${Asked && mine && html`<${Asked} id=${id} name=${name} facts=${facts} onClose=${() => setAsked(null)} go=${go} />`}
    </div>
  `;
}

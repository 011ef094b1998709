// The lists: who waits, whom I answer, what is promised, and a search over all.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { soundWanted, wantSound } from "../helpers/sound.js";
import { assigned, promises, waiting } from "../models/inbox.js";
import { useDesk } from "./desk.js";
import { Mine } from "./mine.js";
import { Promises } from "./promises.js";
import { Search } from "./search.js";
import { Waiting } from "./waiting.js";

export function Sidebar({ open, go }) {
  const { t } = useLocale();
  const { workspace } = useDesk();
  const { inbox } = useStore(workspace);
  const [area, setArea] = useState("waiting");
  const unread = assigned(inbox).reduce((sum, { id }) => sum + workspace.unread(id), 0);
  const tab = (name, shown, label, count) => html`
    <button class="areas-item areas-${name}" aria-pressed=${area === shown} onClick=${() => setArea(shown)}>
      ${label} ${count > 0 && html`<span class="count">${count}</span>`}
    </button>
  `;
  return html`
    <nav class="sidebar sidebar-${area}" aria-label=${t("areas")}>
      <div class="areas" role="group" aria-label=${t("areas")}>
        ${tab("inbox", "waiting", t("inbox"), 0)} ${tab("waiting", "waiting", t("waiting"), waiting(inbox).length)}
        ${tab("mine", "mine", t("mine.short"), unread)}
        ${tab("promises", "promises", t("promises.short"), promises(inbox).length)}
        ${tab("search", "search", t("search"), 0)}
      </div>
      <div class="sidebar-lists">
        <${Waiting} open=${open} go=${go} />
        <${Mine} open=${open} go=${go} />
        ${area === "promises" && html`<${Promises} open=${open} go=${go} />`}
        ${area === "search" && html`<${Search} open=${open} go=${go} />`}
      </div>
      <${Sound} />
    </nav>
  `;
}

function Sound() {
  const { t } = useLocale();
  const [wanted, setWanted] = useState(soundWanted(localStorage));
  function toggle(event) {
    wantSound(localStorage, event.target.checked);
    setWanted(event.target.checked);
  }
  return html`
    <label class="check sidebar-sound">
      <input type="checkbox" checked=${wanted} onChange=${toggle} />
      <span>${t("sound")}</span>
    </label>
  `;
}

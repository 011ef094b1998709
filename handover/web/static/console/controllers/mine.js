// The conversations that I answer, with what is new in each.

import { html } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { assigned } from "../models/inbox.js";
import { hasText } from "../models/drafts.js";
import { useDesk } from "./desk.js";
import { Entry } from "./entry.js";

export function Mine({ open, go }) {
  const { t } = useLocale();
  const { me, workspace } = useDesk();
  const { inbox } = useStore(workspace);
  const items = assigned(inbox);
  return html`
    <section class="list list-mine" aria-labelledby="list-mine">
      <h2 id="list-mine">
        ${t("mine")}
        ${inbox.assigned && html`<span class="list-full">${t("mine.full", { count: items.length, capacity: me.capacity })}</span>`}
      </h2>
      ${inbox.assigned &&
      items.length === 0 &&
      html`<div class="empty"><p>${t("mine.empty")}</p><p class="hint">${t("mine.empty_help")}</p></div>`}
      <ul>
        ${items.map(
          (item) => html`<${Entry} key=${item.id} item=${item} open=${open} go=${go} side=${html`<${News} id=${item.id} />`} />`,
        )}
      </ul>
      ${items.length > 1 && html`<p class="hint">${t("mine.keys")}</p>`}
    </section>
  `;
}

function News({ id }) {
  const { t } = useLocale();
  const { workspace, drafts } = useDesk();
  useStore(workspace);
  const unread = workspace.unread(id);
  if (unread > 0) {
    return html`<span class="count count-unread">
      <span aria-hidden="true">${unread}</span>
      <span class="visually-hidden">${t("mine.unread", { count: unread })}</span>
    </span>`;
  }
  return hasText(drafts.get(id)) ? html`<span class="tag">${t("mine.draft")}</span>` : null;
}

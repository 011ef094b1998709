// Answers that are promised, the soonest due first.

import { html } from "../../vendor/preact-htm.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { dueText, isOverdue } from "../helpers/promises.js";
import { addressOf } from "../models/address.js";
import { hasText } from "../models/drafts.js";
import { promises } from "../models/inbox.js";
import { DEFAULT_TEAM, teamName } from "../models/teams.js";
import { useDesk } from "./desk.js";
import { follow } from "./follow.js";

const TICK_MS = 1000;

export function Promises({ open, go }) {
  const { t } = useLocale();
  const { workspace, clock } = useDesk();
  const { inbox } = useStore(workspace);
  const now = clock.at(useNow(TICK_MS));
  const items = promises(inbox);
  return html`
    <section class="list list-promises" aria-labelledby="list-promises">
      <h2 id="list-promises">${t("promises")}</h2>
      ${inbox.promises === null && html`<p class="hint">${t("app.loading")}</p>`}
      ${inbox.promises !== null &&
      items.length === 0 &&
      html`<div class="empty"><p>${t("promises.empty")}</p><p class="hint">${t("promises.empty_help")}</p></div>`}
      <ul>
        ${items.map((item) => html`<${Item} key=${item.conversation} item=${item} now=${now} open=${open} go=${go} />`)}
      </ul>
    </section>
  `;
}

function Item({ item, now, open, go }) {
  const { t, format, language } = useLocale();
  const { teams, drafts } = useDesk();
  const known = useStore(teams);
  const { conversation: id, customer, email, text, team } = item;
  const overdue = isOverdue(item, now);
  return html`
    <li class="entry ${id === open ? "entry-open" : ""}">
      <a class="entry-link" href=${addressOf(id)} onClick=${follow(() => go(id))} aria-current=${id === open ? "page" : null}>
        <span class="entry-head">
          <strong>${nameOf({ id, customer: { name: customer, email } }, t)}</strong>
          <span class="tag ${overdue ? "needs-urgent" : ""}">${dueText(t, format, language, item, now)}</span>
        </span>
        <span class="entry-tags">
          <span class="tag">${item.language.slice(0, 2).toUpperCase()}</span>
          ${team !== DEFAULT_TEAM && html`<span class="tag">${t("waiting.team", { team: teamName(known, team, language) })}</span>`}
          ${hasText(drafts.get(id)) && html`<span class="tag">${t("mine.draft")}</span>`}
        </span>
        <span class="entry-words">${text}</span>
      </a>
    </li>
  `;
}

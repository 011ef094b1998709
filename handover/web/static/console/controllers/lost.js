// What went back to the queue while the agent was away or silent, until they have seen it.

import { html } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { addressOf } from "../models/address.js";
import { useDesk } from "./desk.js";
import { follow } from "./follow.js";

export function Lost({ go }) {
  const { t, format } = useLocale();
  const { workspace, lost } = useDesk();
  const items = lost.unseen(useStore(workspace).lost);
  function dismiss() {
    lost.dismiss(items);
    workspace.touch();
  }
  if (items.length === 0) return null;
  return html`
    <section class="lost" aria-labelledby="lost-title">
      <h2 id="lost-title">${t("lost", { count: items.length })}</h2>
      <ul>
        ${items.map(
          ({ conversation: id, name, at, reason }) => html`
            <li key=${`${id} ${at}`}>
              <a href=${addressOf(id)} onClick=${follow(() => go(id))}>${nameOf({ id, customer: { name } }, t)}</a>
              <span>${t.word("lost", reason)}</span>
              <time datetime=${at}>${format.dateTime(at)}</time>
            </li>
          `,
        )}
      </ul>
      <button class="button button-small" onClick=${dismiss}>${t("lost.dismiss")}</button>
    </section>
  `;
}

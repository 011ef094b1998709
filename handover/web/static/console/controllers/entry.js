// One conversation in a list.

import { html } from "../../vendor/preact-htm.js";
import { pageName } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { shortHeadline } from "../helpers/headline.js";
import { nameOf } from "../helpers/people.js";
import { addressOf } from "../models/address.js";
import { follow } from "./follow.js";

/** @param {{item: object, open: ?string, go: Function, side: unknown, children: unknown}} props A summary of the wire. */
export function Entry({ item, open, go, side, children }) {
  const { t } = useLocale();
  const elsewhere = item.outcome ? t.word("outcome", item.outcome) : item.floor === "bot" && t.word("floor", "bot");

  return html`
    <li class="entry ${item.id === open ? "entry-open" : ""}">
      <a class="entry-link" href=${addressOf(item.id)} onClick=${follow(() => go(item.id))} aria-current=${item.id === open ? "page" : null}>
        <span class="entry-head"><strong>${nameOf(item, t)}</strong>${side}</span>
        <span class="entry-tags">
          ${item.reason && html`<span class="tag tag-reason">${t.word("reason", item.reason)}</span>`}
          ${elsewhere && html`<span class="tag">${elsewhere}</span>`}
          <span class="tag">${item.language?.toUpperCase()}</span>
          ${item.page && html`<span class="entry-page">${pageName(item.page)}</span>`}
        </span>
        <${Matter} item=${item} />
        <${LastWords} message=${item.last_message} />
      </a>
      ${children}
    </li>
  `;
}

function Matter({ item }) {
  const { t } = useLocale();
  const short = shortHeadline(t, item);
  return short && html`<span class="entry-matter">${short}</span>`;
}

function LastWords({ message }) {
  const { t } = useLocale();
  if (!message) return null;
  const own = message.author.kind !== "customer";
  const name = message.author.name || t(`author.${message.author.kind}`);
  return html`<span class="entry-words">${own ? t("said", { name, text: message.text }) : message.text}</span>`;
}

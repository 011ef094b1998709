// One conversation, to be read and not to be written in.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { pageName } from "../../staff/helpers/format.js";
import { useLocale, useTitle } from "../../staff/controllers/hooks.js";
import { Transcript } from "../../staff/controllers/transcript.js";
import { readAll } from "../../staff/models/reader.js";
import { conversationsAddress } from "../models/address.js";
import { Link } from "./link.js";
import { NoPage } from "./problem.js";

export function Conversation({ api, place }) {
  const { t } = useLocale();
  const [{ value, events, problem }, setRead] = useState({ value: null, events: [], problem: null });
  useTitle(t("title.conversation"));
  useEffect(() => void load(), []);

  async function load() {
    try {
      setRead({ ...(await readAll(api, place.id)), problem: null });
    } catch (error) {
      setRead({ value: null, events: [], problem: error });
    }
  }

  return html`
    <p><${Link} to=${conversationsAddress(place.period, place.filters)}>← ${t("conversation.back")}<//></p>
    ${!value && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${problem && html`<${NoPage} problem=${problem} gone=${t("conversation.gone")} onAgain=${load} />`}
    ${value && html`<${Shown} value=${value} events=${events} />`}
  `;
}

function Shown({ value, events }) {
  const { t, format } = useLocale();
  const facts = [
    value.outcome ? t.word("outcome", value.outcome) : t("outcomes.open"),
    pageName(value.page) ?? t("none.touchpoint"),
    format.language(value.language),
    value.rating && t("conversations.stars", { count: value.rating.stars }),
  ].filter(Boolean);
  return html`
    <header class="failure-title">
      <h1>${t("conversation.title", { at: format.dateTime(value.opened_at) })}</h1>
      <p class="failure-tags">${facts.map((text, at) => html`<span key=${text} class=${at === 0 ? "tag" : ""}>${text}</span>`)}</p>
    </header>
    <section class="panel" aria-labelledby="conversation-said">
      <div class="failure-around-head">
        <h2 id="conversation-said">${t("conversation.said")}</h2>
        <a href=${`/console/conversations/${encodeURIComponent(value.id)}`}>${t("conversation.more")}</a>
      </div>
      <${Transcript} events=${events} conversation=${value.id} />
    </section>
  `;
}

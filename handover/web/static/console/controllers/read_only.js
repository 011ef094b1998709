// A conversation for those who may read but not write: the owner, who comes from a failure.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { Header } from "../../staff/controllers/header.js";
import { useLocale, useTitle } from "../../staff/controllers/hooks.js";
import { Transcript } from "../../staff/controllers/transcript.js";
import { errorText } from "../../staff/helpers/errors.js";
import { nameOf } from "../helpers/people.js";
import { conversationIn } from "../models/address.js";
import { readAll } from "../../staff/models/reader.js";
import { Facts } from "./facts.js";
import { Headline } from "./headline.js";

const INSIGHTS = "/insights";

export function ReadOnly({ session, me }) {
  const { t } = useLocale();
  const id = conversationIn(location.pathname);
  const [read, setRead] = useState({ value: null, events: [], problem: null });
  useTitle(t("title"));
  useEffect(() => {
    if (id) load();
    else location.replace(INSIGHTS);
  }, []);

  async function load() {
    try {
      setRead({ ...(await readAll(session.api, id)), problem: null });
    } catch (problem) {
      setRead({ value: null, events: [], problem });
    }
  }

  const { value, events, problem } = read;
  return html`
    <div class="console console-reading console-alone">
      <${Header} area=${t("app.insights")} session=${session} me=${me}>
        <a class="button" href=${INSIGHTS}>${t("wrong_role.to_insights")}</a>
      <//>
      <main class="console-main" id="content" tabindex="-1">
        <h1 class="visually-hidden">${t("read_only.title")}</h1>
        ${problem && html`<div class="empty empty-large"><h2>${t("gone")}</h2><p>${errorText(t, problem)}</p></div>`}
        ${!problem && !value && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
        ${value &&
        html`<section class="conversation" aria-labelledby="conversation-name">
          <header class="conversation-head">
            <h2 id="conversation-name">${nameOf(value, t)}</h2>
            <span class="tag tag-floor tag-${value.floor}">${value.agent?.name ?? t.word("floor", value.floor)}</span>
            <p class="hint">${t("read_only")}</p>
          </header>
          <${Headline} context=${value.context} customer=${value.customer} />
          <${Facts} value=${value} problem=${null} summary=${value} beside=${false} go=${visit} />
          <div class="stream">
            <div class="stream-box" tabindex="0" role="region" aria-label=${t("transcript.label")}>
              <${Transcript} events=${events} conversation=${value.id} customer=${nameOf(value, t)} />
            </div>
          </div>
        </section>`}
      </main>
    </div>
  `;
}

function visit(id) {
  location.assign(`/console/conversations/${encodeURIComponent(id)}`);
}

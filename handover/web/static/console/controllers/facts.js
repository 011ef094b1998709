// What a conversation is about, above the transcript: the essentials at once, the rest on demand.

import { html, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { pageName, safeLink } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { essentials } from "../helpers/essentials.js";
import { shown } from "../helpers/values.js";
import { Records } from "./records.js";

const WIDE = "(min-width: 760px)";

/** @param {{beside: boolean}} props `beside` says that the records of the shop stand beside the conversation. */
export function Facts({ value, problem, summary, beside, onAgain, go }) {
  const { t, format } = useLocale();
  const [open] = useState(() => matchMedia(WIDE).matches);
  const facts = essentials({ t, format, summary, context: value?.context ?? null, rating: value?.rating ?? null });
  const brief = facts.filter(({ brief: short }) => short).map(({ text }) => text);
  return html`
    <details class="about" open=${open}>
      <summary>
        <h3>${t("facts")}</h3>
        <span class="about-brief">${brief.join(" · ")}</span>
      </summary>
      ${problem && html`<p class="problem">
        ${t("facts.problem")} ${errorText(t, problem)}
        <button class="link-button" onClick=${onAgain}>${t("app.try_again")}</button>
      </p>`}
      <dl class="about-facts">
        ${facts.map(
          ({ key, label, text, tone }) => html`
            <div key=${key} class=${tone ? `about-${tone}` : ""}>
              <dt>${label}</dt>
              <dd>${key === "page" ? html`<${Page} page=${summary.page} />` : text}</dd>
            </div>
          `,
        )}
      </dl>
      ${value && html`<${More} value=${value} beside=${beside} onAgain=${onAgain} go=${go} />`}
    </details>
  `;
}

function Page({ page }) {
  const link = safeLink(page?.url);
  return link ? html`<a href=${link} target="_blank" rel="noreferrer noopener">${pageName(page)}</a>` : pageName(page);
}

function More({ value, beside, onAgain, go }) {
  const { t, format } = useLocale();
  const slots = Object.entries(value.context?.slots ?? {}).filter(([name, slot]) => slot !== null && name !== "language");
  return html`
    <details class="about-more">
      <summary>${t("facts.more")}</summary>
      <div class="about-columns">
        <section class="record">
          <h4>${t("facts.known")}</h4>
          ${slots.length === 0 && html`<p class="hint">${t("facts.known_none")}</p>`}
          <dl class="pairs">
            ${slots.map(([name, slot]) => html`<div key=${name}><dt>${t.word("slot", name)}</dt><dd>${shown(t, format, name, slot)}</dd></div>`)}
          </dl>
        </section>
        ${!beside && html`<${Records} value=${value} onAgain=${onAgain} go=${go} />`}
      </div>
    </details>
  `;
}

// What concerns the whole console: the connection, and what just happened.

import { html, useEffect } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { useDesk } from "./desk.js";

const SECOND_MS = 1000;
const GOOD_NEWS_MS = 8000;

export function ConnectionBanner() {
  const { t } = useLocale();
  const { workspace, connection } = useDesk();
  const { phase, retryAt } = useStore(workspace).connection;
  const now = useNow(SECOND_MS);
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / SECOND_MS));
  return html`
    <div class="connection" role="status">
      ${phase === "connecting" && html`<p>${t("connection.connecting")}</p>`}
      ${phase === "waiting" &&
      html`<p>
        ${t("connection.waiting", { seconds })}
        <button class="link-button" onClick=${() => connection.hurry()}>${t("connection.now")}</button>
      </p>`}
    </div>
  `;
}

export function Notice() {
  const { t } = useLocale();
  const { notices } = useDesk();
  const notice = useStore(notices);
  useEffect(() => {
    if (notice?.tone !== "good") return undefined;
    const timer = setTimeout(() => notices.clear(), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const text = notice && (notice.error ? errorText(t, notice.error) : t(notice.key, wordsOf(notice.values, t)));
  return html`
    <div class="notices" role="status">
      ${notice &&
      html`<div class="toast toast-${notice.tone}" key=${notice.count}>
        <p>${text}</p>
        <button class="icon-button" onClick=${() => notices.clear()} aria-label=${t("app.close")}>✕</button>
      </div>`}
    </div>
  `;
}

/** The values of a text, with the name of the customer whom it is about. */
function wordsOf({ about, ...values }, t) {
  return about ? { name: nameOf(about, t), ...values } : values;
}

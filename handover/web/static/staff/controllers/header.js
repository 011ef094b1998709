// The top of a staff page: brand, what belongs to the page, language, account.

import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { LANGUAGES } from "../models/texts.js";
import { useLocale } from "./hooks.js";

export function Brand({ area = null }) {
  const { t } = useLocale();
  return html`
    <span class="brand">
      <span class="brand-flag" aria-hidden="true"></span>
      <strong>${t("app.name")}</strong>${area && html`<span class="brand-area">${area}</span>`}
    </span>
  `;
}

export function LanguageSwitch() {
  const { t, language, setLanguage } = useLocale();
  return html`
    <div class="languages" role="group" aria-label=${t("app.language")}>
      ${LANGUAGES.map(
        (code) => html`
          <button class="languages-item" lang=${code} aria-pressed=${code === language} onClick=${() => setLanguage(code)}>
            <span aria-hidden="true">${code.toUpperCase()}</span>
            <span class="visually-hidden">${code === "de" ? "Deutsch" : "English"}</span>
          </button>
        `,
      )}
    </div>
  `;
}

/** The header of a page on which someone is signed in; children stand in its middle. */
export function Header({ area, session, me, children }) {
  const { t } = useLocale();
  return html`
    <header class="top">
      <a class="skip" href="#content">${t("app.skip")}</a>
      <${Brand} area=${area} />
      <div class="top-middle">${children}</div>
      <${LanguageSwitch} />
      <${Account} session=${session} me=${me} />
    </header>
  `;
}

function Account({ session, me }) {
  const { t } = useLocale();
  const menu = useRef(null);
  useEffect(() => {
    const close = (event) => {
      if (!menu.current.contains(event.target)) menu.current.open = false;
    };
    document.addEventListener("pointerdown", close);
    const here = menu.current;
    here.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !here.open) return;
      here.open = false;
      here.querySelector("summary").focus();
    });
    return () => document.removeEventListener("pointerdown", close);
  }, []);
  return html`
    <details class="account" ref=${menu}>
      <summary aria-label=${`${t("app.account")}: ${me.name}`}>
        <span class="account-mark" aria-hidden="true">${initials(me.name)}</span>
      </summary>
      <div class="account-menu">
        <p><strong>${me.name}</strong><br />${me.email}<br />${t(`app.role.${me.role}`)}</p>
        <button class="button" onClick=${() => session.signOut()}>${t("sign_out")}</button>
      </div>
    </details>
  `;
}

/** Two letters for a name. */
function initials(name) {
  const words = String(name).split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0] ?? "").join("").toUpperCase();
}

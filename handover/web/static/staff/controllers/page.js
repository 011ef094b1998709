// The frame of each staff page: language, who is signed in, and what to show until someone is.

import { html, render, useEffect, useMemo, useState } from "../../vendor/preact-htm.js";
import { createApi } from "../helpers/api.js";
import { formats } from "../helpers/format.js";
import { createSession } from "../models/session.js";
import { chosenLanguage, keepLanguage, translator } from "../models/texts.js";
import namesDe from "../texts/names.de.js";
import namesEn from "../texts/names.en.js";
import staffDe from "../texts/de.js";
import staffEn from "../texts/en.js";
import { Locale, useLocale, useStore } from "./hooks.js";
import { SignIn, SignInAgain } from "./sign_in.js";

const SHARED = { de: [staffDe, namesDe], en: [staffEn, namesEn] };

/**
 * Shows a staff page.
 *
 * @param {{texts: {de: object, en: object}, signInTitle: string, component: Function}} page The component gets
 *   `session` and `me`, and is made anew when another person signs in.
 */
export function openPage({ texts, signInTitle, component }) {
  const session = createSession((onUnauthorised) => createApi({ fetch: window.fetch.bind(window), onUnauthorised }));
  session.load();
  const root = document.getElementById("app");
  root.replaceChildren();
  render(html`<${Page} ...${{ texts, signInTitle, component, session }} />`, root);
}

function Page({ texts, signInTitle, component: Content, session }) {
  const [language, setLanguage] = useState(() => chosenLanguage(localStorage, navigator.languages));
  const locale = useMemo(
    () => ({
      language,
      t: translator(language, [...SHARED[language], texts[language]]),
      format: formats(language),
      setLanguage(next) {
        keepLanguage(localStorage, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const { phase, me } = useStore(session);
  return html`
    <${Locale.Provider} value=${locale}>
      ${phase === "loading" && html`<${Loading} />`}
      ${phase === "unreachable" && html`<${Unreachable} session=${session} />`}
      ${phase === "signed_out" && html`<${SignIn} session=${session} title=${signInTitle} />`}
      ${me && html`<${Content} key=${me.id} session=${session} me=${me} />`}
      ${phase === "expired" && html`<${SignInAgain} session=${session} />`}
    <//>
  `;
}

function Loading() {
  const { t } = useLocale();
  return html`<main class="notice" aria-busy="true"><p>${t("app.loading")}</p></main>`;
}

function Unreachable({ session }) {
  const { t } = useLocale();
  return html`
    <main class="notice">
      <h1>${t("app.unreachable")}</h1>
      <p>${t("app.unreachable_help")}</p>
      <button class="button button-primary" onClick=${() => session.load()}>${t("app.try_again")}</button>
    </main>
  `;
}

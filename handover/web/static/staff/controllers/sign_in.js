// Signing in, as a page of its own or over a page whose session has ended.

import { html, useRef, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../helpers/errors.js";
import { Brand, LanguageSwitch } from "./header.js";
import { useLocale, useTitle } from "./hooks.js";
import { Dialog } from "./dialog.js";

export function SignIn({ session, title }) {
  const { t } = useLocale();
  useTitle(`${t("sign_in.title")} – ${t("app.name")}`);
  return html`
    <div class="sign-in-page">
      <header class="sign-in-head"><${Brand} /><${LanguageSwitch} /></header>
      <main class="sign-in-card">
        <h1>${t(title)}</h1>
        <p class="sign-in-lead">${t("sign_in.lead")}</p>
        <${SignInForm} session=${session} />
      </main>
    </div>
  `;
}

export function SignInAgain({ session }) {
  const { t } = useLocale();
  return html`
    <${Dialog} title=${t("sign_in.expired")} onClose=${null}>
      <p>${t("sign_in.expired_help")}</p>
      <${SignInForm} session=${session} email=${session.get().me?.email} />
    <//>
  `;
}

function SignInForm({ session, email = "" }) {
  const { t } = useLocale();
  const form = useRef(null);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);

  async function submit(event) {
    event.preventDefault();
    const { email: address, password } = form.current.elements;
    if (!address.value || !password.value) return complain(t("sign_in.missing"), address.value ? password : address);
    setBusy(true);
    try {
      await session.signIn(address.value.trim(), password.value);
    } catch (error) {
      setBusy(false);
      complain(error.status === 401 ? t("sign_in.wrong") : errorText(t, error), password);
    }
  }

  function complain(text, field) {
    setProblem(text);
    field.focus();
  }

  return html`
    <form class="form" ref=${form} onSubmit=${submit} novalidate aria-describedby=${problem ? "sign-in-problem" : null}>
      <p class="problem" id="sign-in-problem" role="alert">${problem}</p>
      <label class="field">
        <span>${t("sign_in.email")}</span>
        <input name="email" type="email" autocomplete="username" required defaultValue=${email} />
      </label>
      <label class="field">
        <span>${t("sign_in.password")}</span>
        <input name="password" type=${shown ? "text" : "password"} autocomplete="current-password" required autofocus=${Boolean(email)} />
      </label>
      <label class="check">
        <input type="checkbox" checked=${shown} onChange=${(event) => setShown(event.target.checked)} />
        <span>${t("sign_in.show")}</span>
      </label>
      <button class="button button-primary button-wide" disabled=${busy}>
        ${busy ? t("sign_in.busy") : t("sign_in.submit")}
      </button>
    </form>
  `;
}

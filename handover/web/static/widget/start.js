import { LotseChat } from "./element.js";

const NAME = "lotse-chat";

/**
 * Put the chat on the page, once, however often the script line stands there.
 *
 * `base` is the service's address with a slash at the end, `language` what the page says it is written in, `identity` the
 * signed token of who is signed in on the host site; the last two may be undefined.
 */
export function start({ base, language, identity }) {
  if (!customElements.get(NAME)) customElements.define(NAME, LotseChat);
  if (document.querySelector(NAME)) return;
  const chat = document.createElement(NAME);
  chat.configure({ base, language, identity });
  const put = () => document.body.append(chat);
  if (document.body) put();
  else document.addEventListener("DOMContentLoaded", put, { once: true });
}

// The console of an agent: lists on one side, a conversation on the other; on a phone one of them at a time.

import { html, useEffect, useMemo, useState } from "../../vendor/preact-htm.js";
import { Header } from "../../staff/controllers/header.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { addressOf, conversationIn } from "../models/address.js";
import { neighbour } from "../models/inbox.js";
import { Announcer } from "./announcer.js";
import { Availability } from "./availability.js";
import { ConnectionBanner, Notice } from "./banners.js";
import { Conversation } from "./conversation.js";
import { createDesk, Desk } from "./desk.js";
import { Lost } from "./lost.js";
import { Missed } from "./missed.js";
import { Nothing } from "./nothing.js";
import { Offers } from "./offers.js";
import { ReadOnly } from "./read_only.js";
import { Sidebar } from "./sidebar.js";

export function Console({ session, me }) {
  if (me.role !== "agent") return html`<${ReadOnly} session=${session} me=${me} />`;
  return html`<${AgentConsole} session=${session} me=${me} />`;
}

function AgentConsole({ session, me }) {
  const { t } = useLocale();
  const desk = useMemo(() => createDesk(session, me), []);
  useEffect(() => desk.start(), []);
  const [open, go] = useAddress(desk);
  useKeys(desk, go);
  return html`
    <${Desk.Provider} value=${desk}>
      <div class="console ${open ? "console-reading" : "console-listing"}">
        <${ConnectionBanner} />
        <${Header} area=${t("app.console")} session=${session} me=${me}><${Availability} /><//>
        <${Missed} />
        <${Notice} />
        <${Offers} go=${go} />
        <${Lost} go=${go} />
        <main class="console-areas" id="content" tabindex="-1">
          <h1 class="visually-hidden">${t("app.console")}</h1>
          <${Sidebar} open=${open} go=${go} />
          <div class="console-main">
            ${open ? html`<${Conversation} key=${open} id=${open} go=${go} />` : html`<${Nothing} />`}
          </div>
        </main>
        <${Announcer} />
      </div>
    <//>
  `;
}

/** The conversation of the address, and a function that goes to another one (null: to the lists). */
function useAddress(desk) {
  const [open, setOpen] = useState(() => conversationIn(location.pathname));
  useEffect(() => {
    const moved = () => setOpen(conversationIn(location.pathname));
    window.addEventListener("popstate", moved);
    return () => window.removeEventListener("popstate", moved);
  }, []);
  useEffect(() => desk.workspace.show(open), [open]);
  return [
    open,
    (id) => {
      if (conversationIn(location.pathname) !== id) history.pushState(null, "", addressOf(id));
      setOpen(id);
    },
  ];
}

/** Alt with an arrow goes to the next or the one before of my conversations. */
function useKeys(desk, go) {
  useEffect(() => {
    const step = { ArrowDown: 1, ArrowUp: -1 };
    const pressed = (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || !(event.key in step)) return;
      if (event.target instanceof HTMLSelectElement || document.querySelector("dialog[open]")) return;
      const next = neighbour(desk.workspace.get().inbox, conversationIn(location.pathname), step[event.key]);
      if (!next) return;
      event.preventDefault();
      go(next);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

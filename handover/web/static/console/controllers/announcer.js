// Says what is new to those who do not look: the tab's title, a polite live region, a sound for who wants it.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { chime, soundWanted } from "../helpers/sound.js";
import { nameOf } from "../helpers/people.js";
import { assigned, offers, waiting } from "../models/inbox.js";
import { useDesk } from "./desk.js";

export function Announcer() {
  const { t } = useLocale();
  const { workspace, me } = useDesk();
  const { inbox, arrivals, offered } = useStore(workspace);
  const said = useNews(arrivals, "live.waiting", me.routing === "pull");
  const urgent = useNews(offered, "live.offered", true);

  const unread = assigned(inbox).reduce((sum, { id }) => sum + workspace.unread(id), 0);
  const count = waiting(inbox).length + unread;
  const calm = count > 0 ? t("title.count", { count }) : t("title");
  useTitle(offers(inbox).length > 0 ? t("title.offered") : calm);
  return html`
    <div class="visually-hidden" role="status">${said}</div>
    <div class="visually-hidden" role="alert">${urgent}</div>
  `;
}

/** What to say of the newest of `items`, once. @param {boolean} loud Whether they have a sound, for who wants it. */
function useNews(items, key, loud) {
  const { t } = useLocale();
  const [said, setSaid] = useState("");
  const heard = useRef([]);
  useEffect(() => {
    if (items === heard.current || items.length === 0) return;
    heard.current = items;
    setSaid(items.map((item) => t(key, { name: nameOf(item, t), reason: t.word("reason", item.reason) })).join(" "));
    if (loud && soundWanted(localStorage)) chime();
  }, [items]);
  return said;
}

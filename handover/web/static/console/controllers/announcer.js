// Says what is new to those who do not look: the tab's title, a polite live region, a sound for who wants it.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { chime, soundWanted } from "../helpers/sound.js";
import { nameOf } from "../helpers/people.js";
import { assigned, waiting } from "../models/inbox.js";
import { useDesk } from "./desk.js";

export function Announcer() {
  const { t } = useLocale();
  const { workspace } = useDesk();
  const { inbox, arrivals } = useStore(workspace);
  const [said, setSaid] = useState("");
  const heard = useRef(arrivals);

  const unread = assigned(inbox).reduce((sum, { id }) => sum + workspace.unread(id), 0);
  const count = waiting(inbox).length + unread;
  useTitle(count > 0 ? t("title.count", { count }) : t("title"));

  useEffect(() => {
    if (arrivals === heard.current) return;
    heard.current = arrivals;
    const name = (item) => nameOf(item, t);
    setSaid(arrivals.map((item) => t("live.waiting", { name: name(item), reason: t.word("reason", item.reason) })).join(". "));
    if (soundWanted(localStorage)) chime();
  }, [arrivals]);

  return html`<div class="visually-hidden" role="status">${said}</div>`;
}

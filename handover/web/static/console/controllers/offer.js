// One conversation that is offered to me, for as long as the offer is open.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { offerOf, timeLeft } from "../models/offers.js";
import { useAccept } from "./accept.js";
import { Entry } from "./entry.js";
import { useDesk } from "./desk.js";
import { Needs } from "./needs.js";
import { useWait } from "./waiting.js";

const TICK_MS = 1000;

export function Offer({ item, go }) {
  const { t, format } = useLocale();
  const [accept, accepting] = useAccept(item.id, go);
  const [decline, declining] = useDecline(item);
  const { seconds, share } = useTimeLeft(item);
  const name = nameOf(item, t);
  const left = html`<span class="offer-left">${seconds > 0 ? t("offer.left", { seconds }) : t("offer.left_none")}</span>`;
  return html`
    <${Entry} item=${item} open=${null} go=${go} side=${left}>
      <div class="offer-more">
        <${Needs} item=${item} asked=${false} />
        <span class="hint">${t("waiting.since", { time: useWait(item) })} · ${format.language(item.language)}</span>
      </div>
      <div class="offer-acts">
        <button class="button" disabled=${declining} aria-label=${t("offer.decline_named", { name })} onClick=${decline}>
          ${t("offer.decline")}
        </button>
        <button class="button button-primary" disabled=${accepting} aria-label=${t("waiting.accept_named", { name })} onClick=${accept}>
          ${t("waiting.accept")}
        </button>
      </div>
      <div class="offer-time" aria-hidden="true"><span style=${{ transform: `scaleX(${share ?? 1})` }}></span></div>
    <//>
  `;
}

function useTimeLeft({ id, offer }) {
  const { workspace, clock, me } = useDesk();
  const { logs } = useStore(workspace);
  const now = clock.at(useNow(TICK_MS));
  const offered = offerOf(logs[id]?.events ?? [], me.id, offer.until);
  return timeLeft(Date.parse(offer.until), offered && Date.parse(offered.at), now);
}

/** `[decline, busy]`: it then goes to somebody else, and stays in the list of those who wait. */
function useDecline(item) {
  const { commands, notices } = useDesk();
  const [busy, setBusy] = useState(false);
  async function decline() {
    setBusy(true);
    try {
      await commands.decline(item.id);
      notices.good("offer.declined", { about: item });
    } catch (error) {
      if (error.code === "wrong_floor") notices.bad("offer.over", { about: item });
      else notices.error(error);
      setBusy(false);
    }
  }
  return [decline, busy];
}

// The figures at a glance, each with the counts behind it.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { countTile, rateTile } from "../../helpers/tiles.js";
import { conversationsAddress, failuresAddress } from "../../models/address.js";
import { Rated } from "../rated.js";
import { Tile } from "../tile.js";

/** @param {{figures: object, before: ?object, period: object}} props `before` are the figures of the period before, where it is compared. */
export function Tiles({ figures, before, period }) {
  const { t, format } = useLocale();
  const { conversations, failures, turns, handovers, self_service: own } = figures;
  // What the tile leads to: a conversation may be handed over twice.
  const handedOver = figures.days.reduce((all, day) => all + day.handed_over, 0);
  const n = format.number;
  const count = (of) => countTile(t, format, of(figures).total, before ? of(before).total : null);
  return html`
    <dl class="tiles">
      <${Tile}
        label=${t("tile.conversations")}
        ...${count((all) => all.conversations)}
        more=${t("tile.conversations_more", { ended: n(conversations.ended), open: n(conversations.open) })}
        to=${conversationsAddress(period)}
      />
      <${Tile}
        label=${t("tile.self")}
        ...${rateTile(t, format, own, before?.self_service)}
        more=${t("tile.self_more", { count: n(own.count), of: n(own.of) })}
        to=${conversationsAddress(period, { outcome: "self_served" })}
      />
      <${Tile}
        label=${t("tile.failures")}
        ...${count((all) => all.failures)}
        more=${t("tile.failures_more", { turns: n(turns.total) })}
        to=${failuresAddress(period)}
      />
      <${Tile}
        label=${t("tile.handovers")}
        ...${count((all) => all.handovers)}
        more=${handovers.total > 0 ? t("tile.handovers_more", { count: handedOver, total: n(handedOver) }) : t("tile.handovers_none")}
        to=${handovers.total > 0 ? conversationsAddress(period, { handed_over: "true" }) : null}
      />
      ${["bot", "people"].map((whose) => html`<${Rated} key=${whose} whose=${whose} figures=${figures} before=${before} period=${period} />`)}
    </dl>
  `;
}

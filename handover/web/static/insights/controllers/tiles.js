// The figures at a glance, each with the counts behind it.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { failuresAddress } from "../models/address.js";
import { ranked, selfService } from "../models/figures.js";
import { Link } from "./link.js";

export function Tiles({ figures, period }) {
  const { t, format } = useLocale();
  const { conversations, failures, turns, handovers, ratings } = figures;
  const own = selfService(figures);
  const reasons = ranked(handovers.by_reason).length;
  const n = format.number;
  return html`
    <dl class="tiles">
      <${Tile}
        label=${t("tile.conversations")}
        value=${n(conversations.total)}
        more=${t("tile.conversations_more", { ended: n(conversations.ended), open: n(conversations.open) })}
      />
      <${Tile}
        label=${t("tile.self")}
        value=${own.share === null ? t("tile.none") : format.percent(own.share)}
        more=${t("tile.self_more", { count: n(own.count), of: n(own.of) })}
      />
      <${Tile}
        label=${t("tile.failures")}
        value=${n(failures.total)}
        more=${t("tile.failures_more", { turns: n(turns.total) })}
        to=${failuresAddress(period)}
      />
      <${Tile}
        label=${t("tile.handovers")}
        value=${n(handovers.total)}
        more=${reasons > 0 ? t("tile.handovers_more", { count: reasons }) : t("tile.handovers_none")}
      />
      <${Tile}
        label=${t("tile.rating")}
        value=${ratings.average === null ? t("tile.none") : format.decimal(ratings.average)}
        more=${ratings.count > 0 ? t("tile.rating_more", { count: ratings.count }) : t("tile.rating_none")}
      />
    </dl>
  `;
}

function Tile({ label, value, more, to = null }) {
  return html`
    <div class="tile">
      <dt>${label}</dt>
      <dd class="tile-value">${to ? html`<${Link} to=${to}>${value}<//>` : value}</dd>
      <dd class="tile-more">${more}</dd>
    </div>
  `;
}

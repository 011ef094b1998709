// How soon customers are answered and helped, and whether promises are kept, at a glance.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { rateTile, spreadTile, took } from "../../helpers/tiles.js";
import { conversationsAddress } from "../../models/address.js";
import { Tile } from "../tile.js";

const SPREADS = ["first_answer", "first_person", "waiting", "handling"];

export function ServiceTiles({ figures, before, period }) {
  const { t, format, language } = useLocale();
  const { left_waiting: left, promises } = figures;
  const handedOver = conversationsAddress(period, { handed_over: "true" });
  const n = format.number;
  return html`
    <dl class="tiles">
      ${SPREADS.map((name) => {
        const { count, p90_s: p90 } = figures[name];
        const more = count > 0 ? t("service.spread", { p90: took(p90, language), count: n(count) }) : t("service.spread_none");
        return html`<${Tile}
          key=${name}
          label=${t(`service.${name}`)}
          ...${spreadTile(t, language, figures[name], before?.[name])}
          more=${more}
          to=${count > 0 && name !== "first_answer" ? handedOver : null}
        />`;
      })}
      <${Tile}
        label=${t("service.left")}
        ...${rateTile(t, format, left, before?.left_waiting)}
        more=${t("service.left_more", { count: n(left.count), of: n(left.of) })}
        to=${left.count > 0 ? conversationsAddress(period, { outcome: "gave_up_in_queue" }) : null}
      />
      <${Tile}
        label=${t("service.promises")}
        ...${rateTile(t, format, promises.kept, before?.promises.kept)}
        more=${promises.made > 0
          ? t("service.promises_more", { in_time: n(promises.in_time), late: n(promises.late), open: n(promises.open) })
          : t("service.promises_none")}
        to=${promises.in_time > 0 ? conversationsAddress(period, { outcome: "promise_kept" }) : null}
      />
    </dl>
  `;
}

// The rating of the bot, or of people: never both in one.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { starsTile } from "../helpers/tiles.js";
import { conversationsAddress } from "../models/address.js";
import { SMALL } from "../models/rules.js";
import { Tile } from "./tile.js";

export function Rated({ whose, figures, before, period }) {
  const { t, format } = useLocale();
  const rated = figures.ratings[whose];
  return html`
    <${Tile}
      label=${t(`tile.rating.${whose}`)}
      ...${starsTile(t, format, rated, before?.ratings[whose], SMALL)}
      more=${rated.count > 0 ? t("tile.rating_more", { count: rated.count, total: format.number(rated.count) }) : t("tile.rating_none")}
      to=${rated.count > 0 ? conversationsAddress(period, { rated: whose }) : null}
    />
  `;
}

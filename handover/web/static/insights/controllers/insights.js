// The owner's pages: one frame, and the page that the address names.

import { html, useCallback, useEffect, useMemo, useState } from "../../vendor/preact-htm.js";
import { Header } from "../../staff/controllers/header.js";
import { Locale, useLocale } from "../../staff/controllers/hooks.js";
import { formats } from "../../staff/helpers/format.js";
import { placeOf } from "../models/address.js";
import { namedTexts } from "../models/named.js";
import { Conversation } from "./conversation.js";
import { Conversations } from "./conversations.js";
import { Deliveries } from "./deliveries.js";
import { Failure } from "./failure.js";
import { Failures } from "./failures.js";
import { Gap } from "./gap.js";
import { Gaps } from "./gaps.js";
import { Journey } from "./journey.js";
import { Menu } from "./menu.js";
import { Overview } from "./overview/overview.js";
import { AgentsPlace, Unknown } from "./places.js";
import { Refusals } from "./refusals.js";
import { Savings } from "./savings.js";
import { Service } from "./service/service.js";
import { Go } from "./link.js";

const PAGES = {
  overview: Overview,
  gaps: Gaps,
  gap: Gap,
  failures: Failures,
  failure: Failure,
  journey: Journey,
  conversations: Conversations,
  conversation: Conversation,
  service: Service,
  savings: Savings,
  refusals: Refusals,
  deliveries: Deliveries,
  unknown: Unknown,
};

export function Insights({ session, me }) {
  const locale = useOwnersLocale(session.api, me);
  const { t } = locale;
  const [place, setPlace] = useState(() => placeOf(location, me.zone));
  useEffect(() => {
    const moved = () => setPlace(placeOf(location, me.zone));
    window.addEventListener("popstate", moved);
    return () => window.removeEventListener("popstate", moved);
  }, []);
  const go = useCallback((address) => {
    const before = location.pathname;
    history.pushState(null, "", address);
    setPlace(placeOf(location, me.zone));
    if (location.pathname === before) return;
    window.scrollTo(0, 0);
    document.getElementById("content").focus();
  }, []);

  const Page = me.role === "owner" ? PAGES[place.page] : AgentsPlace;
  return html`
    <${Locale.Provider} value=${locale}><${Go.Provider} value=${go}>
      <${Header} area=${t("app.insights")} session=${session} me=${me}>
        ${me.role === "owner" && html`<${Menu} place=${place} />`}
      <//>
      <main class="insights" id="content" tabindex="-1">
        <${Page} key=${`${place.page} ${place.id}`} api=${session.api} place=${place} me=${me} />
      </main>
    <//><//>
  `;
}

/**
 * The language, with touchpoints and teams called as the owner calls them. Until that is known, and where it is not, they are called as
 * in the demo. Times are those of the clock by which days are counted: what stands in a period was then.
 */
function useOwnersLocale(api, me) {
  const locale = useLocale();
  const [touchpoints, setTouchpoints] = useState([]);
  const [teams, setTeams] = useState([]);
  useEffect(() => {
    if (me.role !== "owner") return;
    api.get("/api/journey").then(({ stages }) => setTouchpoints(stages.flatMap((stage) => stage.touchpoints)), () => {});
    api.get("/api/teams").then(({ items }) => setTeams(items), () => {});
  }, []);
  return useMemo(() => {
    const { language, t } = locale;
    const named = { ...namedTexts("touchpoint", touchpoints, language), ...namedTexts("team", teams, language) };
    return { ...locale, t: t.with(named), format: formats(language, me.zone) };
  }, [locale, touchpoints, teams, me.zone]);
}

// The picture of a chart, drawn by Observable Plot once it is there, and anew when its place changes its width.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { useLocale, usePaper } from "../../../staff/controllers/hooks.js";
import { useGo } from "../link.js";
import { flows } from "./flows.js";
import { intervals } from "./intervals.js";
import { trend } from "./trend.js";

const KINDS = { trend, intervals, flows };
// What an A4 page has room for, in points of CSS; see print.css.
const ON_PAPER = 640;
// Only pages with charts load it, and then once.
let library = null;

export function Drawing({ kind, data, say, most, label }) {
  const { t, format } = useLocale();
  const go = useGo();
  const place = useRef(null);
  const [{ plot, away }, setLibrary] = useState({ plot: null, away: false });
  const onScreen = useWidth(place);
  const width = usePaper() ? ON_PAPER : onScreen;

  useEffect(() => {
    library ??= import("../../../vendor/plot-sankey.js");
    library.then(
      (loaded) => setLibrary({ plot: loaded, away: false }),
      () => {
        library = null;
        setLibrary({ plot: null, away: true });
      },
    );
  }, []);
  useLayoutEffect(() => {
    if (!plot || !width) return;
    place.current.replaceChildren(ready(KINDS[kind](plot, { data, say, most, format, width }), label));
  }, [plot, width, data, say, most, label]);

  function follow(event) {
    const mark = event.target.closest("[data-to]");
    if (!mark) return;
    if (event.metaKey || event.ctrlKey) window.open(mark.dataset.to, "_blank", "noopener");
    else go(mark.dataset.to);
  }
  return html`
    <div class="chart-picture chart-${kind}" ref=${place} tabindex=${kind === "flows" ? 0 : null} onClick=${follow}></div>
    ${away && html`<p class="problem" role="alert">${t("chart.away")}</p>`}
  `;
}

/**
 * The picture for the page: without the style sheet that Plot puts into it, which the policy of the pages forbids and
 * `css/insights/charts.css` says as well; and with marks that can be clicked but are no links, since a picture with links in it
 * is none for a screen reader. By keyboard the same links are in the table.
 */
function ready(svg, label) {
  svg.querySelectorAll("style").forEach((style) => style.remove());
  // Of its parts nothing is read out, and Plot's names for them are English.
  svg.querySelectorAll("[aria-label], [aria-description]").forEach((part) => {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  });
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  for (const link of svg.querySelectorAll("a")) {
    link.dataset.to = link.href.baseVal;
    link.removeAttributeNS("http://www.w3.org/1999/xlink", "href");
    link.removeAttribute("href");
  }
  return svg;
}

function useWidth(place) {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);
  return width;
}

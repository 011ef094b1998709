// The way between the owner's pages: a row on a desk, one button that opens all of them on a phone.

import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { useLocale, useMedia } from "../../staff/controllers/hooks.js";
import { MAIN, MORE } from "../models/menu.js";
import { Link } from "./link.js";

export function Menu({ place }) {
  const { t } = useLocale();
  const isNarrow = useMedia("(max-width: 1199px)");
  const isHere = ({ pages }) => pages.includes(place.page);
  const item = (one) => html`
    <${Link} key=${one.page} class="menu-item" to=${one.address(place.period)} aria-current=${isHere(one) ? "page" : null}>
      ${t(`nav.${one.page}`)}
    <//>
  `;
  const here = [...MAIN, ...MORE].find(isHere);
  if (isNarrow) {
    return html`
      <nav class="menu" aria-label=${t("nav")}>
        <${Folded} label=${here ? t(`nav.${here.page}`) : t("nav")} place=${place}>${[...MAIN, ...MORE].map(item)}<//>
      </nav>
    `;
  }
  return html`
    <nav class="menu" aria-label=${t("nav")}>
      ${MAIN.map(item)}
      <${Folded} label=${MORE.includes(here) ? t(`nav.${here.page}`) : t("nav.more")} place=${place} current=${MORE.includes(here)}>
        ${MORE.map(item)}
      <//>
    </nav>
  `;
}

/** Links behind a button; they go away with a choice, a click elsewhere, or Escape. */
function Folded({ label, place, current = false, children }) {
  const details = useRef(null);
  useEffect(() => {
    details.current.open = false;
  }, [place]);
  useEffect(() => {
    const close = (event) => {
      if (!details.current.contains(event.target)) details.current.open = false;
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, []);

  function escape(event) {
    if (event.key !== "Escape" || !details.current.open) return;
    details.current.open = false;
    details.current.querySelector("summary").focus();
  }
  return html`
    <details class="menu-more" ref=${details} onKeyDown=${escape}>
      <summary class="menu-item" data-current=${current}>${label}<span class="menu-arrow" aria-hidden="true">▾</span></summary>
      <div class="menu-sheet">${children}</div>
    </details>
  `;
}

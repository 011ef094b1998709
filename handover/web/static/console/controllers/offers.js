// Conversations that are offered to me: above everything, without taking the focus from what I am doing.

import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { offers } from "../models/inbox.js";
import { useDesk } from "./desk.js";
import { Offer } from "./offer.js";

export function Offers({ go }) {
  const { t } = useLocale();
  const { workspace } = useDesk();
  const items = offers(useStore(workspace).inbox);
  const box = useRef(null);
  useShortcut(box, items);
  return html`
    <section class="offers" ref=${box} aria-labelledby="offers-title" hidden=${items.length === 0}>
      <h2 id="offers-title">${t("offers", { count: items.length })} <kbd class="offers-key">${t("offers.key")}</kbd></h2>
      <ul>
        ${items.map((item) => html`<${Offer} key=${`${item.id} ${item.offer.until}`} item=${item} go=${go} />`)}
      </ul>
    </section>
  `;
}

/** Alt with A goes to the first offer. When that has gone, the focus goes back to where it was. */
function useShortcut(box, items) {
  const before = useRef(null);
  useEffect(() => {
    const pressed = (event) => {
      // On a Mac, Alt with A writes another letter: there the place of the key tells.
      const meant = event.key.toLowerCase() === "a" || event.code === "KeyA";
      if (!event.altKey || event.ctrlKey || event.metaKey || !meant) return;
      const button = box.current.querySelector(".button-primary");
      if (!button || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      if (!box.current.contains(document.activeElement)) before.current = document.activeElement;
      button.focus();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  useEffect(() => {
    if (document.activeElement === document.body && before.current?.isConnected) before.current.focus();
    before.current = box.current.contains(document.activeElement) ? before.current : null;
  }, [items]);
}

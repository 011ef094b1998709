import { h, icon, say } from "../helpers/dom.js";
import { WHEEL } from "../helpers/icons.js";

/** The button on the page that opens the chat and counts what came while it was closed. */
export class Launcher {
  #label = h("span", { class: "launcher-label" });
  #count = h("span", { class: "launcher-count", hidden: true, "aria-hidden": "true" });

  constructor(open) {
    this.element = h(
      "button",
      { class: "launcher", type: "button", "aria-haspopup": "dialog", onclick: open },
      icon(...WHEEL),
      this.#label,
      this.#count,
    );
  }

  focus() {
    this.element.focus();
  }

  /** `busy` while the chat loads, `failed` when it could not be loaded. */
  draw({ open, unread, texts, busy = false, failed = false }) {
    this.element.hidden = open;
    const label = failed ? texts.loadFailed : texts.launcher;
    this.element.setAttribute("aria-label", `${label} ${unread > 0 ? texts.openUnread(unread) : texts.open}`);
    this.element.setAttribute("aria-busy", String(busy));
    this.element.classList.toggle("failed", failed);
    say(this.#label, label);
    say(this.#count, unread > 9 ? "9+" : String(unread));
    this.#count.hidden = unread === 0;
  }
}

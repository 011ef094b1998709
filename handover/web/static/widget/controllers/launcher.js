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

  draw({ open, unread, texts }) {
    this.element.hidden = open;
    this.element.setAttribute("aria-label", unread > 0 ? `${texts.launcher} ${texts.openUnread(unread)}` : `${texts.launcher} ${texts.open}`);
    say(this.#label, texts.launcher);
    say(this.#count, unread > 9 ? "9+" : String(unread));
    this.#count.hidden = unread === 0;
  }
}

import { h } from "../helpers/dom.js";
import { Bar } from "./bar.js";
import { Composer } from "./composer.js";
import { Header } from "./header.js";
import { Leaving } from "./leaving.js";
import { Log } from "./log.js";

/** The open chat: a dialog beside the page, and a sheet over all of it on a phone. */
export class Panel {
  #chat;
  #phone = false;

  constructor(chat) {
    this.#chat = chat;
    this.header = new Header(() => chat.close());
    this.bar = new Bar(chat);
    this.log = new Log(chat);
    this.composer = new Composer(chat);
    this.leaving = new Leaving(chat);
    this.element = h(
      "section",
      { class: "panel", role: "dialog", hidden: true, onkeydown: (event) => this.#key(event) },
      this.header.element,
      this.bar.element,
      this.log.element,
      this.composer.element,
      this.leaving.element,
    );
    // The keyboard of a phone covers what lies below it; only the visual viewport knows how much is left.
    window.visualViewport?.addEventListener("resize", () => this.#fit());
  }

  focus() {
    if (this.composer.element.hidden) this.leaving.focus();
    else this.composer.focus();
    this.toEnd();
  }

  /** Somebody else sits here now. */
  clear() {
    this.composer.clear();
    this.leaving.clear();
  }

  toEnd() {
    this.log.toEnd();
  }

  draw(view) {
    const opened = view.open && this.element.hidden;
    this.#phone = view.phone;
    this.element.hidden = !view.open;
    this.element.setAttribute("aria-label", view.texts.dialog);
    this.element.setAttribute("aria-modal", String(view.phone));
    this.log.element.hidden = view.leaving;
    this.composer.element.hidden = view.leaving;
    this.header.draw(view);
    this.bar.draw(view);
    this.log.draw(view);
    this.composer.draw(view);
    this.leaving.draw(view);
    if (opened) this.toEnd();
    this.#fit();
  }

  #fit() {
    const height = this.#phone ? window.visualViewport?.height : null;
    this.element.style.setProperty("--visible-height", height ? `${height}px` : "100dvh");
  }

  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.#chat.close();
    } else if (event.key === "Tab" && this.#phone) {
      this.#stayInside(event);
    }
  }

  /** The sheet hides the page, so Tab must not lead to what cannot be seen. */
  #stayInside(event) {
    const stops = [...this.element.querySelectorAll("button, textarea, input, a[href], [tabindex='0']")].filter(
      (stop) => !stop.disabled && stop.checkVisibility(),
    );
    const here = this.element.getRootNode().activeElement;
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (here !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }
}

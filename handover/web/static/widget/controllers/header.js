import { h, icon, say } from "../helpers/dom.js";
import { CHEVRON_DOWN, CLOCK, DONE, MAIL, PERSON, WHEEL } from "../helpers/icons.js";

const SIGNS = { bot: WHEEL, queue: CLOCK, agent: PERSON, closed: DONE, promised: MAIL };

/** Who is answering, always in sight, and the way out. */
export class Header {
  #sign = h("span", { class: "sign", "aria-hidden": "true" });
  #name = h("span", { class: "speaker-name" });
  #role = h("span", { class: "speaker-role" });
  #heading = h("h2", { class: "speaker" }, this.#name, this.#role);
  #close;
  #shown = null;

  constructor(close) {
    this.#close = h("button", { class: "quiet close", type: "button", onclick: close }, icon(...CHEVRON_DOWN));
    this.element = h("div", { class: "header" }, this.#sign, this.#heading, this.#close);
  }

  draw({ conversation, speaker, texts }) {
    const { floor } = conversation;
    this.element.dataset.floor = floor;
    say(this.#name, speaker.name);
    say(this.#role, speaker.role);
    this.#heading.setAttribute("aria-label", texts.answering(speaker.name, speaker.role));
    this.#close.setAttribute("aria-label", texts.close);
    this.#close.title = texts.close;
    const ended = conversation.timeline.promise === null ? "closed" : "promised";
    const shown = floor === "agent" ? initials(speaker.name) : floor === "closed" ? ended : floor;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#sign.replaceChildren(floor === "agent" && shown ? shown : icon(...(SIGNS[shown] ?? WHEEL)));
  }
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] ?? "").join("").toUpperCase();
}

import { h } from "../helpers/dom.js";

/** The answers that the newest bot message offers, as buttons; they go away with the first one that is taken. */
export class Choices {
  element = h("div", { class: "choices", role: "group", hidden: true });
  #chat;

  constructor(chat) {
    this.#chat = chat;
  }

  draw(item, { texts }) {
    this.element.hidden = !item.offered;
    this.element.setAttribute("aria-label", texts.choices);
    if (item.offered === this.element.hasChildNodes()) return;
    this.element.replaceChildren(...(item.offered ? item.choices.map((choice) => this.#button(choice)) : []));
  }

  #button({ label, value }) {
    return h("button", { class: "choice", type: "button", onclick: () => this.#take(label, value) }, label);
  }

  #take(label, value) {
    this.#chat.send(label, value);
    this.#chat.panel.focus();
  }
}

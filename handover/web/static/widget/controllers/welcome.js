import { h, icon, say } from "../helpers/dom.js";
import { WHEEL } from "../helpers/icons.js";

/** What stands in the chat before anything was said: who this is, what it can do, and some first questions. */
export class Welcome {
  #chat;
  #title = h("h3", { class: "welcome-title" });
  #text = h("p", { class: "welcome-text" });
  #care = h("p", { class: "welcome-care" });
  #starters = h("div", { class: "starters", role: "group" });
  #shown = null;

  constructor(chat) {
    this.#chat = chat;
    this.element = h("div", { class: "welcome" }, h("span", { class: "welcome-sign" }, icon(...WHEEL)), this.#title, this.#text, this.#starters, this.#care);
  }

  draw({ conversation, items, texts }) {
    this.element.hidden = items.length > 0 || (conversation.begun && !conversation.lost);
    if (this.#shown === texts) return;
    this.#shown = texts;
    say(this.#title, texts.welcomeTitle);
    say(this.#text, texts.welcomeText);
    say(this.#care, texts.welcomeCare);
    this.#starters.setAttribute("aria-label", texts.startersLabel);
    this.#starters.replaceChildren(...texts.starters.map((text) => this.#starter(text)));
  }

  #starter(text) {
    const ask = () => {
      this.#chat.send(text);
      this.#chat.panel.focus();
    };
    return h("button", { class: "choice", type: "button", onclick: ask }, text);
  }
}

import { Chat } from "./controllers/chat.js";
import { h } from "./helpers/dom.js";
import { styles } from "./styles.js";

const KEYS = ["keydown", "keyup", "keypress"];
const MOST_RETURNS = 10;

/** The chat as an element of the host page; everything visible is in its shadow tree. */
export class LotseChat extends HTMLElement {
  #settings = null;
  #returns = 0;
  #built = false;
  #chat = null;

  configure(settings) {
    this.#settings = settings;
  }

  /** Open the chat, for a button of the host page: `document.querySelector("lotse-chat").open()`. */
  open() {
    this.#chat?.open();
  }

  connectedCallback() {
    if (this.#built || !this.#settings) return;
    this.#built = true;
    this.#build().catch((error) => console.warn("Lotse: the chat could not be started.", error));
  }

  /** Frameworks that swap the whole body take the chat with it; it comes back, but does not fight a page for ever. */
  disconnectedCallback() {
    this.#returns += 1;
    if (this.#returns > MOST_RETURNS) return;
    setTimeout(() => {
      if (!this.isConnected) document.body?.append(this);
    });
  }

  async #build() {
    const root = this.attachShadow({ mode: "open" });
    // The host page's shortcuts ("/" opens its search) would fire while somebody writes here: to the page, the key was
    // pressed on an unknown element and not in a text field.
    for (const key of KEYS) root.addEventListener(key, (event) => event.stopPropagation());
    root.adoptedStyleSheets = await styles(this.#settings.base);
    const surface = h("div", { class: "lotse" });
    root.append(surface);
    this.#chat = new Chat(surface, this.#settings);
    this.#chat.start();
  }
}

import { Launcher } from "./controllers/launcher.js";
import { h } from "./helpers/dom.js";
import { firstSpoken } from "./helpers/language.js";
import { Memory, storageOf } from "./models/memory.js";
import { LAUNCHER, PANEL, styles } from "./styles.js";
import { textsFor } from "./texts/index.js";

const KEYS = ["keydown", "keyup", "keypress"];
const MOST_RETURNS = 10;

/**
 * The chat as an element of the host page; everything visible is in its shadow tree.
 *
 * Most visitors never ask anything, so a page view loads the button alone. The chat comes with the first sign of interest,
 * or at once where the browser remembers a conversation.
 */
export class LotseChat extends HTMLElement {
  #settings = null;
  #returns = 0;
  #root = null;
  #surface;
  #launcher;
  #memory;
  #language;
  #chat = null;

  configure({ base, language, identity }) {
    this.#settings = { base, identity };
    this.#language = firstSpoken(language, document.documentElement.lang, navigator.language);
    this.#memory = new Memory(storageOf(window), `lotse ${base}`);
  }

  /** Open the chat, for a button of the host page: `document.querySelector("lotse-chat").open()`. */
  async open() {
    if (!this.#launcher) return;
    this.#drawLauncher({ busy: true });
    try {
      (await this.#load()).open();
    } catch (error) {
      console.warn("Lotse: the chat could not be loaded.", error);
      this.#drawLauncher({ failed: true });
    }
  }

  /**
   * Say who is signed in, for a page that stays: `document.querySelector("lotse-chat").identify(token)`. With `null` nobody
   * is any more, and the browser forgets their conversation.
   */
  identify(token) {
    if (!this.#settings) return;
    this.#settings.identity = token ?? undefined;
    this.#chat?.then((chat) => chat.identify(this.#settings.identity)).catch(() => {});
  }

  connectedCallback() {
    this.#rise();
    if (this.#root || !this.#settings) return;
    this.#root = this.attachShadow({ mode: "open" });
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

  /**
   * Into the top layer: there no stacking order of the page lies above, and a page that transforms its body (menus that slide
   * it aside do) does not take the chat along.
   */
  #rise() {
    if (!("popover" in this)) return;
    this.popover = "manual";
    this.showPopover();
  }

  async #build() {
    // The host page's shortcuts ("/" opens its search) would fire while somebody writes here: to the page, the key was
    // pressed on an unknown element and not in a text field.
    for (const key of KEYS) this.#root.addEventListener(key, (event) => event.stopPropagation());
    this.#root.adoptedStyleSheets = await styles(this.#settings.base, LAUNCHER);
    this.#launcher = new Launcher(() => this.open());
    this.#surface = h("div", { class: "lotse", lang: this.#language }, this.#launcher.element);
    this.#root.append(this.#surface);
    this.#drawLauncher({});
    for (const interest of ["pointerenter", "focus"]) {
      this.#launcher.element.addEventListener(interest, () => this.#load().catch(() => {}), { once: true });
    }
    if (["conversation", "open"].some((name) => this.#memory.get(name)) || this.#memory.get("unsent").length > 0) await this.#load();
  }

  #drawLauncher(state) {
    this.#launcher.draw({ open: false, unread: 0, texts: textsFor(this.#language), ...state });
  }

  #load() {
    this.#chat ??= this.#loadOnce().catch((error) => {
      this.#chat = null; // So that the next press tries again.
      throw error;
    });
    return this.#chat;
  }

  async #loadOnce() {
    const [{ Chat }, sheets] = await Promise.all([import("./controllers/chat.js"), styles(this.#settings.base, PANEL)]);
    this.#root.adoptedStyleSheets.push(...sheets);
    const chat = new Chat(this.#surface, this.#launcher, this.#memory, { ...this.#settings, language: this.#language });
    chat.start();
    return chat;
  }
}

import { h, say } from "../helpers/dom.js";

/** Three dots while the bot works on its turn or a person writes. Not read out: the answer will be. */
export class TypingView {
  #text = h("span", { class: "unseen" });
  element = h("div", { class: "typing", hidden: true }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), this.#text);

  draw({ conversation, texts }) {
    const { who } = conversation.typing;
    this.element.hidden = who === null;
    this.element.dataset.author = who?.kind ?? "";
    say(this.#text, who ? texts.typing(who.name ?? (who.kind === "bot" ? texts.bot : texts.agentUnnamed)) : "");
  }
}

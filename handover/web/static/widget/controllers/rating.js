import { h, icon, say } from "../helpers/dom.js";
import { STAR } from "../helpers/icons.js";

const STARS = [1, 2, 3, 4, 5];

/** Asks for one to five stars once the conversation has ended. */
export class Rating {
  #title = h("legend");
  #inputs;
  #labels;
  #comment = h("textarea", { class: "rating-comment", rows: 2, maxLength: 1000, id: "rating-comment" });
  #commentLabel = h("label", { htmlFor: "rating-comment" });
  #send = h("button", { class: "solid", type: "submit" });
  #form;
  #thanks = h("p", { class: "rating-thanks", role: "status" });
  #chat;

  constructor(chat) {
    this.#chat = chat;
    this.#inputs = STARS.map((value) =>
      h("input", { type: "radio", name: "stars", value: String(value), id: `star-${value}`, class: "unseen", onchange: () => this.#pick() }),
    );
    this.#labels = STARS.map((value) => h("label", { htmlFor: `star-${value}`, class: "star" }, icon(...STAR), h("span", { class: "unseen" })));
    const stars = h("div", { class: "stars" }, ...this.#inputs.flatMap((input, at) => [input, this.#labels[at]]));
    const send = async (event) => {
      event.preventDefault();
      if (this.#stars === null) return;
      await chat.rate(this.#stars, this.#comment.value.trim() || undefined);
      chat.panel.focus();
    };
    this.#form = h(
      "form",
      { onsubmit: send },
      h("fieldset", {}, this.#title, stars),
      h("div", { class: "rating-more", hidden: true }, this.#commentLabel, this.#comment, this.#send),
    );
    this.element = h("div", { class: "rating", hidden: true }, this.#form, this.#thanks);
  }

  get #stars() {
    const picked = this.#inputs.find((input) => input.checked);
    return picked ? Number(picked.value) : null;
  }

  draw({ conversation, items, texts }) {
    const { stars } = conversation.timeline;
    const ended = conversation.floor === "closed" && conversation.timeline.promise === null && items.some((item) => item.kind === "message");
    if (this.element.hidden && ended && stars === null) this.#form.reset();
    this.element.hidden = !ended;
    this.#form.hidden = stars !== null;
    say(this.#thanks, stars === null ? "" : texts.rated(stars));
    say(this.#title, texts.rateTitle);
    say(this.#commentLabel, texts.rateComment);
    say(this.#send, texts.rate);
    this.#labels.forEach((label, at) => say(label.lastChild, texts.star(STARS[at])));
    this.#light();
  }

  #pick() {
    this.#light();
    this.#chat.panel.toEnd();
  }

  #light() {
    const stars = this.#stars ?? 0;
    this.#labels.forEach((label, at) => label.classList.toggle("lit", at < stars));
    this.#form.lastChild.hidden = stars === 0;
  }
}

import { h, icon, say } from "../helpers/dom.js";
import { THUMB_DOWN, THUMB_UP } from "../helpers/icons.js";

/** Two thumbs below the last message of an answer, and a question for what was missing where it did not help. */
export class Judgement {
  buttons;
  more;
  #question = h("span", { class: "judge-question" });
  #yes;
  #no;
  #thanks = h("p", { class: "judge-thanks", role: "status" });
  #comment;
  #form;
  #person;
  #send;
  #judgedHere = false;
  #commented = false;

  constructor(chat, { seq, id }) {
    const judge = (helpful) => () => {
      this.#judgedHere = true;
      chat.judge(seq, helpful);
    };
    this.#yes = h("button", { class: "thumb", type: "button", onclick: judge(true) }, icon(...THUMB_UP));
    this.#no = h("button", { class: "thumb", type: "button", onclick: judge(false) }, icon(...THUMB_DOWN));
    this.buttons = h("span", { class: "judge", role: "group" }, this.#question, this.#yes, this.#no);

    this.#comment = h("input", { class: "judge-comment", type: "text", maxLength: 1000, id: `missing-${id}` });
    this.#send = h("button", { class: "link-button", type: "submit" });
    this.#person = h("button", { class: "choice", type: "button", onclick: () => chat.askForPerson() });
    const ask = (event) => {
      event.preventDefault();
      const comment = this.#comment.value.trim();
      if (!comment) return;
      this.#commented = true;
      chat.judge(seq, false, comment);
    };
    const label = h("label", { htmlFor: this.#comment.id });
    this.#form = h("form", { class: "judge-form", onsubmit: ask }, label, h("div", { class: "judge-row" }, this.#comment, this.#send));
    this.more = h("div", { class: "judge-more", hidden: true }, this.#thanks, this.#form, this.#person);
  }

  draw(item, { texts, conversation, items }) {
    const judged = conversation.timeline.judgements.get(item.seq);
    const canJudge = item.last && item.seq !== null;
    this.buttons.hidden = !canJudge;
    this.buttons.setAttribute("aria-label", texts.helpfulQuestion);
    say(this.#question, texts.helpfulQuestion);
    for (const [button, helpful, name] of [
      [this.#yes, true, texts.helpful],
      [this.#no, false, texts.notHelpful],
    ]) {
      button.setAttribute("aria-label", name);
      button.title = name;
      button.setAttribute("aria-pressed", String(judged === helpful));
    }
    this.more.hidden = !(this.#judgedHere && judged !== undefined && item.key === items.at(-1).key);
    say(this.#thanks, this.more.hidden ? "" : texts.judged);
    this.#form.hidden = judged !== false || this.#commented;
    this.#person.hidden = judged !== false || conversation.floor !== "bot";
    say(this.#form.firstChild, texts.missing);
    say(this.#send, texts.sendComment);
    say(this.#person, texts.person);
  }
}

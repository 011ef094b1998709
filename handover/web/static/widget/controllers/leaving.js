import { h, icon, say } from "../helpers/dom.js";
import { MAIL } from "../helpers/icons.js";
import { check, checkEmail, count, MOST_CHARACTERS } from "../helpers/limits.js";
import { moment } from "../helpers/times.js";
import { problemText, promiseText } from "../texts/index.js";
import { Field } from "./field.js";

/** Instead of waiting: a question, and where to answer it. Stands in the place of the log until it is sent or given up. */
export class Leaving {
  #chat;
  #view;
  #title = h("h3", { class: "leave-title", tabIndex: -1 });
  #when = h("p", { class: "leave-when", id: "leave-when" });
  #question;
  #email;
  #trouble = h("p", { class: "field-problem", role: "alert" });
  #send = h("button", { class: "solid", type: "submit" });
  #back = h("button", { class: "bar-button", type: "button", onclick: () => chat.leave(false) });
  /** What stood in the question before the customer changed it. */
  #given = "";

  constructor(chat) {
    this.#chat = chat;
    this.#question = new Field(h("textarea", { rows: 5 }), { id: "question", describedBy: "leave-when" });
    this.#email = new Field(h("input", { type: "email", autocomplete: "email", maxLength: 254 }), { id: "email" });
    for (const field of [this.#question, this.#email]) field.element.addEventListener("input", () => this.#changed(field));
    this.element = h(
      "form",
      { class: "leave", noValidate: true, hidden: true, onsubmit: (event) => this.#submit(event), onkeydown: (event) => this.#key(event) },
      h("div", { class: "leave-head" }, icon(...MAIL), this.#title),
      this.#when,
      this.#question.element,
      this.#email.element,
      this.#trouble,
      h("div", { class: "leave-acts" }, this.#send, this.#back),
    );
  }

  /** To what has to be filled in first. On a touch screen the keyboard would slide over all else that stands here. */
  focus() {
    const empty = [this.#question, this.#email].find((field) => field.value === "");
    if (matchMedia("(pointer: coarse)").matches) this.#title.focus();
    else (empty ?? this.#question).focus();
  }

  /** What was filled in is somebody else's. */
  clear() {
    this.#given = "";
    for (const field of [this.#question, this.#email]) {
      field.value = "";
      field.tell("");
    }
  }

  draw(view) {
    this.#view = view;
    const { conversation, texts, language, leaving } = view;
    const by = conversation.queue?.answer_by;
    this.element.setAttribute("aria-label", texts.leave);
    say(this.#title, texts.leave);
    say(this.#when, by ? texts.leaveText(moment(by, texts, language)) : texts.leaveTextUnknown);
    this.#question.label(texts.question);
    this.#email.label(texts.email);
    say(this.#send, texts.leaveSend);
    say(this.#back, texts.goBack);
    if (leaving && this.element.hidden) this.#begin();
    else if (!leaving && !this.element.hidden) this.#end();
  }

  #begin() {
    const { conversation } = this.#view;
    const asked = conversation.timeline.lastAsked?.text ?? "";
    if (this.#question.value === this.#given) this.#question.value = asked;
    this.#given = asked;
    this.#email.value ||= conversation.email;
    say(this.#trouble, "");
    this.element.hidden = false;
  }

  #end() {
    const { floor, timeline } = this.#view.conversation;
    const hadFocus = this.element.contains(this.element.getRootNode().activeElement);
    this.element.hidden = true;
    const written = this.#question.value !== this.#given;
    // Somebody came while this was written: it can be sent to them.
    if (written && floor !== "queue" && timeline.promise === null) this.#chat.panel.composer.take(this.#question.value);
    if (hadFocus) this.#chat.panel.focus();
  }

  #key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation(); // Else the whole chat would close.
    this.#chat.leave(false);
  }

  #changed(field) {
    if (field.isWrong) field.tell(this.#problems().get(field));
    say(this.#trouble, "");
  }

  /** The words for what is wrong in each field, "" for nothing. */
  #problems() {
    const { texts } = this.#view;
    const question = this.#question.value;
    const over = count(question.trim()) - MOST_CHARACTERS;
    const ofQuestion = { empty: texts.questionEmpty, command: texts.command, too_long: texts.tooLong(over) };
    const ofEmail = { empty: texts.emailEmpty, wrong: texts.emailWrong };
    return new Map([
      [this.#question, ofQuestion[check(question).problem] ?? ""],
      [this.#email, ofEmail[checkEmail(this.#email.value).problem] ?? ""],
    ]);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#send.getAttribute("aria-busy") === "true") return;
    if (!this.#tell(this.#problems())) return;
    this.#send.setAttribute("aria-busy", "true");
    say(this.#trouble, "");
    const refused = await this.#chat.promise(this.#email.value.trim(), this.#question.value.trim());
    this.#send.removeAttribute("aria-busy");
    if (refused) this.#refused(refused);
    else this.#sent();
    this.#chat.draw();
  }

  /** Whether nothing is wrong; else the first of what is has the focus. */
  #tell(problems) {
    for (const [field, problem] of problems) field.tell(problem);
    const wrong = [...problems.keys()].find((field) => field.isWrong);
    wrong?.focus();
    return wrong === undefined;
  }

  #sent() {
    const { conversation, texts, language } = this.#view;
    this.#chat.announcer.say(promiseText(conversation.timeline.promise, conversation.answersTo, texts, language));
    this.clear();
  }

  #refused(refused) {
    const { texts } = this.#view;
    if (refused.fields.includes("email")) this.#tell(new Map([[this.#email, texts.emailWrong]]));
    else say(this.#trouble, problemText(refused, texts));
  }
}

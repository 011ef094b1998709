import { h, say } from "../helpers/dom.js";
import { pieces } from "../helpers/links.js";
import { shortTime } from "../helpers/times.js";
import { problemText } from "../texts/index.js";
import { attachments } from "./attachments.js";
import { Choices } from "./choices.js";
import { Judgement } from "./judgement.js";

/** One message: its author, its text, and below it what can be done with it. */
export class MessageView {
  #author = h("span", { class: "author" });
  #time = h("time", { class: "time" });
  #state = h("span", { class: "state" });
  #again;
  #discard;
  #choices;
  #judgement = null;
  #files = null;

  constructor(chat, item) {
    const { author, text, id } = item;
    this.#again = h("button", { class: "link-button", type: "button", onclick: () => chat.outbox.resend(id) });
    this.#discard = h("button", { class: "link-button", type: "button", onclick: () => chat.outbox.discard(id) });
    this.#choices = new Choices(chat);
    const foot = h("div", { class: "foot" }, this.#time, this.#state, this.#again, this.#discard);
    if (author.kind === "bot") {
      this.#judgement = new Judgement(chat, item);
      foot.append(this.#judgement.buttons);
    }
    this.element = h(
      "article",
      { class: "message", "data-author": author.kind },
      this.#author,
      text && h("p", { class: "bubble", dir: "auto" }, ...content(text, author.kind)),
      this.#choices.element,
      foot,
      this.#judgement?.more,
    );
    if (item.attachments.length > 0) {
      this.#files = attachments(item.attachments, chat);
      foot.before(this.#files.element);
    }
  }

  draw(item, view) {
    const { texts, language } = view;
    const failed = item.state === "failed";
    this.element.classList.toggle("first", item.first);
    this.element.classList.toggle("last", item.last);
    this.element.classList.toggle("pending", item.state === "sending");
    this.element.classList.toggle("failed", failed);
    say(this.#author, authorName(item.author, texts));
    this.#author.classList.toggle("unseen", !item.first || item.author.kind === "customer");
    this.#time.dateTime = item.at ?? "";
    say(this.#time, failed ? "" : shortTime(item.at, language));
    say(this.#state, failed ? `${texts.failed} ${problemText(item.problem, texts)}` : item.state === "sending" ? texts.sending : "");
    this.#again.hidden = !failed || item.problem?.code === "choice_not_offered";
    this.#discard.hidden = !failed;
    say(this.#again, texts.again);
    say(this.#discard, texts.discard);
    this.#choices.draw(item, view);
    this.#judgement?.draw(item, view);
    this.#files?.draw(view);
  }
}

function authorName(author, texts) {
  if (author.kind === "customer") return texts.you;
  if (author.kind === "bot") return `${author.name ?? texts.bot} · ${texts.botRole}`;
  if (author.kind === "agent") return `${author.name ?? texts.agentUnnamed} · ${texts.agentRole}`;
  return author.name ?? texts.system;
}

/** Links are made of what we and our agents write, not of what customers write. */
function content(text, kind) {
  return kind === "customer" ? [text] : pieces(text).map((piece) => (piece.href ? link(piece) : piece.text));
}

function link({ text, href }) {
  const elsewhere = new URL(href, location.href).origin !== location.origin;
  return h("a", elsewhere ? { href, target: "_blank", rel: "noopener noreferrer" } : { href }, text);
}

import { h, say } from "../helpers/dom.js";

/** A field of a form that has to be filled in: its label above it, and below it the words for what is wrong. */
export class Field {
  #label;
  #control;
  #problem;

  /** `control` is an input or a textarea, `describedBy` the id of what else tells about it. */
  constructor(control, { id, describedBy = "" }) {
    const problem = `${id}-problem`;
    control.id = id;
    control.required = true;
    control.classList.add("field-control");
    control.setAttribute("aria-describedby", `${describedBy} ${problem}`.trim());
    this.#control = control;
    this.#label = h("label", { htmlFor: id });
    this.#problem = h("p", { class: "field-problem", id: problem });
    this.element = h("div", { class: "field" }, this.#label, control, this.#problem);
  }

  get value() {
    return this.#control.value;
  }

  set value(text) {
    this.#control.value = text;
  }

  get isWrong() {
    return this.#problem.textContent !== "";
  }

  focus() {
    this.#control.focus();
  }

  label(text) {
    say(this.#label, text);
  }

  /** Say what is wrong; "" when nothing is. */
  tell(problem) {
    say(this.#problem, problem);
    this.#control.setAttribute("aria-invalid", String(problem !== ""));
  }
}

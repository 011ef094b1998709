import { uuid } from "../helpers/uuid.js";

/** Gives the same request the same id until it is answered: should a try have arrived after all, nothing happens twice. */
export class Repetition {
  #id = null;
  #asked = null;

  of(body) {
    const asked = JSON.stringify(body);
    if (asked !== this.#asked) this.#id = uuid();
    this.#asked = asked;
    return { id: this.#id, ...body };
  }

  answered() {
    this.#asked = null;
  }
}

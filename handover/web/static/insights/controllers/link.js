// A link to another of the owner's pages, without loading the document again.

import { createContext, html, useContext } from "../../vendor/preact-htm.js";

export const Go = createContext(null);
export const useGo = () => useContext(Go);

export function Link({ to, children, ...attributes }) {
  const go = useGo();
  function follow(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  }
  return html`<a href=${to} onClick=${follow} ...${attributes}>${children}</a>`;
}

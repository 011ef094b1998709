// Links to conversations, which the page follows by itself.

/** A handler for a click on a link: it goes there within the page, unless a tab or window of its own is wanted. */
export function follow(go) {
  return (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go();
  };
}

import { h, icon } from "../helpers/dom.js";

/** A button that does nothing while what it began is under way; see `busy`. */
export function button(className, press) {
  return h("button", {
    class: className,
    type: "button",
    onclick: (event) => event.currentTarget.getAttribute("aria-busy") !== "true" && press(),
  });
}

/** Name a button, with an icon or without (null), and hide or show it. */
export function label(element, text, paths, hidden) {
  element.hidden = hidden;
  if (element.textContent === text) return;
  element.replaceChildren(...(paths ? [icon(...paths)] : []), text);
}

/** Do what was pressed. Where the button goes away with that, and the focus with it, writing is the next thing to do. */
export async function busy(pressed, command, panel) {
  pressed.setAttribute("aria-busy", "true");
  const hadFocus = pressed.getRootNode().activeElement === pressed;
  await command();
  pressed.removeAttribute("aria-busy");
  queueMicrotask(() => {
    if (hadFocus && pressed.hidden) panel.focus();
  });
}

/** Make an element: properties by name, attributes where there is no property, `on*` as listeners; strings stay text. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name !== "class" && !name.includes("-") && name in element) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** A line icon of 24 by 24. */
export function icon(...paths) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const data of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", data);
    svg.append(path);
  }
  return svg;
}

export const ICONS = {
  search: ["M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14Z", "M16 16l4.5 4.5"],
  person: ["M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8Z", "M4.5 20.5c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5"],
  box: ["M4 8l8-4.5l8 4.5v8L12 20.5L4 16Z", "M4 8l8 4.5L20 8M12 12.5v8"],
  cart: ["M3 4h2.5l2.2 11h10.3l2-8H6.2", "M9 18.5a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6ZM17 18.5a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6Z"],
  truck: ["M3 6h11v10H3Z", "M14 9.5h4l3 3.5v3h-7", "M7 15.5a2 2 0 1 1 0 4a2 2 0 0 1 0-4ZM17.5 15.5a2 2 0 1 1 0 4a2 2 0 0 1 0-4Z"],
  back: ["M4 9h11a5 5 0 0 1 0 10h-6", "M8 5L4 9l4 4"],
  shield: ["M12 3l7.5 3v5.5c0 4.5-3 7.7-7.5 9.5c-4.5-1.8-7.5-5-7.5-9.5V6Z", "M8.8 12l2.3 2.3l4.2-4.5"],
  chat: ["M4 5h16v11h-8l-4.5 4v-4H4Z", "M8 9h8M8 12.3h5"],
  check: ["M5 12.5l4.5 4.5L19.5 7"],
  bin: ["M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.3 10.5v6M13.7 10.5v6"],
};

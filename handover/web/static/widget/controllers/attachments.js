import { h, icon } from "../helpers/dom.js";
import { CLIP } from "../helpers/icons.js";

/** The files of a message. They are fetched with the customer's token, so a plain link would not open them. */
export function attachments(files, chat) {
  const buttons = files.map((file) =>
    h("button", { class: "file", type: "button", onclick: () => download(file, chat) }, icon(...CLIP), h("span", {}, file.name ?? file.id)),
  );
  return {
    element: h("div", { class: "files" }, ...buttons),
    draw({ texts, language }) {
      files.forEach((file, at) => buttons[at].setAttribute("aria-label", texts.attachment(file.name ?? file.id, size(file.size, language))));
    },
  };
}

async function download(file, chat) {
  const blob = await chat.file(file.id);
  if (!blob) return;
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: file.name ?? "" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function size(bytes, language) {
  if (!Number.isFinite(bytes)) return "?";
  const [unit, value] = bytes >= 1_000_000 ? ["megabyte", bytes / 1_000_000] : ["kilobyte", bytes / 1000];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

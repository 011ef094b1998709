import { h } from "../dom.js";
import { english, t } from "../texts.js";

const LOOKS_AGAIN_MS = 4000;
const place = () => document.querySelector("#mails");
const tell = (text) => (document.querySelector("#mails-status").textContent = text);

/** The list of mails, or the one that the address names. */
export async function draw() {
  const id = new URLSearchParams(location.search).get("mail");
  if (id) return drawMail(id);
  const list = h("ul", { class: "mail-list" });
  place().append(list);
  await refresh(list);
  setInterval(() => document.hidden || refresh(list), LOOKS_AGAIN_MS);
}

async function read(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** New mails are put on top and what stands there stays, so that nobody loses their place. */
async function refresh(list) {
  try {
    const { items, receiving } = await read("/mails/all");
    const before = list.children.length;
    const shown = new Set([...list.children].map((row) => row.dataset.id));
    for (const mail of items.filter((mail) => !shown.has(mail.id)).reverse()) list.prepend(row(mail));
    const there = new Set(items.map((mail) => mail.id));
    for (const old of [...list.children]) if (!there.has(old.dataset.id)) old.remove();
    tell(state(items.length, before, receiving));
  } catch {
    tell(t("Die E-Mails lassen sich gerade nicht laden. Die Seite versucht es weiter.", "The e-mails cannot be loaded right now. This page keeps trying."));
  }
}

function state(count, before, receiving) {
  if (!receiving) return t("Es kommen keine E-Mails an: Die Einstellung LOTSE_SMTP_URL nennt einen anderen Server, oder ihr Port ist belegt.", "No e-mails arrive: the setting LOTSE_SMTP_URL names another server, or its port is taken.");
  if (count === 0) return t("Noch keine. Bitten Sie im Chat um eine Rechnungskopie oder ein neues Passwort.", "None yet. Ask for a copy of an invoice or a new password in the chat.");
  return before && count > before ? t("Eine neue E-Mail ist da.", "A new e-mail has arrived.") : "";
}

function row(mail) {
  return h(
    "li",
    { "data-id": mail.id },
    h(
      "a",
      { href: `/mails?mail=${encodeURIComponent(mail.id)}` },
      h("strong", {}, mail.subject || t("Ohne Betreff", "No subject")),
      h("span", {}, t("An ", "To "), mail.to),
      time(mail.at),
    ),
  );
}

async function drawMail(id) {
  document.querySelector(".mails-note").hidden = true;
  place().append(h("p", {}, h("a", { href: "/mails" }, t("← Alle E-Mails", "← All e-mails"))));
  try {
    const mail = await read(`/mails/${encodeURIComponent(id)}/text`);
    const subject = mail.subject || t("Ohne Betreff", "No subject");
    document.querySelector(".mails h1").textContent = subject;
    document.title = `${subject} – Bergwerk`;
    place().append(card(mail));
  } catch {
    tell(t("Diese E-Mail gibt es nicht oder nicht mehr: Aufgehoben werden die letzten 200.", "There is no such e-mail, or no more: the last 200 are kept."));
  }
}

function card(mail) {
  const files = mail.files.map((file, number) =>
    h("li", {}, h("a", { class: "button quiet", href: `/mails/${mail.id}/files/${number}`, download: file.name }, `${file.name} (${size(file.size)})`)),
  );
  return h(
    "article",
    { class: "panel mail" },
    h("dl", {}, fact(t("Von", "From"), mail.from), fact(t("An", "To"), mail.to), fact(t("Gesendet", "Sent"), time(mail.at))),
    h("div", { class: "mail-text" }, linked(mail.text)),
    files.length ? h("ul", { class: "mail-files", "aria-label": t("Anhänge", "Attachments") }, files) : null,
  );
}

function fact(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

/** Text with its addresses of pages as links; everything else in it stays text. */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/).map((part, at) => (at % 2 ? h("a", { href: part, rel: "noopener noreferrer" }, part) : part));
}

function time(at) {
  const shown = new Intl.DateTimeFormat(english ? "en-GB" : "de-DE", { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
  return h("time", { datetime: at }, shown);
}

function size(bytes) {
  return `${Math.max(1, Math.round(bytes / 1024))} kB`;
}

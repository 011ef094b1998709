import { wayIn } from "../customers.js";
import { h } from "../dom.js";
import { t } from "../texts.js";

const SAID = {
  "sign-in": ["Passwörter kennt die Demonstration keine. Wählen Sie oben, als wer Sie sich anmelden.", "This demonstration knows no passwords. Choose above whom to sign in as."],
  forgot: ["Gäbe es dieses Konto, käme jetzt ein Link, der 30 Minuten gilt.", "If this account existed, a link valid for 30 minutes would be on its way."],
  register: ["In der Demonstration wird kein Konto angelegt.", "No account is opened in this demonstration."],
};

export function draw() {
  const halves = document.querySelector(".halves");
  if (new URLSearchParams(location.search).has("reset")) halves.before(newPassword());
  halves.before(wayIn());
  for (const [id, said] of Object.entries(SAID)) {
    const form = document.querySelector(`#${id}`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("[role=status]").textContent = t(...said);
    });
  }
}

/** Where the link of a mail for a new password leads. */
function newPassword() {
  return h(
    "section",
    { class: "panel customers", "aria-labelledby": "reset-title" },
    h("h2", { id: "reset-title" }, t("Neues Passwort", "New password")),
    h(
      "p",
      {},
      t(
        "Ihr Link ist angekommen. In einem Shop würden Sie hier ein neues Passwort setzen; die Demonstration hat keine Passwörter.",
        "Your link has arrived. In a shop you would set a new password here; this demonstration has no passwords.",
      ),
    ),
  );
}

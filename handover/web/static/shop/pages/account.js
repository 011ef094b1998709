import { wayIn } from "../customers.js";
import { t } from "../texts.js";

const SAID = {
  "sign-in": ["Passwörter kennt die Demonstration keine. Wählen Sie oben, als wer Sie sich anmelden.", "This demonstration knows no passwords. Choose above whom to sign in as."],
  forgot: ["Gäbe es dieses Konto, käme jetzt ein Link, der 30 Minuten gilt.", "If this account existed, a link valid for 30 minutes would be on its way."],
  register: ["In der Demonstration wird kein Konto angelegt.", "No account is opened in this demonstration."],
};

export function draw() {
  document.querySelector(".halves").before(wayIn());
  for (const [id, said] of Object.entries(SAID)) {
    const form = document.querySelector(`#${id}`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("[role=status]").textContent = t(...said);
    });
  }
}

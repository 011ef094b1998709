/** Every text of the chat in German. The same names stand in en.js, and a test compares the two. */
export const de = {
  bot: "Lotse",
  botRole: "Digitaler Assistent",
  agentRole: "Kundendienst",
  agentUnnamed: "Eine Person",
  you: "Sie",
  system: "Hinweis",

  launcher: "Fragen?",
  loadFailed: "Der Chat konnte nicht geladen werden. Noch einmal?",
  open: "Chat öffnen",
  openUnread: (count) => (count === 1 ? "Chat öffnen, 1 neue Nachricht" : `Chat öffnen, ${count} neue Nachrichten`),
  close: "Chat schließen",
  dialog: "Chat mit dem Kundendienst",
  log: "Gesprächsverlauf",
  answering: (name, role) => `Es antwortet: ${name}, ${role}`,

  welcomeTitle: "Guten Tag!",
  welcomeText:
    "Ich bin Lotse, ein digitaler Assistent. Ich helfe bei Bestellung, Lieferung, Rückgabe und Konto. Wenn ich nicht weiterweiß, hole ich einen Menschen dazu.",
  welcomeCare: "Bitte schreiben Sie keine Passwörter und keine Kartennummern.",
  starters: ["Wo ist meine Bestellung?", "Ich möchte etwas zurückgeben", "Wie lange dauert die Lieferung?", "Ist ein Artikel vorrätig?"],
  startersLabel: "Häufige Fragen",

  waiting: "Warteschlange",
  waitingRole: "Eine Person wird gesucht",
  waitingRoleNobody: "Gerade ist niemand da",
  closed: "Gespräch beendet",
  closedRole: "Schreiben Sie, um weiterzumachen",
  promised: "Antwort folgt",

  person: "Mit einer Person sprechen",
  withdraw: "Doch nicht",
  position: (place) => (place === 1 ? "Sie sind als Nächstes dran." : `Sie sind auf Platz ${place}.`),
  positionUnknown: "Sie warten auf eine Person.",
  nobody: "Gerade ist leider niemand frei.",
  back: (when) => `Gerade ist niemand da. Wir sind wieder da ab ${when}.`,
  waitLess: "Wartezeit: weniger als eine Minute.",
  waitUpTo: (to, inHours) => `Wartezeit: bis zu ${amount(to, inHours)}.`,
  wait: (from, to, inHours) => `Wartezeit: etwa ${from === to ? "" : `${from} bis `}${amount(to, inHours)}.`,
  moment: (day, clock) => `${day ?? "heute"}, ${clock} Uhr`,
  anew: "Neues Gespräch",

  offer: (when) => `Hinterlassen Sie Ihre Frage: Wir antworten bis ${when}.`,
  leave: "Frage hinterlassen",
  rather: "Lieber später eine Antwort per E-Mail",
  leaveText: (when) => `Wir antworten bis ${when}, per E-Mail und hier im Chat. Sie müssen nicht warten.`,
  leaveTextUnknown: "Wir antworten per E-Mail und hier im Chat. Sie müssen nicht warten.",
  question: "Ihre Frage",
  questionEmpty: "Bitte schreiben Sie Ihre Frage.",
  email: "Ihre E-Mail-Adresse",
  emailEmpty: "Bitte tragen Sie ein, wohin wir antworten sollen.",
  emailWrong: "Das ist keine E-Mail-Adresse. Sie sieht etwa so aus: name@example.com",
  leaveSend: "Frage absenden",
  leaveSending: "Wird gesendet …",
  goBack: "Zurück",
  promise: (when, email) => `Wir antworten bis ${when}${email ? ` an ${email}` : " per E-Mail"}.`,
  promiseBroken: (email) => `Die versprochene Zeit ist vorbei, das tut uns leid. Die Antwort kommt noch, ${email ? `an ${email}` : "per E-Mail"} und hier.`,
  promiseMore: "Sie können jederzeit weiterschreiben.",

  noticeEscalated: "Sie warten auf eine Person vom Kundendienst. Sie können inzwischen weiterschreiben.",
  noticeWithdrawn: "Sie warten nicht mehr. Lotse antwortet wieder.",
  noticeAccepted: (name) => `${name} vom Kundendienst ist jetzt für Sie da.`,
  noticeReleased: "Wir suchen eine andere Person für Sie. Sie müssen sich nicht neu anstellen.",
  noticeReturned: "Der Kundendienst hat übergeben. Lotse, der digitale Assistent, antwortet wieder.",
  noticeReopened: "Das Gespräch geht weiter. Lotse antwortet.",
  noticePromised: (when) => `Wir antworten Ihnen per E-Mail und hier, spätestens ${when}.`,
  noticePromiseKept: "Ihre Frage ist beantwortet. Sie haben die Antwort auch per E-Mail.",
  noticePromiseBroken: "Die versprochene Zeit ist vorbei. Ihre Frage bleibt bei uns, bis sie beantwortet ist.",
  noticeEnded: "Das Gespräch ist beendet.",

  typing: (name) => `${name} schreibt …`,
  newMessage: (name) => `Neue Nachricht von ${name}.`,
  toNewest: "Zu den neuen Nachrichten",
  choices: "Antworten zur Auswahl",
  attachment: (name, size) => `Anhang: ${name} (${size})`,
  newWindow: "(öffnet in neuem Fenster)",

  sending: "Wird gesendet …",
  sent: "Gesendet",
  failed: "Nicht gesendet.",
  again: "Noch einmal senden",
  discard: "Verwerfen",

  helpfulQuestion: "Hilfreich?",
  helpful: "Ja, das war hilfreich",
  notHelpful: "Nein, das war nicht hilfreich",
  judged: "Danke für die Rückmeldung.",
  missing: "Was hat gefehlt? (freiwillig)",
  sendComment: "Absenden",

  rateTitle: "Wie zufrieden sind Sie mit diesem Gespräch?",
  star: (count) => (count === 1 ? "1 von 5 Sternen" : `${count} von 5 Sternen`),
  rateComment: "Möchten Sie etwas dazu sagen? (freiwillig)",
  rate: "Bewertung senden",
  rated: (stars) => `Danke! Sie haben ${stars} von 5 Sternen gegeben.`,

  write: "Ihre Nachricht",
  send: "Senden",
  left: (count) => (count === 1 ? "Noch 1 Zeichen" : `Noch ${count} Zeichen`),
  tooLong: (count) => `Die Nachricht ist um ${count} Zeichen zu lang. Bitte kürzen Sie sie oder teilen Sie sie auf.`,
  command: "Eine Nachricht kann nicht mit einem Schrägstrich (/) beginnen. Bitte schreiben Sie ein Wort davor.",

  offline: "Keine Verbindung. Wir versuchen es weiter; was Sie schreiben, geht nicht verloren.",
  lost: "Das frühere Gespräch ist nicht mehr vorhanden. Hier beginnt ein neues.",

  problemOffline: "Es besteht gerade keine Verbindung.",
  problemTooLong: "Die Nachricht ist zu lang. Bitte teilen Sie sie auf.",
  problemInvalid: "So können wir die Nachricht nicht annehmen. Bitte schreiben Sie sie anders.",
  problemTooMany: (seconds) => `Das waren sehr viele Nachrichten. Bitte versuchen Sie es ${inSeconds(seconds)} noch einmal.`,
  problemUnavailable: (seconds) => `Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es ${inSeconds(seconds)} noch einmal.`,
  problemChoice: "Diese Auswahl gilt nicht mehr. Bitte schreiben Sie, was Sie brauchen.",
  problemConflict: "Das ist gerade nicht möglich.",
  problemGone: "Das ist nicht mehr vorhanden.",
  problemForbidden: "Auf dieser Seite ist der Chat nicht freigegeben.",
  problemInterrupted: "Das Senden wurde unterbrochen.",
};

function amount(count, inHours) {
  const [one, many] = inHours ? ["Stunde", "Stunden"] : ["Minute", "Minuten"];
  return `${count} ${count === 1 ? one : many}`;
}

function inSeconds(seconds) {
  if (seconds === null) return "in einem Moment";
  if (seconds < 60) return seconds === 1 ? "in 1 Sekunde" : `in ${seconds} Sekunden`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "in 1 Minute" : `in ${minutes} Minuten`;
}

export default {
  "title": "Schreibtisch – Lotse",
  "title.count": "({count}) Schreibtisch – Lotse",
  "title.offered": "● Neues Gespräch für Sie – Lotse",
  "areas": "Gespräche",

  "availability": "Verfügbarkeit",
  "availability.online": "Da",
  "availability.away": "Kurz weg",
  "availability.offline": "Nicht da",
  "sound": "Ton bei neuen Gesprächen",

  "inbox": "Eingang",

  "mine": "Meine Gespräche",
  "mine.short": "Meine",
  "mine.empty": "Sie haben gerade kein Gespräch.",
  "mine.empty_help": "Übernehmen Sie eines aus «Wartend».",
  "mine.keys": "Wechseln mit Alt + ↑ und Alt + ↓",
  "mine.unread": { one: "{count} neue Nachricht", other: "{count} neue Nachrichten" },
  "mine.full": "{count} von {capacity}",
  "mine.draft": "Entwurf",

  "search": "Suchen",
  "search.label": "In allen Gesprächen suchen",
  "search.placeholder": "Name, Adresse oder Bestellnummer",
  "search.floor": "Zustand",
  "search.any": "Alle",
  "search.none": "Kein Gespräch gefunden.",
  "search.none_help": "Versuchen Sie ein anderes Wort oder einen anderen Zustand.",
  "search.more": "Weitere zeigen",
  "search.busy": "Wird gesucht …",

  "guest": "Gast {mark}",
  "said": "{name}: {text}",

  "nothing_open": "Kein Gespräch geöffnet",
  "nothing_open_help": "Wählen Sie links eines aus, um es zu lesen, oder übernehmen Sie eines.",
  "with_you": "Bei Ihnen",
  "back": "Zurück zur Liste",
  "gone": "Dieses Gespräch gibt es nicht.",
  "gone_help": "Vielleicht wurde es gelöscht, oder die Adresse ist unvollständig.",
  "read_only.title": "Gespräch zum Nachlesen",
  "read_only": "Sie lesen nur mit. Antworten kann, wer im Kundendienst arbeitet.",

  "connection.connecting": "Verbindung wird aufgebaut …",
  "connection.waiting": "Keine Verbindung. Nächster Versuch in {seconds} s. Was Sie schreiben, bleibt erhalten.",
  "connection.now": "Jetzt versuchen",
};

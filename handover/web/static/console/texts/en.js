export default {
  "title": "Console – Lotse",
  "title.count": "({count}) Console – Lotse",
  "title.offered": "● New conversation for you – Lotse",
  "areas": "Conversations",

  "availability": "Availability",
  "availability.online": "Online",
  "availability.away": "Away",
  "availability.offline": "Offline",
  "sound": "Sound for new conversations",

  "inbox": "Inbox",

  "mine": "My conversations",
  "mine.short": "Mine",
  "mine.empty": "You have no conversation right now.",
  "mine.empty_help": "Accept one from “Waiting”.",
  "mine.keys": "Switch with Alt + ↑ and Alt + ↓",
  "mine.unread": { one: "{count} new message", other: "{count} new messages" },
  "mine.full": "{count} of {capacity}",
  "mine.draft": "Draft",

  "search": "Search",
  "search.label": "Search all conversations",
  "search.placeholder": "Name, address or order number",
  "search.floor": "State",
  "search.any": "All",
  "search.none": "No conversation found.",
  "search.none_help": "Try another word or another state.",
  "search.more": "Show more",
  "search.busy": "Searching …",

  "guest": "Guest {mark}",
  "said": "{name}: {text}",

  "nothing_open": "No conversation open",
  "nothing_open_help": "Choose one on the left to read it, or accept one.",
  "with_you": "With you",
  "back": "Back to the list",
  "gone": "There is no such conversation.",
  "gone_help": "It may have been deleted, or the address is not complete.",
  "read_only.title": "Conversation to read",
  "read_only": "You are reading only. Agents can answer.",

  "connection.connecting": "Connecting …",
  "connection.waiting": "No connection. Next try in {seconds} s. What you write is kept.",
  "connection.now": "Try now",
};

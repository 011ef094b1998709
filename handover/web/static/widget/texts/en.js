/** Every text of the chat in English. The same names stand in de.js, and a test compares the two. */
export const en = {
  bot: "Lotse",
  botRole: "Digital assistant",
  agentRole: "Customer service",
  agentUnnamed: "A person",
  you: "You",
  system: "Note",

  launcher: "Questions?",
  loadFailed: "The chat could not be loaded. Try again?",
  open: "Open chat",
  openUnread: (count) => (count === 1 ? "Open chat, 1 new message" : `Open chat, ${count} new messages`),
  close: "Close chat",
  dialog: "Chat with customer service",
  log: "Conversation",
  answering: (name, role) => `Answering: ${name}, ${role}`,

  welcomeTitle: "Hello!",
  welcomeText:
    "I am Lotse, a digital assistant. I help with orders, delivery, returns and your account. When I am stuck, I bring in a human.",
  welcomeCare: "Please do not write passwords or card numbers.",
  starters: ["Where is my order?", "I want to return something", "How long does delivery take?", "Is an item in stock?"],
  startersLabel: "Frequent questions",

  waiting: "In the queue",
  waitingRole: "Finding a person for you",
  waitingRoleNobody: "Nobody is here right now",
  closed: "Conversation ended",
  closedRole: "Write to continue",
  promised: "Answer to follow",

  person: "Talk to a person",
  withdraw: "Never mind",
  position: (place) => (place === 1 ? "You are next." : `You are number ${place}.`),
  positionUnknown: "You are waiting for a person.",
  nobody: "Sorry, nobody is free right now.",
  back: (when) => `Nobody is here right now. We are back from ${when}.`,
  waitLess: "Wait: less than a minute.",
  waitUpTo: (to, inHours) => `Wait: up to ${amount(to, inHours)}.`,
  wait: (from, to, inHours) => `Wait: about ${from === to ? "" : `${from} to `}${amount(to, inHours)}.`,
  moment: (day, clock) => (day === null ? `${clock} today` : `${clock} on ${day}`),
  anew: "New conversation",

  offer: (when) => `Leave your question: we will answer by ${when}.`,
  leave: "Leave a question",
  rather: "Rather get an answer by e-mail later",
  leaveText: (when) => `We will answer by ${when}, by e-mail and here in the chat. You do not have to wait.`,
  leaveTextUnknown: "We will answer by e-mail and here in the chat. You do not have to wait.",
  question: "Your question",
  questionEmpty: "Please write your question.",
  email: "Your e-mail address",
  emailEmpty: "Please tell us where to send the answer.",
  emailWrong: "That is not an e-mail address. It looks like this: name@example.com",
  leaveSend: "Send question",
  leaveSending: "Sending …",
  goBack: "Back",
  promise: (when, email) => `We will answer by ${when}${email ? ` to ${email}` : " by e-mail"}.`,
  promiseBroken: (email) => `The time we promised is over, and we are sorry. The answer will still come, ${email ? `to ${email}` : "by e-mail"} and here.`,
  promiseMore: "You can go on writing at any time.",

  noticeEscalated: "You are waiting for a person from customer service. You can keep writing in the meantime.",
  noticeWithdrawn: "You are no longer waiting. Lotse answers again.",
  noticeAccepted: (name) => `${name} from customer service is here for you now.`,
  noticeReleased: "We are finding another person for you. You do not have to queue again.",
  noticeReturned: "Customer service has handed over. Lotse, the digital assistant, answers again.",
  noticeReopened: "The conversation goes on. Lotse answers.",
  noticePromised: (when) => `We will answer you by e-mail and here, at the latest on ${when}.`,
  noticePromiseKept: "Your question has been answered. You have the answer by e-mail, too.",
  noticePromiseBroken: "The time we promised is over. Your question stays with us until it is answered.",
  noticeEnded: "The conversation has ended.",

  typing: (name) => `${name} is writing …`,
  newMessage: (name) => `New message from ${name}.`,
  toNewest: "To the new messages",
  choices: "Answers to choose from",
  attachment: (name, size) => `Attachment: ${name} (${size})`,
  newWindow: "(opens in a new window)",

  sending: "Sending …",
  sent: "Sent",
  failed: "Not sent.",
  again: "Send again",
  discard: "Discard",

  helpfulQuestion: "Helpful?",
  helpful: "Yes, that was helpful",
  notHelpful: "No, that was not helpful",
  judged: "Thank you for telling us.",
  missing: "What was missing? (optional)",
  sendComment: "Send",

  rateTitle: "How happy are you with this conversation?",
  star: (count) => (count === 1 ? "1 of 5 stars" : `${count} of 5 stars`),
  rateComment: "Would you like to add something? (optional)",
  rate: "Send rating",
  rated: (stars) => `Thank you! You gave ${stars} of 5 stars.`,

  write: "Your message",
  send: "Send",
  left: (count) => (count === 1 ? "1 character left" : `${count} characters left`),
  tooLong: (count) => `The message is ${count} characters too long. Please shorten it or split it.`,
  command: "A message cannot begin with a slash (/). Please put a word before it.",

  offline: "No connection. We keep trying; nothing you write gets lost.",
  lost: "The earlier conversation no longer exists. A new one begins here.",

  problemOffline: "There is no connection right now.",
  problemTooLong: "The message is too long. Please split it.",
  problemInvalid: "We cannot take the message like this. Please write it differently.",
  problemTooMany: (seconds) => `That was a lot of messages. Please try again ${inSeconds(seconds)}.`,
  problemUnavailable: (seconds) => `The service cannot be reached right now. Please try again ${inSeconds(seconds)}.`,
  problemChoice: "This choice is no longer open. Please write what you need.",
  problemConflict: "That is not possible right now.",
  problemGone: "That no longer exists.",
  problemForbidden: "The chat is not allowed on this site.",
  problemInterrupted: "Sending was interrupted.",
};

function amount(count, inHours) {
  const [one, many] = inHours ? ["hour", "hours"] : ["minute", "minutes"];
  return `${count} ${count === 1 ? one : many}`;
}

function inSeconds(seconds) {
  if (seconds === null) return "in a moment";
  if (seconds < 60) return seconds === 1 ? "in 1 second" : `in ${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "in 1 minute" : `in ${minutes} minutes`;
}

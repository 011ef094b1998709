// Which part of the console an address shows.

const CONVERSATION = /^\/console\/conversations\/([^/]+)\/?$/;

/** The id of the conversation in a path, or null. */
export function conversationIn(path) {
  const found = CONVERSATION.exec(path);
  return found ? decodeURIComponent(found[1]) : null;
}

export function addressOf(id) {
  return id ? `/console/conversations/${encodeURIComponent(id)}` : "/console";
}

// Wires the models of a signed-in agent's console together.

import { createContext, useContext } from "../../vendor/preact-htm.js";
import { upload } from "../../staff/helpers/upload.js";
import { createCommands } from "../models/commands.js";
import { createConnection } from "../models/connection.js";
import { createDrafts } from "../models/drafts.js";
import { createFacts } from "../models/facts.js";
import { createNotices } from "../models/notices.js";
import { createOutbox } from "../models/outbox.js";
import { createReading } from "../models/reading.js";
import { createUploads } from "../models/uploads.js";
import { createWorkspace } from "../models/workspace.js";

export const Desk = createContext(null);
export const useDesk = () => useContext(Desk);

const world = {
  setTimeout: (...args) => setTimeout(...args),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
  visible: () => document.visibilityState === "visible",
};

/** The models for `me`; `start()` connects and gives a function that ends it all. */
export function createDesk(session, me) {
  const { api } = session;
  const facts = createFacts(api, (id) => workspace.exists(id));
  const drafts = createDrafts(sessionStorage, me.id);
  const outbox = createOutbox({
    post: (id, message) => api.post(`/api/conversations/${encodeURIComponent(id)}/messages`, message),
    storage: sessionStorage,
    agentId: me.id,
    newId: () => crypto.randomUUID(),
    onChange: () => workspace.touch(),
  });
  const uploads = createUploads({
    upload: (id, file, options) => sendFile(session, id, file, options),
    newId: () => crypto.randomUUID(),
    onChange: () => workspace.touch(),
  });
  const workspace = createWorkspace({
    send: (frame) => connection.send(frame),
    reading: createReading(localStorage, me.id),
    onMessages: (ids) => outbox.arrived(ids),
    onFactsChanged: (id) => facts.load(id),
    world,
  });
  const connection = createConnection({
    open: () => new WebSocket(socketAddress()),
    onFrame: workspace.onFrame,
    onOpen: workspace.onOpen,
    onState: workspace.onConnection,
    onNotSignedIn: () => session.expire(),
    world,
  });
  const commands = createCommands({ api, outbox, drafts, uploads, send: connection.send, now: world.now });
  return { me, session, api, facts, drafts, outbox, uploads, workspace, connection, commands, notices: createNotices(), start };

  function start() {
    const seen = () => workspace.markRead();
    const online = () => connection.hurry();
    const back = session.subscribe(() => session.get().phase === "signed_in" && connection.hurry());
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", online);
    connection.start();
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", online);
      back();
      connection.stop();
    };
  }
}

async function sendFile(session, id, file, options) {
  const path = `/api/conversations/${encodeURIComponent(id)}/files`;
  try {
    return await upload({ Request: XMLHttpRequest, path, file, ...options });
  } catch (error) {
    if (error.status === 401) session.expire();
    throw error;
  }
}

function socketAddress() {
  const address = new URL("/api/me/socket", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

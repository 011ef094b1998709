// Wires the models of a signed-in agent's console together.

import { createContext, useContext } from "../../vendor/preact-htm.js";
import { upload } from "../../staff/helpers/upload.js";
import { createClock } from "../models/clock.js";
import { createCommands } from "../models/commands.js";
import { createConnection } from "../models/connection.js";
import { createDrafts } from "../models/drafts.js";
import { createFacts } from "../models/facts.js";
import { createLost } from "../models/lost.js";
import { createMissed } from "../models/missed.js";
import { createNotices } from "../models/notices.js";
import { isMissed, wordOf } from "../models/offers.js";
import { createOutbox } from "../models/outbox.js";
import { createReading } from "../models/reading.js";
import { createTeams } from "../models/teams.js";
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
  const clock = createClock(world.now);
  const notices = createNotices();
  const missed = createMissed(sessionStorage, me);
  const outbox = createOutbox({
    post: (id, message, promised) =>
      api.post(`/api/conversations/${encodeURIComponent(id)}/${promised ? "answer" : "messages"}`, message),
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
    onOfferEnded: offerEnded,
    clock,
    agentId: me.id,
    world,
  });
  const connection = createConnection({
    open: () => new WebSocket(socketAddress()),
    onFrame: ({ type, ...frame }) => (type === "me" ? session.told(frame) : workspace.onFrame({ type, ...frame })),
    onOpen: workspace.onOpen,
    onState: workspace.onConnection,
    onNotSignedIn: () => session.expire(),
    world,
  });
  const commands = createCommands({ api, outbox, drafts, uploads, send: connection.send, now: world.now });
  const lost = createLost(localStorage, me.id);
  const teams = createTeams(api);
  return {
    me, session, api, clock, facts, drafts, outbox, uploads, workspace, connection, commands, notices, missed, lost, teams, start,
  };

  function offerEnded(item, event) {
    if (isMissed(event)) missed.put();
    const word = wordOf(event, me.id);
    if (word) notices.good(word, { about: item, agent: event.agent?.name });
  }

  function start() {
    const seen = () => workspace.markRead();
    const online = () => connection.hurry();
    const back = session.subscribe(() => {
      const { phase, me: now } = session.get();
      if (now) missed.became(now.availability);
      if (phase === "signed_in") connection.hurry();
    });
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", online);
    connection.start();
    // Without the names of teams their ids are shown; giving back asks again.
    teams.load().catch(() => {});
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

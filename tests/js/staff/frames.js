// Frames as the service sends them, for tests.

export function event(seq, name, fields = {}) {
  return { type: "event", seq, at: "2026-11-22T09:00:00+00:00", name, floor: "bot", ...fields };
}

export function said(seq, kind, text, fields = {}) {
  const author = { kind, name: kind === "agent" ? "Ann" : null };
  return event(seq, "message_posted", { id: `m${seq}`, author, text, audience: "everyone", choices: [], ...fields });
}

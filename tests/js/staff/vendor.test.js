// What is vendored is what its page says, byte for byte.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../../handover/web/static/vendor/", import.meta.url);
const page = readFileSync(new URL("VENDOR.md", folder), "utf8");

test("each vendored script is named with its checksum", () => {
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 0);
  for (const name of scripts) {
    const checksum = createHash("sha256").update(readFileSync(new URL(name, folder))).digest("hex");
    const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\``));
    assert.ok(row?.includes(checksum), `${name} is not what VENDOR.md says`);
  }
});

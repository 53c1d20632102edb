#!/usr/bin/env node
// Runs the program of the package for this platform, and ends as it does.
"use strict";
const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");

const name = `claimlint-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "claimlint.exe" : "claimlint";
let program;
try {
  program = require.resolve(`${name}/bin/${file}`);
} catch {
  console.error(`claimlint: the package ${name} is not installed. If there is one for this platform, install again without --omit=optional; else build from source: cargo install --locked claimlint`);
  process.exit(2);
}
const done = spawnSync(program, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
if (done.error) {
  console.error(`claimlint: ${program} could not be started: ${done.error.message}`);
  process.exit(2);
}
process.exit(done.signal ? 128 + (constants.signals[done.signal] ?? 0) : done.status);

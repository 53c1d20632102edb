// Makes the npm packages: `node packaging/npm/pack.mjs FOLDER PLATFORM=PROGRAM…`, a platform as Node names it (linux-x64).
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url)), root = path.join(here, "../..");
const [, , to, ...programs] = process.argv;
if (!to || programs.length === 0) {
  console.error("node packaging/npm/pack.mjs FOLDER PLATFORM=PROGRAM…");
  process.exit(2);
}
const main = JSON.parse(fs.readFileSync(path.join(here, "package.json"), "utf8"));
const licences = (folder) => { for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) fs.copyFileSync(path.join(root, name), path.join(folder, name)); };
const begin = (name) => {
  const folder = path.join(to, name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, "bin"), { recursive: true });
  licences(folder);
  return folder;
};
const folder = begin("claimlint");
for (const name of ["package.json", "README.md", "bin/claimlint.js"]) fs.copyFileSync(path.join(here, name), path.join(folder, name));
fs.chmodSync(path.join(folder, "bin/claimlint.js"), 0o755);
for (const one of programs) {
  const [platform, program] = one.split("=");
  const name = `claimlint-${platform}`;
  if (main.optionalDependencies[name] !== main.version) throw new Error(`package.json does not name ${name} ${main.version}`);
  const [os, cpu] = platform.split("-");
  const own = begin(name), file = os === "win32" ? "claimlint.exe" : "claimlint";
  fs.copyFileSync(program, path.join(own, "bin", file));
  fs.chmodSync(path.join(own, "bin", file), 0o755);
  const about = {
    name, version: main.version, description: `The program of claimlint for ${os} on ${cpu}; install claimlint`,
    license: main.license, homepage: main.homepage, repository: main.repository, os: [os], cpu: [cpu],
    ...(os === "linux" ? { libc: ["glibc"] } : {}), files: [`bin/${file}`], preferUnplugged: true,
  };
  fs.writeFileSync(path.join(own, "package.json"), `${JSON.stringify(about, null, 2)}\n`);
  fs.writeFileSync(path.join(own, "README.md"), `# ${name}\n\nThe program of \`claimlint\` for ${os} on ${cpu}. Install \`claimlint\`, which brings it.\n`);
}

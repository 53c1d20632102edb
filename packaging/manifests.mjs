// The manifests of Homebrew and winget, from Cargo.toml and SHA256SUMS: `node packaging/manifests.mjs DIST`. A platform whose
// archive is not there is left out, and a manifest that would have none is not written.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = process.argv[2];
const cargo = fs.readFileSync(path.join(root, "Cargo.toml"), "utf8");
const about = (key) => new RegExp(`^${key} = "(.*)"$`, "m").exec(cargo)[1];
const version = about("version"), homepage = about("homepage"), source = about("repository"), description = about("description");
const sums = new Map(fs.readFileSync(path.join(dist, "SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.split(/ [ *]/).reverse()));
const url = (file) => `${source}/releases/download/v${version}/${file}`;
const archive = (target, ending) => {
  const file = `claimlint-${version}-${target}.${ending}`;
  return sums.has(file) ? { url: url(file), sha256: sums.get(file), file } : null;
};
const written = [];
function put(name, text) {
  fs.mkdirSync(path.dirname(path.join(dist, name)), { recursive: true });
  fs.writeFileSync(path.join(dist, name), text);
  written.push(name);
}

const brew = [
  ["macos", "arm", archive("aarch64-apple-darwin", "tar.gz")], ["macos", "intel", archive("x86_64-apple-darwin", "tar.gz")],
  ["linux", "arm", archive("aarch64-unknown-linux-gnu", "tar.gz")], ["linux", "intel", archive("x86_64-unknown-linux-gnu", "tar.gz")],
].filter(([, , it]) => it);
if (brew.length) {
  const systems = ["macos", "linux"].filter((system) => brew.some(([its]) => its === system));
  const blocks = systems.map((system) => `  on_${system} do\n${brew.filter(([its]) => its === system).map(([, cpu, it]) => `    on_${cpu} do\n      url "${it.url}"\n      sha256 "${it.sha256}"\n    end\n`).join("")}  end\n`);
  put("claimlint.rb", `# Made by packaging/manifests.mjs.
class Claimlint < Formula
  desc "Linter for the evidence in a document"
  homepage "${homepage}"
  version "${version}"
  license any_of: ["MIT", "Apache-2.0"]

${blocks.join("\n")}
  def install
    bin.install "claimlint"
    generate_completions_from_executable(bin/"claimlint", "completions")
    system bin/"claimlint", "man", "--dir", buildpath/"man"
    man1.install Dir["man/*.1"]
  end

  test do
    (testpath/"a.txt").write "Exports fell in 2014.[2] Imports rose.[1]\\n\\n[1] Harbour Board, Yearbook 2015, 12.\\n"
    assert_match "note-undefined", shell_output("#{bin}/claimlint check a.txt", 1)
  end
end
`);
}

const windows = archive("x86_64-pc-windows-msvc", "zip");
if (windows) {
  const id = "claimlint.claimlint", folder = `winget/${id}`;
  const head = (kind) => `# Made by packaging/manifests.mjs.\n# yaml-language-server: $schema=https://aka.ms/winget-manifest.${kind}.1.10.0.schema.json\nPackageIdentifier: ${id}\nPackageVersion: ${version}\n`;
  put(`${folder}.yaml`, `${head("version")}DefaultLocale: en-US\nManifestType: version\nManifestVersion: 1.10.0\n`);
  put(`${folder}.installer.yaml`, `${head("installer")}InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
  - RelativeFilePath: ${windows.file.replace(/\.zip$/, "")}\\claimlint.exe
    PortableCommandAlias: claimlint
Installers:
  - Architecture: x64
    InstallerUrl: ${windows.url}
    InstallerSha256: ${windows.sha256.toUpperCase()}
ManifestType: installer
ManifestVersion: 1.10.0
`);
  put(`${folder}.locale.en-US.yaml`, `${head("defaultLocale")}PackageLocale: en-US
Publisher: claimlint
PackageName: claimlint
PackageUrl: ${homepage}
License: MIT OR Apache-2.0
LicenseUrl: ${source}
ShortDescription: "${description}"
Moniker: claimlint
Tags:
  - citations
  - footnotes
  - linter
ManifestType: defaultLocale
ManifestVersion: 1.10.0
`);
}
console.log(written.length ? `wrote ${written.join(", ")}` : "no archive for Homebrew or winget");

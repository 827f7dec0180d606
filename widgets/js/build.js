// Builds one bundle for each panel: `npm run build` writes them, `npm run build -- FOLDER` writes them elsewhere.

import { readFileSync, readdirSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "..", "static", "panels");
const panels = readdirSync(here).filter((name) => name !== "node_modules" && existsSync(join(here, name, "index.js")));

const { metafile } = await build({
  entryPoints: Object.fromEntries(panels.map((name) => [name, join(here, name, "index.js")])),
  outdir: folder,
  absWorkingDir: here,
  bundle: true,
  minify: true,
  mangleProps: /^_/, // what is private to a class needs no name
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  preserveSymlinks: true, // so that packages keep their names where node_modules is a link
  metafile: true,
});

// The licences of what is bundled stand beside the bundles.
const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
const packages = [...new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))].sort();
const licences = packages.map((name) => {
  const root = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const file = readdirSync(root).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(root, file), "utf8").trim() : ""}\n`;
});
writeFileSync(join(folder, "LICENSES.txt"), `Parts of these bundles come from:\n\n${licences.join("\n\n")}`);

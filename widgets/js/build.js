// Builds one bundle for each panel: `npm run build` writes them, `npm run build -- FOLDER` writes them elsewhere.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import * as often from "./often.js";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "..", "static", "panels");
const panels = readdirSync(here).filter((name) => name !== "node_modules" && existsSync(join(here, name, "index.js")));

const { outputFiles } = await build({
  entryPoints: Object.fromEntries(panels.map((name) => [name, join(here, name, "index.js")])),
  outdir: folder,
  absWorkingDir: here,
  bundle: true,
  minify: true,
  inject: [join(here, "often.js")],
  define: Object.fromEntries(Object.keys(often).map((name) => [name.replace("_", "."), name])),
  mangleProps: /^_/, // what is private to a class needs no name
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  write: false,
});

// A second pass puts in place what is used once: 2 % less.
mkdirSync(folder, { recursive: true });
for (const { path, text } of outputFiles) {
  const { code = "" } = await minify(text, { module: true, ecma: 2020, compress: { passes: 3, pure_getters: true, unsafe_arrows: true } });
  writeFileSync(join(folder, basename(path)), code);
}

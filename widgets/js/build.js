// Builds one bundle for each panel: `npm run build` writes them, `npm run build -- FOLDER` writes them elsewhere.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as often from "./often.js";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "..", "static", "panels");
const panels = readdirSync(here).filter((name) => name !== "node_modules" && existsSync(join(here, name, "index.js")));

await build({
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
});

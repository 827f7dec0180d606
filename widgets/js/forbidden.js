// What no source and no bundle may contain: text that becomes markup or code, and requests.
// `node forbidden.js [FILE...]` looks through the files, or through all sources and bundles, and names each place.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { relative } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** @param {string} text */
const words = (text) => new Set(text.split(" "));
const MARKUP = words("innerHTML outerHTML insertAdjacentHTML setHTMLUnsafe parseHTMLUnsafe createContextualFragment");
const TIMERS = words("setTimeout setInterval");
const REQUESTS = words("fetch XMLHttpRequest WebSocket EventSource Worker SharedWorker importScripts sendBeacon");
const GLOBALS = words("window globalThis self navigator");

/** @typedef {{line: number, column: number, reason: string}} Finding */

/**
 * Everything in a source that is forbidden, in order; comments may say what they like.
 *
 * @param {string} source
 * @returns {Finding[]}
 */
export function findings(source) {
  const file = ts.createSourceFile("source.js", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  /** @type {Finding[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const reason = reasonAgainst(node);
    if (reason) {
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ line: line + 1, column: character + 1, reason });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
function reasonAgainst(node) {
  if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && MARKUP.has(node.text))
    return `${node.text} makes markup of text: use textContent or the virtual DOM`;
  const member = memberOf(node);
  if (member && ["write", "writeln"].includes(member.name) && member.owner !== "clipboard")
    return `${member.name}: document.write makes markup of text`;
  if (ts.isIdentifier(node) && node.text === "eval") return "eval runs text";
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const called = ts.isIdentifier(node.expression) ? node.expression.text : globalMember(node.expression);
  const first = node.arguments?.[0];
  if (called === "Function") return "Function runs text";
  if (called && TIMERS.has(called) && first && ts.isStringLiteralLike(first)) return `${called} runs text`;
  if ((called && REQUESTS.has(called)) || node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return `${called ?? "import()"} requests an address: panels draw from their traits`;
  return undefined;
}

/**
 * The name of a member and of what it belongs to: `clipboard` and `write` for `navigator.clipboard["write"]`.
 *
 * @param {ts.Node} node
 * @returns {{owner: string | undefined, name: string} | undefined}
 */
function memberOf(node) {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const key = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key)) return undefined;
  if (ts.isElementAccessExpression(node) && ts.isIdentifier(key)) return undefined;
  const object = node.expression;
  const owner = ts.isIdentifier(object) ? object.text : memberOf(object)?.name;
  return { owner, name: key.text };
}

/** @param {ts.Node} node */
function globalMember(node) {
  const member = memberOf(node);
  return member?.owner && GLOBALS.has(member.owner) ? member.name : undefined;
}

/** All sources, without the packages of npm, and all bundles. */
export function everyFile() {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const bundles = fileURLToPath(new URL("../static/panels/", import.meta.url));
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.name !== "node_modules");
  const paths = folders.flatMap((entry) => (entry.isDirectory() ? below(`${here}${entry.name}/`) : [here + entry.name]));
  return [...paths, ...(existsSync(bundles) ? below(bundles) : [])].filter((path) => path.endsWith(".js"));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function below(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => folder + name);
}

function main() {
  let count = 0;
  for (const path of argv.length > 2 ? argv.slice(2) : everyFile()) {
    for (const { line, column, reason } of findings(readFileSync(path, "utf8"))) {
      console.error(`${relative(".", path)}:${line}:${column}: ${reason}`);
      count += 1;
    }
  }
  exit(count ? 1 : 0);
}

if (argv[1] === fileURLToPath(import.meta.url)) main();

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { everyFile, findings } from "../../../widgets/js/forbidden.js";

const FORBIDDEN = [
  "node.innerHTML = text",
  "node['outerHTML'] = text",
  "h('p', {props: {innerHTML: text}})",
  "const {innerHTML} = node",
  "node.insertAdjacentHTML('beforeend', text)",
  "node[`insertAdjacentHTML`]('beforeend', text)",
  "node.setHTMLUnsafe(text)",
  "range.createContextualFragment(text)",
  "document.write(text)",
  "document.writeln(text)",
  "const d = document; d.write(text)",
  "node.ownerDocument['write'](text)",
  "eval(text)",
  "(0, eval)(text)",
  "window.eval(text)",
  "new Function('x', text)",
  "Function(text)()",
  "new window.Function(text)",
  "setTimeout('run()', 10)",
  "window.setInterval(`run()`, 10)",
  "fetch(address)",
  "window.fetch(address)",
  "new XMLHttpRequest()",
  "new WebSocket(address)",
  "navigator.sendBeacon(address)",
  "new Worker(address)",
  "await import(address)",
];

const ALLOWED = [
  "node.textContent = text // not innerHTML, never eval",
  "'the word innerHTML in a sentence'",
  "panel.fetch('head', command)",
  "navigator.clipboard.write([item])",
  "setTimeout(() => draw(), 10)",
  "typeof draw === 'function' && draw instanceof Function",
  "import { h } from './dom.js'",
  "evaluate(text)",
];

for (const source of FORBIDDEN)
  test(`forbidden: ${source}`, () => assert.equal(findings(`\n  ${source};`)[0]?.line, 2));

for (const source of ALLOWED) test(`allowed: ${source}`, () => assert.deepEqual(findings(source), []));

test("a finding has the place and the reason", () => {
  const [finding] = findings("const a = 1;\n  a.innerHTML = 2;");
  assert.deepEqual({ ...finding, reason: finding?.reason.split(" ")[0] }, { line: 2, column: 5, reason: "innerHTML" });
});

test("nothing of ours does it", () => {
  const files = everyFile();
  assert.ok(files.some((path) => path.endsWith("/sampling.js")));
  for (const path of files) assert.deepEqual(findings(readFileSync(path, "utf8")), [], path);
});

// Markup that Python sends as a tree (widgets/panels/markup.py), as virtual elements with marks that can be read out.

import { classes, h, OWN_KEYS } from "../base/dom.js";

/** @typedef {string | [string, Record<string, string>, ...any[]]} Node */
/** @typedef {{ facts: [string, string][], span: [number, number] }} Mark */
/** @typedef {import("../base/dom.js").VNode} VNode */

const TAGS = new Set("b bdi code details div dd del dl dt i li mark ol p pre section small span strong sub summary sup table tbody td th thead tr u ul".split(" "));
const ATTRIBUTES = new Set("class dir role scope colspan rowspan open lang tabindex aria-hidden aria-label aria-level data-lm-suppress-shortcuts data-w".split(" "));
const STYLES = new Set(["width", "grid-row"]);

/**
 * What can be read out, in the order of the markup. A cell between the heads of a row and a column is named by both.
 *
 * @param {readonly Node[]} nodes
 * @param {{ columns: string[], row: string, cell: number }} [heads] those of the table around
 * @returns {Mark[]}
 */
export function marks(nodes, heads = { columns: [], row: "", cell: 0 }) {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    const [tag, attributes, ...children] = node;
    if (tag === "table") heads = { columns: textsOf(children, "th", "col"), row: "", cell: 0 };
    if (tag === "tr") heads = { ...heads, row: textsOf(children, "th", "row")[0] ?? "", cell: 0 };
    const found = attributes["data-facts"];
    const below = marks(children, heads);
    if (found === undefined) return below;
    const facts = readFacts(found);
    if (facts.length === 1 && facts[0] && !facts[0][1]) facts.splice(0, 1, ["cell", `${heads.row} and ${heads.columns[heads.cell++]}`], [facts[0][0], textOf(node)]);
    return [{ facts, span: readSpan(attributes["data-span"]) }, ...below];
  });
}

/**
 * The texts of the heads in a table, of its rows or of its columns.
 *
 * @param {readonly Node[]} nodes
 * @param {string} tag
 * @param {string} scope
 * @returns {string[]}
 */
function textsOf(nodes, tag, scope) {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    const [name, attributes, ...children] = node;
    return name === tag && attributes.scope === scope ? [textOf(node)] : textsOf(children, tag, scope);
  });
}

/** @param {Node} node @returns {string} */
function textOf(node) {
  if (typeof node === "string") return node;
  const [, , ...children] = node;
  return children.map(textOf).join("");
}

/** @param {string} text @returns {[string, string][]} */
const readFacts = (text) => text.split("\n").map((line) => /** @type {[string, string]} */ ([...line.split("\t"), ""].slice(0, 2)));

/** @param {string | undefined} text @returns {[number, number]} */
const readSpan = (text) => /** @type {[number, number]} */ ((text ?? "0 0").split(" ").map(Number));

/**
 * Draw nodes. Each mark carries its number in `data-place`, and shows whether it is pinned or pointed at.
 *
 * @param {readonly Node[]} nodes
 * @param {{ pinned: ReadonlySet<number>, hovered: ReadonlySet<number>, focus: number }} state
 */
export function draw(nodes, state) {
  let number = 0;
  /** @param {Node} node @returns {VNode | string | null} */
  const one = (node) => {
    if (typeof node === "string") return node;
    const [tag, attributes, ...children] = node;
    if (!TAGS.has(tag)) return null;
    const marked = attributes["data-facts"] !== undefined;
    const place = marked ? number++ : -1;
    const own = marked
      ? { class: classes(attributes.class, "lb-mark", state.pinned.has(place) && "pin", state.hovered.has(place) && "hover"), "data-place": place, tabindex: place === state.focus ? 0 : -1, ...OWN_KEYS }
      : {};
    return h(tag, { ...known(attributes), ...own }, children.map(one));
  };
  return nodes.map(one);
}

/**
 * The attributes that may be written; a style is taken apart, since hosts may forbid the attribute.
 *
 * @param {Record<string, string>} attributes
 */
function known(attributes) {
  /** @type {Record<string, any>} */
  const kept = {};
  for (const [name, value] of Object.entries(attributes)) if (ATTRIBUTES.has(name)) kept[name] = value;
  const rules = (attributes.style ?? "").split(";").map((rule) => rule.split(":").map((part) => part.trim()));
  const style = Object.fromEntries(rules.filter(([name, value]) => value && STYLES.has(name ?? "")));
  return Object.keys(style).length ? { ...kept, style } : kept;
}

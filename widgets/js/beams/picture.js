// The picture of the search: a column for each step, the candidates as boxes, the ways between them as lines.
//
// Columns that look as before are the same values as before, so that nothing is compared in them; what follows the pointer
// is drawn on top. Lengths are CSS pixels at 13 px type, and grow with the type.

import { classes, h } from "../base/dom.js";
import { logit } from "../base/numbers.js";
import { fit, labelOf } from "./data.js";
import { rankedLayout, treeLayout } from "./layouts.js";
import { DISCARDED, SAVED, survives } from "./tree.js";

/** @typedef {import("../base/dom.js").VNode} VNode */
/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Path} Path */
/** @typedef {import("./layouts.js").Placed} Placed */

/**
 * @typedef {object} Looks
 * @property {"ranked" | "tree"} layout
 * @property {import("./layouts.js").Shown} shown
 * @property {readonly number[]} collapsed
 */

/**
 * @typedef {object} Scene where everything stands
 * @property {Data} data
 * @property {Looks} looks
 * @property {Placed} placed
 * @property {boolean} narrow boxes hold the token only
 * @property {number} box width of a box
 * @property {number} across from column to column
 * @property {number} height of a box
 * @property {number} down from row to row
 * @property {number} letters that fit into a box
 * @property {Set<number>} closed collapsed nodes
 * @property {Uint32Array} below how many candidates stand below each node
 * @property {Map<string, { look: string, edges: VNode, boxes: VNode }>} drawn columns of the last drawing
 */

const FONT = 13;
const TOP = 22;
const LEFT = 34;
export const MANY = 16; // steps, from which on boxes hold the token only
const LETTER = 7.4;

/**
 * @param {Data} data
 * @param {Looks} looks
 * @param {Uint32Array} below
 * @returns {Scene}
 */
export function makeScene(data, looks, below) {
  const { tree, labels } = data;
  const narrow = tree.steps > MANY;
  const closed = new Set(looks.layout === "tree" ? looks.collapsed : []);
  const placed = looks.layout === "tree" ? treeLayout(tree, looks.shown, closed) : rankedLayout(tree, looks.shown, data.search.forced.length);
  const longest = labels.reduce((most, label) => Math.max(most, [...label].length), 0) * LETTER + 13;
  const box = Math.round(narrow ? Math.min(Math.max(longest, 46), 70) : Math.min(Math.max(longest, 82), 96));
  const gap = looks.layout === "tree" ? 34 : narrow ? 20 : 28;
  return {
    data, looks, placed, narrow, box, across: box + gap, height: narrow ? 24 : 32, down: narrow ? 29 : 42, letters: Math.floor((box - 10) / LETTER),
    closed, below, drawn: new Map(),
  };
}

/** @param {Scene} scene @param {number} step */
export const leftOf = ({ across }, step) => (step ? LEFT + (step - 1) * across : 2);

/** The middle of a row. @param {Scene} scene @param {number} row */
const middle = ({ down, height }, row) => TOP + row * down + height / 2;

/** @param {Scene} scene @param {number} node */
const y = (scene, node) => middle(scene, scene.placed.row[node]);

/** @param {Scene} scene */
export const size = (scene) => ({
  width: leftOf(scene, scene.data.tree.steps) + scene.box + (scene.looks.layout === "tree" ? 28 : 8),
  height: TOP + scene.placed.rows * scene.down + 4,
});

/** A length that grows with the type. @param {number} pixels */
export const length = (pixels) => `calc(var(--fs) * ${(pixels / FONT).toFixed(4)})`;

/**
 * An S-curve from a node's parent to the node.
 *
 * @param {Scene} scene
 * @param {number} parent
 * @param {number} step of the node
 * @param {number} to the height of its middle
 * @param {number} [shift] down
 */
function curve(scene, parent, step, to, shift = 0) {
  const x1 = parent ? leftOf(scene, step - 1) + scene.box : 13;
  const x2 = leftOf(scene, step);
  const half = ((x1 + x2) / 2).toFixed(1);
  const from = (parent ? y(scene, parent) : middle(scene, 0)) + shift;
  return `M${x1},${from}C${half},${from} ${half},${to + shift} ${x2},${to + shift}`;
}

/**
 * The whole picture up to a step.
 *
 * @param {Scene} scene
 * @param {{ step: number, best: readonly number[], greedy: Path | null, sampled: Path | null, focus: number, pinned: number | null, hovered: number | null, describe: (node: number) => string }} state
 */
export function picture(scene, { step, best, greedy, sampled, focus, pinned, hovered, describe }) {
  const columns = scene.placed.columns.slice(0, step).map((column) => drawColumn(scene, column, best[column.step - 1] ?? 0));
  const { width, height } = size(scene);
  const marked = hovered ?? pinned;
  const sheet = { viewBox: `0 0 ${width} ${height}`, style: { width: length(width), height: length(height) } };
  const heads = scene.placed.columns.slice(0, step).map((column) => h("text", { class: classes("m", column.step === step && "b"), x: leftOf(scene, column.step), y: 12, key: column.step }, `step ${column.step}`));
  const ways = [way(scene, best.slice(0, step), "best"), overlay(scene, greedy, step, "greedy", scene.narrow ? 5 : 7), overlay(scene, sampled, step, "sampled", scene.narrow ? -5 : -7)];
  const marks = [marked === null ? null : trail(scene, marked, step), outline(scene, pinned, "pinned"), hovered === pinned ? null : outline(scene, hovered, "hovered")];
  return [
    h(
      "svg",
      { class: "lb-beams", "aria-hidden": "true", ...sheet },
      h("g", null, heads),
      h("g", null, columns.map(({ edges }) => edges)),
      h("g", "lb-ways", ways),
      h("circle", { class: "root", cx: 8, cy: middle(scene, 0), r: 5 }),
      h("g", null, columns.map(({ boxes }) => boxes)),
      forcedLine(scene, step),
    ),
    // A sheet of its own: what follows the pointer does not paint a thousand boxes again.
    h("svg", { class: "lb-beams lb-over", role: "group", "aria-label": "Candidates of each step", ...sheet }, h("g", { "aria-hidden": "true" }, marks), focusRing(scene, focus, pinned, describe)),
  ];
}

/**
 * @param {Scene} scene
 * @param {Placed["columns"][0]} column
 * @param {number} best the node of the best result at this step
 */
function drawColumn(scene, column, best) {
  const look = `${best}`;
  const known = scene.drawn.get(String(column.step));
  if (known?.look === look) return known;
  const { tree } = scene.data;
  const lines = column.nodes.map((node) => {
    const off = !survives(tree, node);
    const width = off ? 1 : 1 + 2.6 * tree.p[node];
    return h("path", { class: classes("edge", off && "off"), d: curve(scene, tree.parent[node], column.step, y(scene, node)), "stroke-width": width.toFixed(2) });
  });
  const drawn = { look, edges: h("g", { key: column.step }, lines), boxes: h("g", { key: column.step }, column.nodes.map((node) => candidate(scene, node, node === best)), more(scene, column), cut(scene, column)) };
  scene.drawn.set(String(column.step), drawn);
  return drawn;
}

/** @param {Scene} scene @param {number} node @param {boolean} best */
function candidate(scene, node, best) {
  const { data, box, height, letters, narrow } = scene;
  const { tree } = data;
  const [x, top] = [leftOf(scene, tree.step[node]), y(scene, node) - height / 2];
  const [state, off] = [tree.state[node], !survives(tree, node)];
  const forced = tree.step[node] <= data.search.forced.length && state !== 1;
  const numbers = narrow ? null : [
    h("text", { class: "m", x: x + 6, y: top + 27 }, logit(tree.sum[node])),
    h("text", { class: off ? "m" : "", x: x + box - (state === SAVED ? 9 : 5), y: top + 27, "text-anchor": "end" }, share(tree.p[node])),
  ];
  return h(
    "g",
    { "data-place": node, class: classes("cand", off && "off", best && "best"), key: node },
    h("rect", { x, y: top, width: box, height, rx: 3 }),
    state === SAVED ? h("rect", { class: "saved", x: x + box - 5, y: top, width: 5, height }) : null,
    state === DISCARDED ? h("path", { class: "cross", d: `M${x + box - 12},${top + 4}l7,7m0,-7l-7,7` }) : null,
    forced ? h("path", { class: "forced", d: `M${x + 1},${top - 5}h9l-4.5,8z` }) : null,
    h("text", { class: classes("t", tree.end[node] === 1 && "i"), x: x + 6, y: top + (narrow ? 16 : 14) }, fit(labelOf(data, node), state === DISCARDED ? letters - 1 : letters)),
    numbers,
    toggle(scene, node, x + box, top + height / 2),
  );
}

/** A probability in a box; what is not zero does not read as zero. @param {number} p */
const share = (p) => (p >= 0.995 ? "1.0" : p < 0.005 ? "<.01" : p.toFixed(2).slice(1));

/** The handle that closes and opens what stands below a node of the tree. @param {Scene} scene @param {number} node @param {number} x @param {number} at */
function toggle(scene, node, x, at) {
  const below = scene.below[node];
  if (scene.looks.layout !== "tree" || !below) return null;
  const closed = scene.closed.has(node);
  if (!closed && !scene.data.tree.children[node].some((child) => scene.placed.row[child] >= 0)) return null;
  return h(
    "g",
    { class: "toggle", "data-toggle": node },
    h("rect", { class: "hit", x: x + 1, y: at - 12, width: 24, height: 24 }),
    closed ? [h("rect", { x: x + 2, y: at - 8, width: 24, height: 16, rx: 8 }), h("text", { x: x + 14, y: at + 4, "text-anchor": "middle" }, below > 99 ? "99+" : `+${below}`)] : [h("circle", { cx: x + 10, cy: at, r: 6 }), h("path", { d: `M${x + 7},${at}h6` })],
  );
}

/** What is not drawn is counted. @param {Scene} scene @param {Placed["columns"][0]} column */
const more = (scene, { step, hidden, hiddenRow }) => (hidden ? h("text", { class: "m", x: leftOf(scene, step) + 6, y: middle(scene, hiddenRow) - (scene.narrow ? -4 : 2) }, `+${hidden}${scene.narrow ? "" : " more"}`) : null);

/** The line below the last candidate that survives. @param {Scene} scene @param {Placed["columns"][0]} column */
function cut(scene, { step, cut: row }) {
  if (row < 0) return null;
  const at = TOP + row * scene.down - (scene.down - scene.height) / 2;
  return h("path", { class: "cut", d: `M${leftOf(scene, step) - 5},${at}h${scene.box + 10}` });
}

/** Lines along nodes, from the prompt. @param {Scene} scene @param {readonly number[]} nodes @param {string} kind @param {number} [shift] */
function way(scene, nodes, kind, shift = 0) {
  const { row } = scene.placed;
  const end = nodes.findIndex((node) => row[node] < 0);
  return (end < 0 ? nodes : nodes.slice(0, end)).map((node, k) => {
    const line = curve(scene, nodes[k - 1] ?? 0, k + 1, y(scene, node), shift);
    return h("path", { class: kind, d: k && shift ? `M${leftOf(scene, k)},${y(scene, nodes[k - 1]) + shift}h${scene.box}${line.replace("M", "L")}` : line });
  });
}

/** A path that was not searched for; where it leaves the tree, it goes below the column. @param {Scene} scene @param {Path | null} path @param {number} step @param {string} kind @param {number} shift */
function overlay(scene, path, step, kind, shift) {
  if (!path) return null;
  const lines = way(scene, path.nodes.slice(0, step), kind, shift);
  const at = path.nodes.length + 1;
  const last = path.nodes[path.nodes.length - 1] ?? 0;
  if (path.leaves === at && at <= step && lines.length === path.nodes.length) {
    const column = scene.placed.columns[at - 1];
    const lowest = Math.max(...column.nodes.map((node) => scene.placed.row[node]), -1);
    const to = middle(scene, lowest) + scene.down * 0.62;
    lines.push(h("path", { class: kind, d: curve(scene, last, at, to, 0) }), h("circle", { class: `${kind} away`, cx: leftOf(scene, at) + 3, cy: to, r: 3 }));
  }
  return lines;
}

/** The way to the marked node. @param {Scene} scene @param {number} node @param {number} step */
function trail(scene, node, step) {
  const { tree } = scene.data;
  const nodes = [];
  for (let at = node; at > 0; at = tree.parent[at]) nodes.push(at);
  return tree.step[node] > step ? null : way(scene, nodes.reverse(), "trail");
}

/** @param {Scene} scene @param {number | null} node @param {string} kind */
function outline(scene, node, kind) {
  if (node === null || node <= 0 || node >= scene.data.tree.size || scene.placed.row[node] < 0) return null;
  const { box, height, data } = scene;
  return h("rect", { class: kind, x: leftOf(scene, data.tree.step[node]), y: y(scene, node) - height / 2, width: box, height, rx: 3 });
}

/** Where the forced tokens end and the search begins. @param {Scene} scene @param {number} step */
function forcedLine(scene, step) {
  const forced = scene.data.search.forced.length;
  if (!forced || forced >= step) return null;
  const x = leftOf(scene, forced + 1) - (scene.across - scene.box) / 2;
  return h("path", { class: "begins", d: `M${x},2V${size(scene).height - 4}` });
}

/** The one element that takes the keys: the arrows move it from candidate to candidate. @param {Scene} scene @param {number} node @param {number | null} pinned @param {(node: number) => string} describe */
function focusRing(scene, node, pinned, describe) {
  if (scene.placed.row[node] === undefined || scene.placed.row[node] < 0) return null;
  const { box, height, data } = scene;
  return h(
    "g",
    { class: "lb-focus", role: "button", tabindex: 0, "aria-pressed": node === pinned, "aria-label": describe(node), "data-lm-suppress-shortcuts": "true", key: "focus" },
    h("rect", { x: leftOf(scene, data.tree.step[node]) - 2, y: y(scene, node) - height / 2 - 2, width: box + 4, height: height + 4, rx: 4 }),
  );
}

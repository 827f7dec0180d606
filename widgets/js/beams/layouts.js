// Where the candidates stand: ranked in a column for each step, or as a tree without crossings. Rows are whole numbers.

import { PRUNED, SAVED, survives } from "./tree.js";

/** @typedef {import("./tree.js").Tree} Tree */
/** @typedef {"all" | "top" | "none"} Shown which of the candidates are drawn that do not survive */

/**
 * @typedef {object} Placed
 * @property {Int32Array} row of each node, -1 where it is not drawn, (N,)
 * @property {number} rows
 * @property {{ step: number, nodes: number[], hidden: number, hiddenRow: number, cut: number }[]} columns for each step:
 *   the nodes drawn; how many more there are, and the row that says so (-1 without); the row above which the cut is (-1)
 */

const TOP = 2;

/**
 * Whether a candidate is drawn: those that survive always, of the others all, the best two of a step, or none.
 *
 * @param {Tree} tree
 * @param {number} step
 * @param {Shown} shown
 */
function drawn(tree, step, shown) {
  let left = shown === "all" ? Infinity : shown === "top" ? TOP : 0;
  const nodes = [];
  for (let node = tree.starts[step]; node < tree.starts[step + 1]; node++) {
    if (survives(tree, node) || left-- > 0) nodes.push(node);
  }
  return nodes;
}

/**
 * The candidates of each step from the best down; those of the first `forced` steps have no cut.
 *
 * @param {Tree} tree
 * @param {Shown} shown
 * @param {number} [forced]
 * @returns {Placed}
 */
export function rankedLayout(tree, shown, forced = 0) {
  const row = new Int32Array(tree.size).fill(-1);
  const columns = [];
  let rows = 0;
  for (let step = 1; step <= tree.steps; step++) {
    const nodes = drawn(tree, step, shown);
    nodes.forEach((node, place) => (row[node] = place));
    const hidden = tree.starts[step + 1] - tree.starts[step] + tree.left_out[step] - nodes.length;
    const survivors = nodes.reduce((last, node, place) => (survives(tree, node) ? place + 1 : last), 0);
    const cut = step > forced && survivors < nodes.length + (hidden ? 1 : 0) ? survivors : -1;
    columns.push({ step, nodes, hidden, hiddenRow: hidden ? nodes.length : -1, cut });
    rows = Math.max(rows, nodes.length + (hidden ? 1 : 0));
  }
  row[0] = 0;
  return { row, rows, columns };
}

/**
 * A tree in which a node stands on the row of its best child, so that the likeliest continuation is a straight line, and
 * subtrees are pushed together as far as their outlines allow. Below a collapsed node nothing is drawn.
 *
 * @param {Tree} tree
 * @param {Shown} shown
 * @param {ReadonlySet<number>} collapsed
 * @returns {Placed}
 */
export function treeLayout(tree, shown, collapsed) {
  /** @type {boolean[]} */
  const visible = new Array(tree.size).fill(false);
  visible[0] = true;
  const columns = [];
  for (let step = 1; step <= tree.steps; step++) {
    const candidates = drawn(tree, step, shown);
    const nodes = candidates.filter((node) => visible[tree.parent[node]] && !collapsed.has(tree.parent[node]));
    for (const node of nodes) visible[node] = true;
    const open = [];
    for (let node = tree.starts[step]; node < tree.starts[step + 1]; node++) {
      if (visible[tree.parent[node]] && !collapsed.has(tree.parent[node])) open.push(node);
    }
    const hidden = open.length - nodes.length + (open.length ? tree.left_out[step] : 0);
    columns.push({ step, nodes, hidden, hiddenRow: -1, cut: -1 });
  }
  const row = pack(tree, visible);
  let rows = 1;
  for (const place of row) rows = Math.max(rows, place + 1);
  for (const column of columns) {
    if (!column.hidden) continue;
    column.hiddenRow = Math.max(-1, ...column.nodes.map((node) => row[node])) + 1;
    rows = Math.max(rows, column.hiddenRow + 1);
  }
  return { row, rows, columns };
}

/**
 * Pack subtrees from the leaves up. An outline holds the first and last row of a subtree at each depth below its root,
 * relative to the root's row.
 *
 * @param {Tree} tree
 * @param {boolean[]} visible
 */
function pack(tree, visible) {
  /** @type {{ first: number[], last: number[] }[]} */
  const outlines = new Array(tree.size);
  const offset = new Int32Array(tree.size); // from the parent's row
  for (let node = tree.size - 1; node >= 0; node--) {
    if (!visible[node]) continue;
    const children = tree.children[node].filter((child) => visible[child]);
    /** @type {number[]} */
    const first = [];
    /** @type {number[]} */
    const last = [];
    for (const child of children) {
      const below = outlines[child];
      let shift = 0;
      for (let depth = 0; depth < Math.min(last.length, below.first.length); depth++) {
        shift = Math.max(shift, last[depth] + 1 - below.first[depth]);
      }
      offset[child] = shift;
      for (let depth = 0; depth < below.first.length; depth++) {
        if (depth >= first.length) first.push(below.first[depth] + shift);
        last[depth] = below.last[depth] + shift;
      }
    }
    outlines[node] = { first: [0, ...first], last: [0, ...last] };
  }
  const row = new Int32Array(tree.size).fill(-1);
  row[0] = 0;
  for (let node = 1; node < tree.size; node++) if (visible[node]) row[node] = row[tree.parent[node]] + offset[node];
  return row;
}

/**
 * How many candidates stand below a node.
 *
 * @param {Tree} tree
 * @returns {Uint32Array} (N,)
 */
export function descendants(tree) {
  const counts = new Uint32Array(tree.size);
  for (let node = tree.size - 1; node > 0; node--) counts[tree.parent[node]] += counts[node] + 1;
  return counts;
}

/**
 * The nodes that lead to nothing that was saved, and have children: what "collapse the rest" closes.
 *
 * @param {Tree} tree
 * @returns {number[]}
 */
export function deadEnds(tree) {
  const leads = new Uint8Array(tree.size);
  for (let node = tree.size - 1; node > 0; node--) {
    if (tree.state[node] === SAVED) leads[node] = 1;
    if (leads[node]) leads[tree.parent[node]] = 1;
  }
  const found = [];
  for (let node = 1; node < tree.size; node++) {
    if (!leads[node] && tree.children[node].length && tree.state[node] !== PRUNED) found.push(node);
  }
  return found;
}

// The tree of a beam search as columns of numbers, with what the views need beside them. Node 0 is the prompt.

/** @typedef {import("../base/codec.js").Values} Numbers */

/**
 * @typedef {object} Columns
 * @property {Numbers} starts the first node of each step, and the number of nodes, (S + 2,)
 * @property {Numbers} parent (N,); the prompt is its own
 * @property {Numbers} token places in the table of tokens, (N,)
 * @property {Numbers} logprob of the step, after all processors, (N,)
 * @property {Numbers} sum of these up to the node, (N,)
 * @property {Numbers} p the model's own probability, (N,)
 * @property {Numbers} rest what the model gives to all tokens that are not among the children, (N,)
 * @property {Numbers} state places in STATES, (N,)
 * @property {Numbers} end places in ENDS, (N,)
 * @property {Numbers} left_out pruned candidates of each step that are not held, (S + 1,)
 */

/** @typedef {Columns & { size: number, steps: number, step: Uint16Array, children: number[][] }} Tree */

export const KEPT = 0;
export const PRUNED = 1;
export const SAVED = 2;
export const DISCARDED = 3;
export const STATES = ["kept", "pruned", "ended, saved", "ended, discarded"];
export const ENDS = ["", "the model ended its text", "a stop text was written", "no more tokens were asked for", "the context is full"];

/**
 * @param {Columns} columns
 * @returns {Tree}
 */
export function makeTree(columns) {
  const size = columns.parent.length;
  const steps = columns.starts.length - 2;
  const step = new Uint16Array(size);
  for (let k = 0; k <= steps; k++) step.fill(k, columns.starts[k], columns.starts[k + 1]);
  /** @type {number[][]} */
  const children = Array.from({ length: size }, () => []);
  for (let node = 1; node < size; node++) children[columns.parent[node]].push(node);
  return { ...columns, size, steps, step, children };
}

/**
 * The nodes from the first token to a node, itself included.
 *
 * @param {Tree} tree
 * @param {number} node
 */
export function pathTo(tree, node) {
  const path = [];
  for (let at = node; at > 0; at = tree.parent[at]) path.push(at);
  return path.reverse();
}

/**
 * A node's rank among the candidates of its step, from 1.
 *
 * @param {Tree} tree
 * @param {number} node
 */
export const rankOf = (tree, node) => node - tree.starts[tree.step[node]] + 1;

/**
 * How many candidates a step had, those included that are not held.
 *
 * @param {Tree} tree
 * @param {number} step
 */
export const candidates = (tree, step) => tree.starts[step + 1] - tree.starts[step] + tree.left_out[step];

/**
 * Whether the search goes on with a candidate, or has kept it as a result.
 *
 * @param {Tree} tree
 * @param {number} node
 */
export const survives = (tree, node) => tree.state[node] === KEPT || tree.state[node] === SAVED;

/**
 * The sum of log-probabilities divided by length ** penalty; 0 for the prompt.
 *
 * @param {number} sum
 * @param {number} length
 * @param {number} penalty
 */
export const score = (sum, length, penalty) => (length ? sum / length ** penalty : 0);

/**
 * Follow tokens down the tree.
 *
 * `nodes` are the candidates on the way; `leaves` is the step at which the way leaves the beams: its candidate was pruned
 * or discarded, or it was none (then it is not in `nodes`). It is 0 for a way that stays.
 *
 * @param {Tree} tree
 * @param {Numbers | number[]} tokens
 * @returns {{ nodes: number[], leaves: number }}
 */
export function follow(tree, tokens) {
  const nodes = [];
  let at = 0;
  for (let k = 0; k < tokens.length; k++) {
    const next = tree.children[at].find((node) => tree.token[node] === tokens[k]);
    if (next === undefined) return { nodes, leaves: k < tree.steps ? k + 1 : 0 };
    nodes.push(next);
    if (!survives(tree, next)) return { nodes, leaves: k + 1 };
    at = next;
  }
  return { nodes, leaves: 0 };
}

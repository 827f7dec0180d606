// The content of the beam panel, decoded.

import { decodeArray, decodeTexts } from "../base/codec.js";
import { follow, makeTree, pathTo } from "./tree.js";

/** @typedef {import("./tree.js").Tree} Tree */
/** @typedef {import("../base/codec.js").Values} Values */

/**
 * @typedef {object} Path one token at each step, chosen without a search
 * @property {Values} token places in the table of tokens, (T,)
 * @property {Values} p
 * @property {number} sum of the log-probabilities
 * @property {string} text
 * @property {string} end
 * @property {number[]} nodes its candidates, as far as the tree holds them
 * @property {number} leaves the step at which it leaves the beams, 0 for never
 */

/**
 * @typedef {object} Search what was searched with
 * @property {number} beams
 * @property {number} tokens asked for
 * @property {number} room tokens that the context leaves of these
 * @property {number} penalty
 * @property {boolean | "never"} early
 * @property {number} seed
 * @property {number[]} forced ids
 * @property {string | null} task
 * @property {string} stopped
 * @property {string[]} processors
 */

/**
 * @typedef {object} Data
 * @property {Tree} tree
 * @property {Values} ids of the table of tokens
 * @property {string[]} labels of the table of tokens
 * @property {Map<number, string>} texts of saved candidates
 * @property {{ greedy: Path, sampled: Path }} paths
 * @property {Search} search
 * @property {Record<string, any>} model
 * @property {string} prompt as the model read it, where that is not the text
 * @property {string[]} notes
 * @property {[number, number][]} spans characters of the text that each of its tokens stands for
 */

/** @param {any} content @returns {Data} */
export function decode(content) {
  const columns = Object.fromEntries(Object.entries(content.nodes).map(([name, state]) => [name, decodeArray(/** @type {any} */ (state)).values]));
  const tree = makeTree(/** @type {any} */ (columns));
  const ends = decodeArray(content.spans.end).values;
  const ids = decodeArray(content.tokens.id).values;
  const nodes = decodeArray(content.finished.node).values;
  const texts = decodeTexts(content.finished.text);
  return {
    tree,
    ids,
    labels: decodeTexts(content.tokens.label).map((label, i) => label || `[id ${ids[i]}]`),
    texts: new Map(texts.map((text, i) => [nodes[i], text])),
    paths: { greedy: decodePath(tree, content.greedy), sampled: decodePath(tree, content.sampled) },
    search: content.search,
    model: content.model,
    prompt: content.prompt,
    notes: content.notes,
    spans: Array.from(decodeArray(content.spans.start).values, (start, i) => [start, ends[i]]),
  };
}

/** @param {Tree} tree @param {any} state @returns {Path} */
function decodePath(tree, state) {
  const token = decodeArray(state.token).values;
  const sum = Array.from(decodeArray(state.logprob).values).reduce((total, value) => total + value, 0);
  return { token, p: decodeArray(state.p).values, sum, text: state.text, end: state.end, ...follow(tree, token) };
}

/**
 * The label of a node's token.
 *
 * @param {Data} data
 * @param {number} node
 */
export const labelOf = ({ tree, labels }, node) => (node ? labels[tree.token[node]] : "prompt");

/**
 * The text of a saved candidate; where it was left out, the labels of its tokens.
 *
 * @param {Data} data
 * @param {number} node
 */
export const textOf = (data, node) => data.texts.get(node) || pathTo(data.tree, node).map((one) => labelOf(data, one)).join("");

/**
 * The node at which a path ended inside the tree, 0 where it left it.
 *
 * @param {Path} path
 */
export const lastNode = (path) => (path.leaves === 0 && path.nodes.length === path.token.length ? path.nodes[path.nodes.length - 1] : 0);

/**
 * Shorten a label to so many characters.
 *
 * @param {string} label
 * @param {number} limit
 */
export function fit(label, limit) {
  const characters = [...label];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : label;
}

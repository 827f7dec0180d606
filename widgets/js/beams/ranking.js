// Ranking again in the browser, and saying when that is exact.
//
// Neither the length penalty nor early stopping decides which candidates run on: they only rank what has ended and say
// when to stop. So the recorded search is played once more under another rule, up to the step at which that rule stops. Is
// it still running after the last recorded step, only a new search is exact. The rule is that of `generate`
// (transformers 5.23, `_check_early_stop_heuristic`).

import { KEPT, SAVED, score } from "./tree.js";

/** @typedef {import("./tree.js").Tree} Tree */
/** @typedef {boolean | "never"} Early */

/**
 * @typedef {object} Rule
 * @property {number} beams
 * @property {number} room the most tokens that may be generated
 * @property {number} penalty
 * @property {Early} early
 */

/**
 * @typedef {object} Ranking
 * @property {{ node: number, score: number }[]} ranked the best saved candidates, best first, at most one for each beam
 * @property {{ node: number, score: number }[]} outranked the other ones that a search with this rule finds, best first
 * @property {number} later how many of the recorded search a search with this rule does not come to
 * @property {number} step at which the rule stops the search, or the last recorded one
 * @property {boolean} exact
 */

/**
 * @param {Tree} tree
 * @param {Rule} rule
 * @returns {Ranking}
 */
export function rank(tree, rule) {
  /** @type {{ node: number, score: number }[]} */
  const found = [];
  let saved = 0;
  for (let node = 1; node < tree.size; node++) saved += tree.state[node] === SAVED ? 1 : 0;
  let [step, exact] = [0, false];
  while (step < tree.steps && !exact) {
    step++;
    let running = -1; // the best candidate that runs on
    for (let node = tree.starts[step]; node < tree.starts[step + 1]; node++) {
      if (tree.state[node] === SAVED) found.push({ node, score: score(tree.sum[node], step, rule.penalty) });
      else if (tree.state[node] === KEPT && running < 0) running = node;
    }
    found.sort((a, b) => b.score - a.score || a.node - b.node);
    exact = running < 0 || stops(tree.sum[running], found, step, rule);
  }
  return {
    ranked: found.slice(0, rule.beams),
    outranked: found.slice(rule.beams),
    later: saved - found.length,
    step,
    exact,
  };
}

/**
 * Whether a search stops although the best running beam, with this sum, could go on.
 *
 * @param {number} sum
 * @param {{ score: number }[]} found best first
 * @param {number} step
 * @param {Rule} rule
 */
function stops(sum, found, step, { beams, room, penalty, early }) {
  if (beams === 1 || found.length < beams) return false;
  if (early === true) return true;
  const length = early === "never" && penalty > 0 ? room : step;
  return score(sum, length, penalty) <= found[beams - 1].score;
}

/**
 * The place of each node when ranked by another penalty, from 1.
 *
 * @param {Tree} tree
 * @param {readonly { node: number }[]} ranked
 * @param {number} penalty
 * @returns {Map<number, number>}
 */
export function placesBy(tree, ranked, penalty) {
  const order = ranked.map(({ node }) => ({ node, score: score(tree.sum[node], tree.step[node], penalty) }));
  order.sort((a, b) => b.score - a.score || a.node - b.node);
  return new Map(order.map(({ node }, place) => [node, place + 1]));
}

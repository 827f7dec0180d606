// Below the picture: what was found, ranked; the length penalty that ranks it again; and the options of a new search.

import { button, segmented, slider } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { count, fixed, inCell, logProbability, plural } from "../base/numbers.js";
import { bar, heading, note, tag } from "../base/parts.js";
import { lastNode, textOf } from "./data.js";
import { placesBy } from "./ranking.js";
import { ENDS, score } from "./tree.js";
import { ENDINGS, ruleOf, sentence, stopped } from "./words.js";

/** @typedef {import("../base/state.js").PanelState<import("./data.js").Data>} Panel */
/** @typedef {import("./ranking.js").Ranking} Ranking */

const MOST_BEAMS = 20;
const MOST_TOKENS = 100;
const MOST = 1000; // of both together: MAX_STEPS in Python

/**
 * The final ranking, with the greedy and the drawn path to compare.
 *
 * @param {Panel} panel
 * @param {Ranking} ranking
 * @param {(node: number) => void} choose
 */
export function rankingTable(panel, ranking, choose) {
  const { data, settings, selection } = panel;
  const { penalty } = ruleOf(panel);
  const shown = settings.outranked ? [...ranking.ranked, ...ranking.outranked] : ranking.ranked;
  const bySum = placesBy(data.tree, [...ranking.ranked, ...ranking.outranked], 0);
  const before = penalty === data.search.penalty ? null : placesBy(data.tree, [...ranking.ranked, ...ranking.outranked], data.search.penalty);
  const others = /** @type {const} */ ([["greedy", "greedy"], ["sampled", `sampled, seed ${data.search.seed}`]]);
  const names = (/** @type {number} */ node) => others.filter(([kind]) => lastNode(data.paths[kind]) === node).map(([, name]) => tag(name));
  const rows = shown.map(({ node, score: value }, i) => {
    const [length, sum] = [data.tree.step[node], data.tree.sum[node]];
    const text = h("button", { type: "button", class: "lb-found", "aria-pressed": node === selection.node, on: { click: () => choose(node) }, ...OWN_KEYS }, h("bdi", null, textOf(data, node).trim() || "(empty)"));
    return h(
      "tr",
      { class: classes(i === 0 && "best", i >= ranking.ranked.length && "out", node === selection.node && "pin"), key: node },
      h("td", "num", count(i + 1)),
      h("td", "lb-continuation", text, names(node)),
      numbers(length, sum, value, ENDS[data.tree.end[node]]),
      before ? h("td", "num wide", moved(i + 1, before.get(node) ?? 0)) : null,
      h("td", "num wide", moved(i + 1, bySum.get(node) ?? 0)),
    );
  });
  const found = new Set(shown.map(({ node }) => node));
  const compared = others.flatMap(([kind, name]) => {
    const path = data.paths[kind];
    const last = lastNode(path);
    if (last && found.has(last)) return [];
    const length = path.token.length;
    const why = path.leaves ? `left at step ${path.leaves}` : "";
    return [h("tr", { class: "compared", key: kind }, h("td", null, ""), h("td", "lb-continuation", h("bdi", null, path.text.trim() || "(empty)"), tag(name), why ? h("span", "lb-sub", why) : null), numbers(length, path.sum, score(path.sum, length, penalty), ENDINGS[path.end] ?? path.end), before ? h("td", "wide", "") : null, h("td", "wide", ""))];
  });
  const heads = [["", "num"], ["continuation"], ["tokens", "num"], ["sum of log p", "num"], ["score", "num"], ["mean p per token", "wide"], ...(before ? [["as searched", "num wide"]] : []), ["by sum alone", "num wide"]];
  const head = heads.map(([name, kind]) => h("th", { scope: "col", class: kind ?? "" }, name || h("span", "lb-hidden", "place")));
  const more = ranking.outranked.length;
  return [
    heading("Final ranking", `${plural(ranking.ranked.length, "text")} of ${count(ranking.ranked.length + more)} that ended; below, to compare, what was not searched for`),
    h("div", { class: "lb-scroll", role: "region", tabindex: 0, "aria-label": "Final ranking", ...OWN_KEYS }, h("table", "lb-table lb-ranking", h("thead", null, h("tr", null, head)), h("tbody", null, rows, compared))),
    note(stopped(data)),
    more ? button({ label: settings.outranked ? `Hide the ${plural(more, "outranked text")}` : `Show ${plural(more, "outranked text")}`, onClick: () => panel.set({ outranked: !settings.outranked }) }) : null,
  ];
}

/** @param {number} length @param {number} sum @param {number} value @param {string} end why the text ended */
function numbers(length, sum, value, end) {
  const mean = length ? Math.exp(sum / length) : 0;
  return [
    h("td", { class: "num", title: end }, count(length)),
    h("td", "num", logProbability(sum)),
    h("td", "num", logProbability(value)),
    h("td", "wide", h("span", "lb-mean", bar(mean), inCell(mean))),
  ];
}

/** Another place, and where it stands as seen from this one. @param {number} place @param {number} other */
const moved = (place, other) => (other ? `${count(other)} ${other < place ? "▲" : other > place ? "▼" : "="}` : "–");

/**
 * The length penalty and early stopping, which rank again at once.
 *
 * @param {Panel} panel
 * @param {Ranking} ranking
 */
export function penaltyControls(panel, ranking) {
  const { search } = panel.data;
  const { penalty, early } = ruleOf(panel);
  const options = /** @type {const} */ ([["false", "false"], ["true", "true"], ["never", "never"]]);
  const toPenalty = (/** @type {number} */ value) => panel.set({ penalty: value === search.penalty ? null : value });
  const toEarly = (/** @type {string} */ value) => {
    const chosen = value === "never" ? "never" : value === "true";
    panel.set({ early: chosen === search.early ? null : chosen });
  };
  return h(
    "div",
    null,
    heading("Length penalty", penalty === 0 ? "score = sum" : penalty === 1 ? "score = sum ÷ length" : `score = sum ÷ length to the power of ${fixed(penalty, 2)}`),
    slider({ label: "Power", value: penalty, min: -1, max: 3, step: 0.05, format: (value) => fixed(value, 2), onInput: toPenalty }),
    h("div", "lb-controls lb-early", segmented({ label: "early stopping", options, value: String(early), onChange: toEarly })),
    h("p", { class: "lb-note lb-exact", role: "status" }, sentence(panel, ranking)),
  );
}

/**
 * The options that need a new search.
 *
 * @param {Panel} panel
 */
export function searchControls(panel) {
  const { search } = panel.data;
  const draft = panel.local.draftOf === panel.data ? panel.local.draft : {};
  const [beams, tokens] = [draft.beams ?? search.beams, draft.tokens ?? search.tokens];
  const write = (/** @type {Record<string, number>} */ patch) => panel.update({ draftOf: panel.data, draft: { ...draft, ...patch } });
  const { penalty, early } = ruleOf(panel);
  const changed = beams !== search.beams || tokens !== search.tokens || penalty !== search.penalty || early !== search.early;
  const large = beams * tokens > MOST;
  const whole = (/** @type {number} */ value) => Math.round(value);
  const why = large ? `${count(beams)} beams with ${count(tokens)} tokens are more than can be shown: at most ${count(MOST)} together.` : panel.canAsk ? "" : "A new search needs a kernel.";
  return h(
    "div",
    "lb-again",
    slider({ label: "Beams", value: beams, min: 1, max: Math.max(MOST_BEAMS, search.beams), step: 1, disabled: !panel.canAsk, onInput: (value) => write({ beams: whole(value) }) }),
    slider({ label: "Tokens", value: tokens, min: 1, max: Math.max(MOST_TOKENS, search.tokens), step: 1, disabled: !panel.canAsk, onInput: (value) => write({ tokens: whole(value) }) }),
    h("div", "lb-controls", button({ icon: icons.search, label: "Search again", disabled: !changed || large || !panel.canAsk, onClick: () => searchAgain(panel, { num_beams: beams, max_new_tokens: tokens }) }), why ? h("span", "lb-note", why) : null),
  );
}

/**
 * Ask for a new search with the options on show, and others in place of them.
 *
 * @param {Panel} panel
 * @param {Record<string, unknown>} [others]
 */
export function searchAgain(panel, others = {}) {
  const { search } = panel.data;
  const { penalty, early } = ruleOf(panel);
  const single = (others.num_beams ?? search.beams) === 1;
  panel.change({
    command: "search", num_beams: search.beams, max_new_tokens: search.tokens, length_penalty: single ? 1 : penalty, early_stopping: single ? false : early, seed: search.seed, forced: search.forced, ...others,
  });
}

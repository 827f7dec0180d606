// What the panel says of a search: how it ended, and what ranking its results again is worth.

import { count, plural, probability } from "../base/numbers.js";
import { ENDS } from "./tree.js";

/** @typedef {Pick<import("../base/state.js").PanelState<import("./data.js").Data>, "data" | "settings">} Panel */

/** The rule by which is ranked now. @param {Panel} panel @returns {import("./ranking.js").Rule} */
export function ruleOf({ data: { search }, settings }) {
  return { beams: search.beams, room: search.room, penalty: settings.penalty ?? search.penalty, early: settings.early ?? search.early };
}

/** Why the search ended. @param {import("./data.js").Data} data */
export function stopped({ search, tree }) {
  const after = `after step ${tree.steps} of ${search.room}`;
  if (search.stopped === "length") return `The search ran up to the ${plural(search.room, "token")} asked for.`;
  if (search.stopped === "context") return `The search ran until the context was full, after ${plural(search.room, "token")}.`;
  if (search.stopped !== "early") return `The search stopped ${after}: everything had ended.`;
  if (search.early === true) return `The search stopped early, ${after}: ${plural(search.beams, "text")} had ended.`;
  return `The search stopped early, ${after}: by its rule, nothing that still ran could come among the best ${count(search.beams)}.`;
}

/** What comes behind a candidate, and how likely anything else is. @param {import("./tree.js").Tree} tree @param {number} node */
export function followed({ children, rest }, node) {
  return `followed by ${plural(children[node].length, "candidate")}; all tokens that are not among them have p ${probability(rest[node])} together`;
}

/** Why a text ended, in words. @type {Record<string, string>} */
export const ENDINGS = { eos: ENDS[1], stop: ENDS[2], length: ENDS[3], context: ENDS[4] };

/** What ranking again is worth. @param {Panel} panel @param {import("./ranking.js").Ranking} ranking */
export function sentence({ data: { search, tree }, settings }, ranking) {
  if (settings.penalty === null && settings.early === null) return "As searched. Above 0 favours longer texts. Moving it ranks what has ended again at once.";
  if (!ranking.exact) return `Ranked again among what this search has found. A new one would go on after step ${tree.steps}: search again to be exact.`;
  if (ranking.step === tree.steps) return "Ranked again, and exact: a new search would find the same.";
  const later = ranking.later ? ` ${plural(ranking.later, "text")} that ended later ${ranking.later === 1 ? "is" : "are"} left out.` : "";
  return `Ranked again, and exact: a new search would stop after step ${ranking.step} of ${search.room}.${later}`;
}

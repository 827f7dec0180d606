// The content of the bias panel, decoded, and where a number stands in it.

import { decodeArray, decodeTexts } from "../base/codec.js";

/** @typedef {import("../base/codec.js").Values} Values */
/** @typedef {{ mean: Values, low: Values, high: Values, p_value: Values, adjusted: Values, agreeing: Values, counts: Values }} Statistics (C, G) each */
/** @typedef {{ name: string, revision: string | null, dtype: string, device: string, vocabulary: number, reason: string }} Model */
/**
 * @typedef {{ model: Model, mode: "masked" | "causal", mode_reason: string, tests: number, log_p: Values, ranks: Values, lpbs: Values, points: Values,
 *   pieces: Values, shown: Values, rest: Values } & Statistics} Result cells (C, T, G), pieces (C, T), shares (T, G)
 */
/** @typedef {{ template: number, words: string[], log_p: Float32Array[], slurs: Set<number>, position: Map<string, number> }} Vocabulary a row of log-probabilities for each group */
/** @typedef {{ spearman: number, low: number | null, high: number | null, count: number }} Correlation */
/** @typedef {{ name: string, scale: "percent" | "plain", words: string[], slurs: Set<number>, figures: Values, correlations: Record<string, Correlation> } & Statistics} Figures */
/** @typedef {{ swapped: number | null, same: number | null, neutral: { template: string, mean: number, largest: number }[] }} Controls */
/**
 * @typedef {{ heading: string, direction: string, notice: string, notes: string[], provenance: string, groups: string[], reference: number, measure: string,
 *   adjustment: string, confidence: number, resamples: number, automatic: boolean, top_k: number, templates: string[], words: string[], flags: Record<string, string>,
 *   gendered: Record<string, string>, slurs: Set<number>, models: Result[], vocabulary: Vocabulary | null, controls: Controls, figures: Figures | null, presets: [string, string][] }} Data
 */
/** @typedef {import("../base/state.js").PanelState<Data>} Panel */

const STATISTICS = ["mean", "low", "high", "p_value", "adjusted", "agreeing", "counts"];
const CELLS = ["log_p", "ranks", "lpbs", "points", "pieces", "shown", "rest"];

/** @param {any} content @returns {Data} */
export function decode(content) {
  return {
    ...content,
    slurs: new Set(content.slurs),
    models: content.models.map((/** @type {any} */ one) => ({ ...one, ...arrays(one, [...CELLS, ...STATISTICS]) })),
    vocabulary: content.vocabulary && decodeVocabulary(content.vocabulary),
    figures: content.figures && { ...content.figures, slurs: new Set(content.figures.slurs), ...arrays(content.figures, ["figures", ...STATISTICS]) },
  };
}

/** @param {any} state @param {readonly string[]} names @returns {Record<string, Values>} */
const arrays = (state, names) => Object.fromEntries(names.map((name) => [name, decodeArray(state[name]).values]));

/** @param {any} state @returns {Vocabulary} */
export function decodeVocabulary(state) {
  const words = decodeTexts(state.words);
  const { shape, values } = decodeArray(state.log_p);
  const log_p = Array.from({ length: shape[0] ?? 0 }, (_, group) => /** @type {Float32Array} */ (values.subarray(group * words.length, (group + 1) * words.length)));
  return { template: state.template, words, log_p, slurs: new Set(decodeArray(state.slurs).values), position: new Map(words.map((word, i) => [word, i])) };
}

/**
 * A cell of (C, T, G).
 *
 * @param {Data} data
 * @param {Values} values
 * @param {number} word
 * @param {number} template
 * @param {number} group
 */
export const cell = (data, values, word, template, group) => values[(word * data.templates.length + template) * data.groups.length + group] ?? NaN;

/**
 * A number of (C, G).
 *
 * @param {Data} data
 * @param {Values} values
 * @param {number} word
 * @param {number} group
 */
export const statistic = (data, values, word, group) => values[word * data.groups.length + group] ?? NaN;

/**
 * The mean of LPBS over the templates that have one; NaN where none has.
 *
 * @param {Data} data
 * @param {Result} result
 * @param {number} word
 * @param {number} group
 */
export function meanLpbs(data, result, word, group) {
  const values = data.templates.map((_, template) => cell(data, result.lpbs, word, template, group)).filter((value) => !Number.isNaN(value));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The group that is compared with the reference.
 *
 * @param {Panel} panel
 */
export function comparedGroup({ data, settings }) {
  const others = data.groups.map((_, group) => group).filter((group) => group !== data.reference);
  return others.includes(settings.group) ? settings.group : Number(others.at(-1));
}

/**
 * The template whose probabilities are shown.
 *
 * @param {Panel} panel
 */
export const shownTemplate = ({ data, settings }) => Math.min(settings.template, data.templates.length - 1);

/**
 * The word under the pointer, else the pinned one, and which of the two it is.
 *
 * @param {Panel} panel
 * @returns {{ word: string, pinned: boolean }}
 */
export function focusedWord(panel) {
  const hovered = panel.local.hovered;
  return hovered ? { word: hovered, pinned: hovered === panel.selection.word } : { word: panel.selection.word ?? "", pinned: true };
}

/** @param {Panel} panel @param {string} word */
export const hoverWord = (panel, word) => {
  if ((panel.local.hovered ?? "") !== word) panel.update({ hovered: word });
};

/** @param {Panel} panel @param {string} word */
export const pinWord = (panel, word) => panel.select({ word: panel.selection.word === word ? "" : word });

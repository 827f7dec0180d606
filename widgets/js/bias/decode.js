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
/** @typedef {{ swapped: number | null, same: number | null, neutral: { groups: string, mean: number, largest: number }[] }} Controls */
/**
 * @typedef {{ heading: string, direction: string, notice: string, notes: string[], provenance: string, groups: string[], reference: number, measure: string,
 *   adjustment: string, confidence: number, resamples: number, automatic: boolean, top_k: number, templates: string[], words: string[], flags: Record<string, string>,
 *   gendered: Record<string, string>, slurs: Set<number>, models: Result[], vocabulary: Vocabulary | null, controls: Controls, figures: Figures | null, presets: [string, string][] }} Data
 */
/** @typedef {import("../base/state.js").PanelState<Data>} Panel */

/** @param {any} content @returns {Data} */
export function decode(content) {
  return {
    ...content,
    slurs: new Set(content.slurs),
    models: content.models.map(arrays),
    vocabulary: content.vocabulary && decodeVocabulary(content.vocabulary),
    figures: content.figures && { ...arrays(content.figures), slurs: new Set(content.figures.slurs) },
  };
}

/** Decode every array of a state. @param {any} state @returns {any} */
const arrays = (state) => Object.fromEntries(Object.entries(state).map(([name, one]) => [name, one?.dtype && one.data ? decodeArray(one).values : one]));

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
export const cell = (data, values, word, template, group) => values[(word * data.templates.length + template) * data.groups.length + group];

/**
 * A number of (C, G).
 *
 * @param {Data} data
 * @param {Values} values
 * @param {number} word
 * @param {number} group
 */
export const statistic = (data, values, word, group) => values[word * data.groups.length + group];

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
 * What is compared: the group with the reference, their names, in which template, by which models.
 *
 * @param {Panel} panel
 */
export function compared({ data, settings }) {
  const others = data.groups.map((_, group) => group).filter((group) => group !== data.reference);
  const group = others.includes(settings.group) ? Number(settings.group) : others[others.length - 1];
  const [first, second] = data.models;
  return { data, group, pair: [data.reference, group], reference: data.groups[data.reference], other: data.groups[group], template: Math.min(settings.template, data.templates.length - 1), first, second };
}

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

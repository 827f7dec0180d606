// What Python sends, decoded once. Twin: widgets/panels/attention_content.py.

import { decodeAll } from "../base/codec.js";

/** @typedef {"self" | "decoder" | "cross"} Kind */
/** @typedef {"head" | "mean" | "max" | "rollout"} Show */
/**
 * The tokens of a text, or of what is written.
 *
 * @typedef {{ count: number, labels: string[], words: string[], word_of: ArrayLike<number>, ids: ArrayLike<number>,
 *   start: ArrayLike<number>, end: ArrayLike<number>, special: ArrayLike<number> }} Side
 */
/** @typedef {{ back: number | null, ahead: number | null } | { first: ArrayLike<number>, end: ArrayLike<number> }} Mask */
/**
 * One kind of attention: `thumbnails` are (layers, heads, height, width) of codes 255 * sqrt(weight).
 *
 * @typedef {{ kind: Kind, layers: number, heads: number[], keys: number[], head_mean: boolean, thumbnails: Uint8Array & { shape: number[] },
 *   entropy: ArrayLike<number>, first: ArrayLike<number>, previous: ArrayLike<number> | null, width: number, masks: Mask[], layer_masks: number[] }} KindData
 */
/**
 * A map of weights: codes of `level`, whose cells are 2 ** level tokens wide. Kept rows and columns are numbers of tokens
 * or words, null for all. `largest` is the largest weight in full.
 *
 * @typedef {{ rows: number, columns: number, level: number, height: number, width: number, codes: ArrayLike<number>, top: number,
 *   largest: number, removed: number | null, removed_rows: ArrayLike<number> | null, kept_rows: ArrayLike<number> | null,
 *   kept_columns: ArrayLike<number> | null, thumbnail: boolean }} MapData
 */
/**
 * @typedef {{ positions: Uint32Array, vocabulary: number, changed: boolean, width: number, ids: ArrayLike<number>, texts: string[],
 *   before: ArrayLike<number>, after: ArrayLike<number> | null, top: ArrayLike<number>, moved: ArrayLike<number> | null, divergence: ArrayLike<number> | null }} Predictions
 */
/**
 * @typedef {{ model: Record<string, string>, tokens: Side, target: Side | null, target_text: string, target_written: boolean, pair: number | null,
 *   text_pair: string | null, prompt: number, masks: number[], kinds: KindData[], open: { kind: Kind, layer: number, head: number, map: MapData, last: Float32Array },
 *   predictions: Predictions | null, knocked: { heads: [Kind, number, number][], tokens: number[], target: number[] }, notes: string[] }} Content
 */

/** @param {any} state decoded @returns {Side} */
const sideOf = (state) => state && { ...state, count: state.ids.length };

/** @param {any} state decoded @returns {MapData} */
function mapOf(state) {
  const [height, width] = state.weights.shape;
  return { ...state, height, width, codes: state.weights, top: 65535, thumbnail: false };
}

/** @param {any} state decoded @returns {KindData} */
const kindOf = (state) => ({ ...state, layers: state.heads.length, heads: Array.from(state.heads), keys: Array.from(state.key_value_heads), width: state.entropy.shape[1] });

/** @param {any} state decoded @returns {Predictions | null} */
const predictionsOf = (state) => state && { ...state, width: state.before.shape[1] };

/** @param {any} state @returns {MapData} */
export const decodeMap = (state) => mapOf(decodeAll(state));

/** @param {any} state @returns {Predictions | null} */
export const decodePredictions = (state) => predictionsOf(decodeAll(state));

/**
 * @param {any} state
 * @returns {Content}
 */
export function decode(state) {
  const content = decodeAll(state);
  const { knocked, open } = content;
  return {
    ...content, tokens: sideOf(content.tokens), target: sideOf(content.target), kinds: content.kinds.map(kindOf), predictions: predictionsOf(content.predictions),
    open: { ...open, map: mapOf(open.map), last: Float32Array.from(open.last, (code) => (code / 65535) ** 2) }, knocked: { ...knocked, target: knocked.target_tokens },
  };
}

/**
 * The sides whose tokens ask (rows) and answer (columns).
 *
 * @param {Content} content
 * @param {Kind} kind
 * @returns {{ rows: Side, columns: Side, asks: "tokens" | "target", answers: "tokens" | "target" }}
 */
export function sidesOf(content, kind) {
  const asks = kind === "self" ? "tokens" : "target";
  const answers = kind === "decoder" ? "target" : "tokens";
  return { rows: content[asks] ?? content.tokens, columns: content[answers] ?? content.tokens, asks, answers };
}

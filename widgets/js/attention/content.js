// What Python sends, decoded once. Twin: widgets/panels/attention_content.py.

import { decodeArray, decodeTexts } from "../base/codec.js";

/** @typedef {"self" | "decoder" | "cross"} Kind */
/** @typedef {"head" | "mean" | "max" | "rollout"} Show */
/**
 * The tokens of a text, or of what is written.
 *
 * @typedef {{ count: number, labels: string[], words: string[], wordOf: ArrayLike<number>, ids: ArrayLike<number>,
 *   start: ArrayLike<number>, end: ArrayLike<number>, special: ArrayLike<number> }} Side
 */
/** @typedef {{ back: number | null, ahead: number | null } | { first: ArrayLike<number>, end: ArrayLike<number> }} Mask */
/**
 * One kind of attention: `thumbnails` are (layers, heads, height, width) of codes 255 * sqrt(weight).
 *
 * @typedef {{ kind: Kind, layers: number, heads: number[], keys: number[], headMean: boolean, thumbnails: import("../base/codec.js").Matrix,
 *   entropy: ArrayLike<number>, first: ArrayLike<number>, previous: ArrayLike<number> | null, width: number, masks: Mask[], layerMasks: number[] }} KindData
 */
/**
 * A map of weights: codes of `level`, whose cells are 2 ** level tokens wide. Kept rows and columns are numbers of tokens
 * or words, null for all. `largest` is the largest weight in full.
 *
 * @typedef {{ rows: number, columns: number, level: number, height: number, width: number, codes: ArrayLike<number>, top: number,
 *   largest: number, removed: number | null, removedRows: ArrayLike<number> | null, keptRows: ArrayLike<number> | null,
 *   keptColumns: ArrayLike<number> | null, thumbnail: boolean }} MapData
 */
/**
 * @typedef {{ positions: number[], vocabulary: number, changed: boolean, width: number, ids: ArrayLike<number>, texts: string[],
 *   before: ArrayLike<number>, after: ArrayLike<number> | null, top: ArrayLike<number>, moved: ArrayLike<number> | null, divergence: ArrayLike<number> | null }} Predictions
 */
/**
 * @typedef {{ model: Record<string, string>, tokens: Side, target: Side | null, targetText: string, targetWritten: boolean, pair: number | null,
 *   textPair: string | null, prompt: number, masks: number[], kinds: KindData[], open: { kind: Kind, layer: number, head: number, map: MapData, last: Float32Array },
 *   predictions: Predictions | null, knocked: { heads: [Kind, number, number][], tokens: number[], target: number[] }, notes: string[] }} Content
 */

/** @param {any} state */
const values = (state) => decodeArray(state).values;

/**
 * @param {any} state
 * @returns {Side}
 */
function decodeSide(state) {
  const ids = values(state.ids);
  return {
    count: ids.length, ids, labels: decodeTexts(state.labels), words: decodeTexts(state.words), wordOf: values(state.word_of),
    start: values(state.start), end: values(state.end), special: values(state.special),
  };
}

/**
 * @param {any} state
 * @returns {MapData}
 */
export function decodeMap(state) {
  const { shape, values: codes } = decodeArray(state.weights);
  const optional = (/** @type {any} */ one) => (one ? values(one) : null);
  return {
    rows: state.rows, columns: state.columns, level: state.level, height: shape[0] ?? 0, width: shape[1] ?? 0, codes, top: 65535,
    largest: state.largest, removed: state.removed, removedRows: optional(state.removed_rows), keptRows: optional(state.kept_rows),
    keptColumns: optional(state.kept_columns), thumbnail: false,
  };
}

/**
 * @param {any} state
 * @returns {Mask}
 */
const decodeMask = (state) => ("first" in state ? { first: values(state.first), end: values(state.end) } : { back: state.back, ahead: state.ahead });

/**
 * @param {any} state
 * @returns {KindData}
 */
function decodeKind(state) {
  const heads = Array.from(values(state.heads));
  const { shape, values: entropy } = decodeArray(state.entropy);
  return {
    kind: state.kind, layers: heads.length, heads, keys: Array.from(values(state.key_value_heads)), headMean: state.head_mean,
    thumbnails: decodeArray(state.thumbnails), entropy, first: values(state.first), previous: state.previous ? values(state.previous) : null,
    width: shape[1] ?? 0, masks: state.masks.map(decodeMask), layerMasks: state.layer_masks,
  };
}

/**
 * @param {any} state
 * @returns {Predictions | null}
 */
export function decodePredictions(state) {
  if (!state) return null;
  const { shape, values: before } = decodeArray(state.before);
  const optional = (/** @type {any} */ one) => (one ? values(one) : null);
  return {
    positions: Array.from(values(state.positions)), vocabulary: state.vocabulary, changed: state.changed, width: shape[1] ?? 0, ids: values(state.ids),
    texts: decodeTexts(state.texts), before, after: optional(state.after), top: values(state.top), moved: optional(state.moved), divergence: optional(state.divergence),
  };
}

/**
 * @param {any} content
 * @returns {Content}
 */
export function decode(content) {
  const { knocked, open } = content;
  return {
    model: content.model, tokens: decodeSide(content.tokens), target: content.target ? decodeSide(content.target) : null,
    targetText: content.target_text, targetWritten: content.target_written, pair: content.pair, textPair: content.text_pair, prompt: content.prompt,
    masks: content.masks, kinds: content.kinds.map(decodeKind), open: { ...open, map: decodeMap(open.map), last: Float32Array.from(values(open.last), (code) => (code / 65535) ** 2) }, predictions: decodePredictions(content.predictions),
    knocked: { heads: knocked.heads, tokens: knocked.tokens, target: knocked.target_tokens }, notes: content.notes,
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

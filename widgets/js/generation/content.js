// What Python sends of a generation (widgets/panels/generation_content.py), as tokens with their numbers.

import { decodeArray, decodeTexts } from "../base/codec.js";

/**
 * @typedef {{ rank: number, id: number, name: string, p: number }} Alternative
 * @typedef {{ number: number, sequence: number, place: number, id: number, text: string, kept: string, name: string, special: boolean,
 *   logprob: number, p: number, rank: number, entropy: number, top: Alternative[] }} Token `number` counts all tokens, `place`
 *   those of a sequence; `kept` is what belongs to the text, the rest was cut off by a stop text
 * @typedef {{ tokens: Token[], ending: string }} Sequence
 * @typedef {{ prepare: number, first: number, gaps: number[], total: number }} Times in seconds
 * @typedef {readonly [string, string, string]} Stat
 * @typedef {{ model: [string, string], prompt: [string, string, string], sequences: Sequence[], tokens: Token[], words: number, total: number,
 *   times: Times, timeStats: Stat[], resources: Stat[], context: { used: number, new: number, limit: number | null },
 *   processors: string[], ignored: string[], notes: string[], code: string, spans: [number, number][] }} Generation
 */

/**
 * @param {any} content
 * @returns {Generation}
 */
export function decode(content) {
  const names = decodeTexts(content.vocabulary.names);
  const ids = decodeArray(content.vocabulary.ids).values;
  /** @type {Token[]} */
  const tokens = [];
  const sequences = content.sequences.map((/** @type {any} */ state, /** @type {number} */ number) => {
    const sequence = decodeSequence(state, number, tokens.length, { names, ids });
    tokens.push(...sequence.tokens);
    return sequence;
  });
  const gaps = [...decodeArray(content.times.gaps).values];
  const total = gaps.reduce((sum, gap) => sum + gap, content.times.first);
  return { ...content, sequences, tokens, times: { ...content.times, gaps, total }, spans: spans(content.prompt, sequences) };
}

/**
 * @param {any} state
 * @param {number} sequence
 * @param {number} first the number of its first token
 * @param {{ names: string[], ids: ArrayLike<number> }} vocabulary
 * @returns {Sequence}
 */
function decodeSequence(state, sequence, first, vocabulary) {
  const [texts, names] = [decodeTexts(state.texts), decodeTexts(state.names)];
  const [ids, logprobs, ranks, entropies] = [state.ids, state.logprobs, state.ranks, state.entropies].map((one) => decodeArray(one).values);
  const [places, likely] = [decodeArray(state.top.places), decodeArray(state.top.logprobs)];
  const width = likely.shape[1] ?? 0;
  const special = new Set(state.special);
  const [cut, kept] = state.cut ?? [Infinity, ""];
  const tokens = texts.map((text, place) => {
    const logprob = logprobs?.[place] ?? NaN;
    const top = [];
    for (let at = place * width; at < (place + 1) * width; at++) {
      const p = Math.exp(Math.min(likely.values[at] ?? NaN, 0));
      const word = places.values[at] ?? 0;
      if (!Number.isNaN(p)) top.push({ rank: top.length + 1, id: vocabulary.ids[word] ?? -1, name: vocabulary.names[word] ?? "", p });
    }
    return {
      number: first + place, sequence, place, text, name: names[place] ?? "", special: special.has(place), logprob, top,
      kept: place < cut ? text : place === cut ? kept : "",
      id: ids?.[place] ?? -1, p: Math.exp(Math.min(logprob, 0)), rank: ranks?.[place] ?? NaN, entropy: entropies?.[place] ?? NaN,
    };
  });
  return { tokens, ending: state.ending };
}

/**
 * The characters of prompt and first text that each token stands for, counted in code points as Python does.
 *
 * @param {readonly string[]} prompt
 * @param {readonly Sequence[]} sequences
 * @returns {[number, number][]}
 */
function spans(prompt, sequences) {
  let at = [...prompt.join("")].length;
  const span = (/** @type {Token} */ { sequence, text, special }) => {
    const start = at;
    if (!sequence && !special) at += [...text].length;
    return /** @type {[number, number]} */ (sequence || special ? [0, 0] : [start, at]);
  };
  return sequences.flatMap(({ tokens }) => tokens.map(span));
}

/**
 * The list of what could have stood in a token's place: the alternatives, the token itself, and the rest. Probabilities
 * add up to 1. Twin: `_alternatives` in widgets/inspector.py.
 *
 * @param {Token} token
 * @param {number} words in the vocabulary
 * @returns {{ rank: number | null, name: string, p: number, chosen: boolean }[]}
 */
export function instead(token, words) {
  const lines = token.top.map(({ rank, id, name, p }) => ({ rank: /** @type {number | null} */ (rank), name, p, chosen: id === token.id }));
  if (!lines.some(({ chosen }) => chosen)) lines.push({ rank: token.rank, name: token.name, p: token.p, chosen: true });
  const sum = lines.reduce((all, { p }) => all + (Number.isNaN(p) ? 0 : p), 0);
  const left = Math.max(words - lines.length, 0);
  return [...lines, { rank: null, name: `${left.toLocaleString("en-GB")} more tokens`, p: Math.max(1 - sum, 0), chosen: false }];
}

/**
 * How many lines the longest list of alternatives has: room is kept for it, so that nothing moves under the pointer.
 *
 * @param {readonly Token[]} tokens
 */
export const mostLines = (tokens) => Math.max(0, ...tokens.map(({ top }) => top.length)) + 2;

/**
 * The token that is read when nothing is pinned: the least likely one that is no special token.
 *
 * @param {readonly Token[]} tokens
 */
export function leastLikely(tokens) {
  const likely = (/** @type {Token} */ token) => (Number.isNaN(token.logprob) ? Infinity : token.logprob);
  const words = tokens.filter(({ special }) => !special);
  return words.reduce((/** @type {Token | null} */ least, token) => (least === null || likely(token) < likely(least) ? token : least), null);
}

/** How the text may be shaded. */
export const SHADES = /** @type {const} */ ([["probability", "Probability"], ["surprise", "Surprise"], ["entropy", "Entropy"], ["plain", "Plain"]]);

/**
 * What a token's shade stands for, from 0 to 1 of the scale; null without one.
 *
 * @param {Token} token
 * @param {string} kind one of `SHADES`
 * @param {number} most the end of the scale in bits
 */
export function share(token, kind, most) {
  if (kind === "probability") return Number.isNaN(token.p) ? 0 : token.p;
  if (kind === "plain") return null;
  const bits = (kind === "surprise" ? -token.logprob : token.entropy) / Math.LN2;
  return Number.isNaN(bits) ? 0 : Math.min(Math.max(bits / most, 0), 1);
}

/**
 * The end of the scale of surprise or entropy: the largest value in whole bits, at most 20.
 *
 * @param {readonly Token[]} tokens
 * @param {string} kind
 */
export function scaleEnd(tokens, kind) {
  let most = 1;
  for (const token of tokens) {
    const bits = (kind === "surprise" ? -token.logprob : token.entropy) / Math.LN2;
    if (bits > most) most = bits;
  }
  return Math.min(Math.ceil(most), 20);
}

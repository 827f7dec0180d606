// Arithmetic on maps: weights from codes, lines through them, what a row sees, and which map is on show.

import { times } from "../base/times.js";

/** @typedef {import("./content.js").MapData} MapData */
/** @typedef {import("./content.js").Mask} Mask */
/** @typedef {import("./content.js").KindData} KindData */
/** @typedef {import("./content.js").Kind} Kind */
/** @typedef {{ kind: Kind, show: import("./content.js").Show, layer: number, head: number, all_layers: boolean, words: boolean, hide_first: boolean, hide_special: boolean }} Choice */

/**
 * The map that is on show, without what it does not depend on.
 *
 * @param {Record<string, any>} selection
 * @param {Record<string, any>} settings
 * @param {KindData} kind
 * @returns {Choice}
 */
export function chooseMap(selection, settings, kind) {
  const show = settings.show === "rollout" && kind.kind === "cross" ? "mean" : settings.show;
  const all = show === "rollout" || (show !== "head" && Boolean(settings.all_layers));
  const layer = Math.min(selection.layer ?? 0, kind.layers - 1);
  return {
    kind: kind.kind, show, all_layers: all, layer: all ? 0 : layer, head: show === "head" ? Math.min(selection.head ?? 0, kind.heads[layer] - 1) : 0,
    words: Boolean(settings.words), hide_first: Boolean(settings.hide_first), hide_special: Boolean(settings.hide_special),
  };
}

/** @param {Choice} choice */
export const keyOf = (choice) => Object.values(choice).join(" ");

/** What makes a choice that of one head as the model has it. */
export const PLAIN = /** @type {const} */ ({ show: "head", words: false, hide_first: false, hide_special: false, all_layers: false });

/** Whether a choice is a head as it is. @param {Choice} choice */
export const isPlain = (choice) => Object.entries(PLAIN).every(([name, value]) => choice[/** @type {keyof typeof PLAIN} */ (name)] === value);

/**
 * The weight that a code stands for. Twin: `encode` in attention_maps.py.
 *
 * @param {number} code
 * @param {number} top the code of 1
 */
export const decodeWeight = (code, top) => (code / top) ** 2;

/**
 * A head's thumbnail as a map; exact to 8 bits where a text has one token to a block.
 *
 * @param {KindData} kind
 * @param {number} layer
 * @param {number} head
 * @param {number} rows
 * @param {number} columns
 * @returns {MapData}
 */
export function thumbnailMap(kind, layer, head, rows, columns) {
  const [, heads, height, width] = kind.thumbnails.shape;
  const start = (layer * heads + Math.min(head, heads - 1)) * height * width;
  const codes = kind.thumbnails.subarray(start, start + height * width);
  const whole = height === rows && width === columns;
  return {
    rows, columns, level: 0, height, width, codes, top: 255, largest: decodeWeight(Math.max(...codes), 255),
    removed: null, removed_rows: null, kept_rows: null, kept_columns: null, thumbnail: !whole || kind.head_mean,
  };
}

/** Whether every cell is one row by one column. @param {MapData} map */
export const isExact = (map) => map.level === 0 && !map.thumbnail;

/**
 * The weight from a row to a column, counted along the axes; of a coarse map that of the block around it.
 *
 * @param {MapData} map
 * @param {number} row
 * @param {number} column
 */
export function weightAt(map, row, column) {
  const down = map.thumbnail ? Math.floor((row * map.height) / map.rows) : row >> map.level;
  const across = map.thumbnail ? Math.floor((column * map.width) / map.columns) : column >> map.level;
  return decodeWeight(/** @type {number} */ (map.codes[down * map.width + across]), map.top);
}

/**
 * Whole rows or columns of an exact map.
 *
 * @param {MapData} map
 * @param {"rows" | "columns"} axis
 * @param {readonly number[]} lines
 * @returns {Float32Array[]}
 */
export function linesOf(map, axis, lines) {
  return lines.map((line) => Float32Array.from({ length: axis === "rows" ? map.columns : map.rows }, (_, other) => (axis === "rows" ? weightAt(map, line, other) : weightAt(map, other, line))));
}

/**
 * Several lines in one: their sum, or their mean.
 *
 * @param {readonly ArrayLike<number>[]} lines
 * @param {"sum" | "mean"} how
 * @returns {Float64Array}
 */
export function combine(lines, how) {
  const total = new Float64Array(lines[0]?.length ?? 0);
  for (const line of lines) for (let i = 0; i < total.length; i++) total[i] = /** @type {number} */ (total[i]) + /** @type {number} */ (line[i]);
  return how === "sum" || !lines.length ? total : total.map((value) => value / lines.length);
}

/** The entropy of weights that may add up to less than 1, in bits. @param {ArrayLike<number>} weights */
export function entropyBits(weights) {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = /** @type {number} */ (weights[i]);
    if (weight > 0) sum -= weight * Math.log2(weight);
  }
  return Math.max(sum, 0);
}

/** The rank from 1 of a place among weights. @param {ArrayLike<number>} weights @param {number} place */
export function rankOf(weights, place) {
  let above = 0;
  for (let i = 0; i < weights.length; i++) if (/** @type {number} */ (weights[i]) > /** @type {number} */ (weights[place])) above++;
  return above + 1;
}

/**
 * The strongest places, in their order, and what lies on all others: nothing is left out of the sum.
 *
 * @param {ArrayLike<number>} weights
 * @param {number} most
 * @returns {{ places: number[], rest: number, others: number }}
 */
export function strongest(weights, most) {
  const all = times(weights.length, (i) => i);
  const weight = (/** @type {number} */ place) => /** @type {number} */ (weights[place]);
  const kept = all.length <= most ? all : all.sort((a, b) => weight(b) - weight(a) || a - b).slice(0, most).sort((a, b) => a - b);
  const chosen = new Set(kept);
  let rest = 0;
  for (let i = 0; i < weights.length; i++) if (!chosen.has(i)) rest += weight(i);
  return { places: kept, rest, others: weights.length - kept.length };
}

/**
 * The columns `[first, end)` that a row may look at.
 *
 * @param {Mask} mask
 * @param {number} row
 * @param {number} columns
 * @returns {[number, number]}
 */
export function sight(mask, row, columns) {
  if ("first" in mask) return [mask.first[row], mask.end[row]];
  return [mask.back === null ? 0 : Math.max(row - mask.back, 0), mask.ahead === null ? columns : Math.min(row + mask.ahead + 1, columns)];
}

/**
 * What the rows of a map may look at, as places on its axes `[first, end)`: for words and for maps without some tokens,
 * too, and for several layers together.
 *
 * @param {readonly Mask[]} masks
 * @param {MapData} map
 * @param {{ rows: import("./content.js").Side, columns: import("./content.js").Side, words: boolean }} of
 * @returns {(row: number) => [number, number]}
 */
export function sightOnMap(masks, map, { rows, columns, words }) {
  const starts = words ? wordStarts(rows) : null;
  const place = (/** @type {number} */ label) => (map.kept_columns ? lowerBound(map.kept_columns, label) : label);
  return (row) => {
    const label = map.kept_rows ? /** @type {number} */ (map.kept_rows[row]) : row;
    const [from, to] = starts ? [starts[label], (starts[label + 1] ?? rows.count) - 1] : [label, label];
    let [first, end] = [Infinity, 0];
    for (const mask of masks) {
      for (let token = from; token <= to; token++) {
        const [one, other] = sight(mask, token, columns.count);
        if (other > one) [first, end] = [Math.min(first, one), Math.max(end, other)];
      }
    }
    if (end === 0) return [0, 0];
    if (!words) return [place(first), place(end)];
    return [place(columns.word_of[first]), place(columns.word_of[end - 1] + 1)];
  };
}

/** The first token of each word. @param {import("./content.js").Side} side @returns {number[]} */
function wordStarts(side) {
  /** @type {number[]} */
  const starts = [];
  for (let token = 0; token < side.count; token++) starts[/** @type {number} */ (side.word_of[token])] ??= token;
  return starts;
}

/** How many of sorted values are below one. @param {ArrayLike<number>} sorted @param {number} value */
export function lowerBound(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (sorted[middle]) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The places on an axis of tokens that are pinned: those of their words, without those that were removed.
 *
 * @param {readonly number[]} tokens
 * @param {ArrayLike<number> | null} kept
 * @param {import("./content.js").Side} side
 * @param {boolean} words
 * @returns {number[]}
 */
export function placesOf(tokens, kept, side, words) {
  const labels = [...new Set(tokens.filter((token) => token < side.count).map((token) => (words ? /** @type {number} */ (side.word_of[token]) : token)))];
  if (!kept) return labels;
  return labels.flatMap((label) => {
    const place = lowerBound(kept, label);
    return kept[place] === label ? [place] : [];
  });
}

/**
 * The tokens that stand at a place of an axis.
 *
 * @param {number} place
 * @param {ArrayLike<number> | null} kept
 * @param {import("./content.js").Side} side
 * @param {boolean} words
 * @returns {number[]}
 */
export function tokensAt(place, kept, side, words) {
  const label = kept ? /** @type {number} */ (kept[place]) : place;
  if (!words) return label < side.count ? [label] : [];
  return times(side.count, (token) => token).filter((token) => side.word_of[token] === label);
}

/**
 * The names along an axis.
 *
 * @param {ArrayLike<number> | null} kept
 * @param {import("./content.js").Side} side
 * @param {boolean} words
 * @returns {(place: number) => string}
 */
export function namesOf(kept, side, words) {
  const names = words ? side.words : side.labels;
  return (place) => names[kept ? /** @type {number} */ (kept[place]) : place] ?? "";
}

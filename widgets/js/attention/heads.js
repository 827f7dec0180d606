// All heads in a grid: their order, their places, and the one that a key leads to.

import { times } from "../base/times.js";

/** @typedef {import("./content.js").KindData} KindData */
/** @typedef {{ layer: number, head: number, value: number | null }} Place */
/** @typedef {"layer" | "entropy" | "previous" | "first"} Sort */

/**
 * The heads in the order in which they are drawn: by layer, or by a number: lowest entropy first (in bits; it comes in nats), most weight first.
 *
 * @param {KindData} kind
 * @param {Sort} sort
 * @returns {Place[]}
 */
export function inOrder(kind, sort) {
  const numbers = sort === "layer" ? null : kind[sort];
  const places = kind.heads.flatMap((count, layer) => times(count, (head) => ({ layer, head, value: numbers && numbers[layer * kind.width + head] / (sort === "entropy" ? Math.LN2 : 1) })));
  if (!numbers) return places;
  const direction = sort === "entropy" ? 1 : -1;
  return places.sort((a, b) => direction * ((a.value ?? 0) - (b.value ?? 0)) || a.layer - b.layer || a.head - b.head);
}

/**
 * The size of the grid: how large a thumbnail may be.
 *
 * @param {number} columns
 * @param {number} width pixels
 * @param {{ gap: number, least: number, most: number, left: number }} limits
 */
export const cellSize = (columns, width, { gap, least, most, left }) => Math.max(least, Math.min(most, Math.floor((width - left) / columns) - gap));

/**
 * Which columns share keys and values: the heads `[first, end)` of each group, nothing when every head has its own.
 *
 * @param {number} heads
 * @param {number} keys
 * @returns {[number, number][]}
 */
export function groupsOf(heads, keys) {
  if (keys >= heads || keys < 1) return [];
  const size = heads / keys;
  return times(keys, (group) => [group * size, (group + 1) * size]);
}

/** What a layer's heads are called. @param {{ layer: number, head: number }} place */
export const headName = ({ layer, head }) => `${layer}.${head}`;

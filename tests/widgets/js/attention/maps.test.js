import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseMap, combine, decodeWeight, entropyBits, isExact, keyOf, linesOf, lowerBound, placesOf, rankOf, sight, sightOnMap, strongest, thumbnailMap, tokensAt, weightAt } from "../../../../widgets/js/attention/maps.js";

/** @typedef {import("../../../../widgets/js/attention/content.js").MapData} MapData */

/** @param {number[][]} rows @param {Partial<MapData>} [more] @returns {MapData} */
const map = (rows, more = {}) => ({
  rows: rows.length, columns: rows[0]?.length ?? 0, level: 0, height: rows.length, width: rows[0]?.length ?? 0, codes: rows.flat().map((weight) => Math.round(65535 * Math.sqrt(weight))), top: 65535,
  largest: 1, removed: null, removed_rows: null, kept_rows: null, kept_columns: null, thumbnail: false, ...more,
});
/** @param {string[]} labels @param {number[]} word_of */
const side = (labels, word_of = labels.map((_, i) => i)) => ({ count: labels.length, labels, words: [...new Set(word_of)].map(String), word_of, ids: [], start: [], end: [], special: [] });
const near = (/** @type {number} */ one, /** @type {number} */ other, within = 1e-4) => assert.ok(Math.abs(one - other) <= within, `${one} is not ${other}`);

test("codes are 65,535 times the square root: exact near 1, two digits for a millionth", () => {
  for (const weight of [0, 1e-6, 1e-4, 0.01, 0.213, 0.5, 0.9997, 1]) near(decodeWeight(Math.round(65535 * Math.sqrt(weight)), 65535), weight, 2e-5 * Math.sqrt(weight) + 1e-9);
});

test("weights, lines and what they add up to", () => {
  const one = map([[1, 0, 0], [0.25, 0.75, 0], [0.5, 0.125, 0.375]]);
  near(weightAt(one, 2, 1), 0.125);
  assert.ok(isExact(one));
  const [row, other] = linesOf(one, "rows", [2, 1]);
  assert.deepEqual(Array.from(row ?? [], (weight) => weight.toFixed(3)), ["0.500", "0.125", "0.375"]);
  const [column] = linesOf(one, "columns", [0]);
  assert.deepEqual(Array.from(column ?? [], (weight) => weight.toFixed(2)), ["1.00", "0.25", "0.50"]);
  const total = combine([row ?? [], other ?? []], "sum");
  near(total[0] ?? 0, 0.75);
  near(combine([row ?? [], other ?? []], "mean")[0] ?? 0, 0.375);
  assert.equal(combine([], "mean").length, 0);
});

test("entropy in bits, ranks from 1 with ties sharing the better one", () => {
  near(entropyBits([0.25, 0.25, 0.25, 0.25]), 2);
  assert.equal(entropyBits([1, 0]), 0);
  assert.equal(rankOf([0.1, 0.7, 0.2], 2), 2);
  assert.equal(rankOf([0.4, 0.4, 0.2], 1), 1);
});

test("the strongest stand in their order, and the rest is never lost", () => {
  const weights = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) / 4950);
  const { places, rest, others } = strongest(weights, 10);
  assert.equal(places.length, 10);
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.equal(others, 90);
  near(places.reduce((sum, place) => sum + (weights[place] ?? 0), rest), weights.reduce((sum, weight) => sum + weight, 0), 1e-12);
  assert.ok(Math.min(...places.map((place) => weights[place] ?? 0)) >= 90 / 4950 - 1e-12);
  assert.deepEqual(strongest([0.5, 0.5], 10), { places: [0, 1], rest: 0, others: 0 });
});

test("masks: causal, a window, everything, and row by row", () => {
  assert.deepEqual(sight({ back: null, ahead: 0 }, 3, 9), [0, 4]);
  assert.deepEqual(sight({ back: 2, ahead: 0 }, 5, 9), [3, 6]);
  assert.deepEqual(sight({ back: null, ahead: null }, 5, 9), [0, 9]);
  assert.deepEqual(sight({ first: [1, 2], end: [3, 4] }, 1, 9), [2, 4]);
});

test("masks of words, of several layers, and without removed tokens", () => {
  const text = side(["a", "b", "c", "d", "e"], [0, 1, 1, 2, 3]);
  const causal = { back: null, ahead: 0 };
  const words = sightOnMap([causal], map([[0]]), { rows: text, columns: text, words: true });
  assert.deepEqual([0, 1, 2, 3].map(words), [[0, 1], [0, 2], [0, 3], [0, 4]]);
  const window = { back: 1, ahead: 0 };
  assert.deepEqual(sightOnMap([window], map([[0]]), { rows: text, columns: text, words: false })(4), [3, 5]);
  assert.deepEqual(sightOnMap([window, causal], map([[0]]), { rows: text, columns: text, words: false })(4), [0, 5]);
  const removed = map([[0]], { kept_rows: [1, 2, 3, 4], kept_columns: [1, 2, 3, 4] });
  assert.deepEqual(sightOnMap([causal], removed, { rows: text, columns: text, words: false })(0), [0, 1]);
  assert.deepEqual(sightOnMap([{ first: [0], end: [0] }], map([[0]]), { rows: text, columns: text, words: false })(0), [0, 0]);
});

test("places of tokens on an axis, there and back", () => {
  const text = side(["[CLS]", "un", "happy", "[SEP]"], [0, 1, 1, 2]);
  assert.deepEqual(placesOf([1, 3, 9], null, text, false), [1, 3]);
  assert.deepEqual(placesOf([1, 2], null, text, true), [1]);
  assert.deepEqual(placesOf([0, 2], [1, 2], text, false), [1]);
  assert.deepEqual(tokensAt(1, [1, 2], text, false), [2]);
  assert.deepEqual(tokensAt(1, null, text, true), [1, 2]);
  assert.equal(lowerBound([2, 4, 6], 5), 2);
});

test("a thumbnail of a short text is the map, to 8 bits; of a long one it is coarse", () => {
  const kind = /** @type {any} */ ({ thumbnails: Object.assign(Uint8Array.from([0, 0, 0, 0, 255, 0, 128, 128, 1, 1, 1, 1, 2, 2, 2, 2]), { shape: [2, 2, 2, 2] }), head_mean: false });
  const exact = thumbnailMap(kind, 0, 1, 2, 2);
  assert.ok(isExact(exact));
  near(weightAt(exact, 1, 0), (128 / 255) ** 2);
  const coarse = thumbnailMap(kind, 0, 1, 10, 10);
  assert.ok(!isExact(coarse));
  near(weightAt(coarse, 9, 0), (128 / 255) ** 2);
  near(weightAt(coarse, 4, 4), 1 * 0 + 1, 2);
});

test("a choice forgets what its map does not depend on", () => {
  const kind = /** @type {any} */ ({ kind: "self", layers: 3, heads: [4, 4, 4] });
  const settings = { show: "head", all_layers: true, words: false, hide_first: false, hide_special: false };
  assert.deepEqual(chooseMap({ layer: 9, head: 9 }, settings, kind), { kind: "self", show: "head", all_layers: false, layer: 2, head: 3, words: false, hide_first: false, hide_special: false });
  const rolled = chooseMap({ layer: 1, head: 1 }, { ...settings, show: "rollout" }, kind);
  assert.deepEqual([rolled.layer, rolled.head, rolled.all_layers], [0, 0, true]);
  assert.equal(chooseMap({ layer: 1 }, { ...settings, show: "rollout" }, /** @type {any} */ ({ ...kind, kind: "cross" })).show, "mean");
  assert.notEqual(keyOf(chooseMap({ layer: 1, head: 1 }, settings, kind)), keyOf(chooseMap({ layer: 1, head: 2 }, settings, kind)));
});

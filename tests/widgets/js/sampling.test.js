import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { chooseToken, philox, uniform } from "../../../widgets/js/sampling.js";

const vectors = JSON.parse(readFileSync(new URL("../../vectors/sampling.json", import.meta.url), "utf8"));

test("philox gives the known answers of Random123", () => {
  assert.ok(vectors.philox.length >= 3);
  for (const { counter, key, words } of vectors.philox) {
    assert.deepEqual(philox(counter, key).map((word) => word.toString(16).padStart(8, "0")), words);
  }
});

test("uniform gives the shared numbers, to the last bit", () => {
  assert.ok(vectors.uniform.length >= 100);
  for (const { seed, sequence, step, u } of vectors.uniform) assert.equal(uniform(seed, sequence, step), u);
});

test("uniform refuses seeds that JavaScript cannot hold", () => {
  for (const seed of [-1, 0.5, 2 ** 53, Number.NaN]) assert.throws(() => uniform(seed, 0, 0), RangeError);
});

test("uniform fills [0, 1) evenly", () => {
  const counts = new Array(20).fill(0);
  for (let step = 0; step < 20_000; step++) counts[Math.floor(uniform(3, 0, step) * 20)]++;
  const square = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  assert.ok(square < 43.8, `chi-square ${square} of 19 degrees of freedom`); // p > 0.001
});

test("chooseToken gives the shared tokens", () => {
  assert.ok(vectors.choose.length >= 60);
  for (const { logits, u, token } of vectors.choose) {
    const numbers = logits.map((/** @type {number | null} */ logit) => logit ?? -Infinity);
    assert.equal(chooseToken(numbers, u), token);
    assert.equal(chooseToken(Float32Array.from(numbers), u), token);
  }
});

test("chooseToken follows the definition on random logits with ties", () => {
  for (let round = 0; round < 300; round++) {
    const logits = Array.from({ length: 30 }, (_, id) => Math.round(6 * uniform(9, round, id)) / 2);
    const u = uniform(10, round, 0);
    const order = logits.map((_, id) => id).sort((a, b) => logits[b] - logits[a] || a - b);
    const sum = logits.reduce((soFar, logit) => soFar + Math.exp(logit), 0);
    let cumulative = 0;
    const expected = order.find((id) => (cumulative += Math.exp(logits[id]) / sum) > u) ?? order.at(-1);
    assert.equal(chooseToken(logits, u), expected);
  }
});

test("chooseToken never takes a removed token, and says when none is left", () => {
  assert.equal(chooseToken([-Infinity, 0, NaN, -Infinity], 1 - 2 ** -53), 1);
  assert.throws(() => chooseToken([-Infinity, NaN], 0.5), RangeError);
  assert.throws(() => chooseToken([], 0.5), RangeError);
});

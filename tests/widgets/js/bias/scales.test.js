import assert from "node:assert/strict";
import { test } from "node:test";
import { extent, linear, logOdds, percentTicks, probabilityTicks, ratioTicks } from "../../../../widgets/js/bias/scales.js";

const labels = (/** @type {{ label: string }[]} */ ticks) => ticks.map(({ label }) => label);

test("a scale maps ends to ends and goes on beyond them", () => {
  const scale = linear([-2, 2], [100, 0]);
  assert.deepEqual([-2, 0, 2, 4].map(scale), [100, 50, 0, -50]);
  assert.equal(linear([3, 3], [0, 100])(3), 0);
});

test("an axis holds all values, with a margin, and is never a point", () => {
  const [low, high] = extent([1, Number.NaN, 5, -3, Infinity]);
  assert.ok(low < -3 && low > -4 && high > 5 && high < 6);
  assert.deepEqual(extent([]), [-0.5, 0.5]);
  const [one, other] = extent([2, 2], { least: 4, margin: 0 });
  assert.deepEqual([one, other], [0, 4]);
});

test("probabilities have powers of ten, never too many", () => {
  assert.deepEqual(labels(probabilityTicks([Math.log(2e-5), Math.log(0.5)])), ["10⁻⁴", "0.001", "0.01", "0.1"]);
  assert.deepEqual(labels(probabilityTicks([Math.log(0.009), 0])), ["0.01", "0.1", "1"]);
  for (const low of [-10, -40, -90]) assert.ok(probabilityTicks([low, 0]).length <= 7);
  assert.ok(probabilityTicks([Math.log(0.2), Math.log(0.3)]).length === 0);
});

test("ratios have the same in the middle and as much on both sides", () => {
  assert.deepEqual(labels(ratioTicks([-5, 5])), ["100×", "10×", "same", "10×", "100×"]);
  assert.deepEqual(labels(ratioTicks([-1.8, 1.8])), ["5×", "2×", "same", "2×", "5×"]);
  assert.deepEqual(labels(ratioTicks([-5, 1])), ["100×", "10×", "same"]);
  for (const reach of [0.1, 3, 9, 30, 80]) {
    const ticks = ratioTicks([-reach, reach]);
    assert.ok(ticks.length >= 1 && ticks.length <= 7, String(reach));
    assert.ok(ticks.every(({ at }) => Math.abs(at) <= reach));
  }
});

test("percentages stand on an axis of log-odds", () => {
  assert.equal(logOdds(50), 0);
  assert.ok(Math.abs(logOdds(90) + logOdds(10)) < 1e-12);
  assert.deepEqual(labels(percentTicks([logOdds(0.7), logOdds(97)])), ["1 %", "5 %", "20 %", "50 %", "80 %", "95 %"]);
});

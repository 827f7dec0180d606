import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, placeLabels } from "../../../../widgets/js/bias/placing.js";

const width = (/** @type {string} */ text) => text.length * 6;

/** Numbers that look random and are the same each time. @param {number} seed */
function* random(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** @param {number} seed @param {number} count */
function cloud(seed, count) {
  const numbers = random(seed);
  const next = () => /** @type {number} */ (numbers.next().value);
  return Array.from({ length: count }, (_, i) => ({ x: 20 + next() * 360, y: 20 + next() * 360, text: `word${i}`, bold: false }));
}

/** @param {import("../../../../widgets/js/bias/placing.js").Placed} one @returns {[number, number, number, number]} */
function box({ x, y, anchor, label }) {
  const left = anchor === "start" ? x : anchor === "end" ? x - width(label.text) : x - width(label.text) / 2;
  return [left, y - 10, left + width(label.text), y + 3];
}

test("labels overlap neither each other nor a point, and stay inside", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const points = cloud(seed, 120);
    const placed = placeLabels(points, points.map(({ x, y }) => [x, y, 5]), [0, 0, 400, 400], width);
    assert.ok(placed.length > 15);
    const boxes = placed.map(box);
    boxes.forEach((one, i) => {
      assert.ok(one[0] >= 0 && one[1] >= 0 && one[2] <= 400 && one[3] <= 400);
      for (const other of boxes.slice(i + 1)) assert.ok(one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3]);
      for (const { x, y } of points) assert.ok(x + 5 <= one[0] || x - 5 >= one[2] || y + 5 <= one[1] || y - 5 >= one[3]);
    });
  }
});

test("the most important label comes first, and stands at the right where it can", () => {
  const [first, second] = [{ x: 50, y: 50, text: "nurse" }, { x: 52, y: 50, text: "teacher" }];
  const placed = placeLabels([first, second], [], [0, 0, 200, 100], width);
  assert.equal(placed[0]?.label, first);
  assert.deepEqual([placed[0]?.x, placed[0]?.anchor], [58, "start"]);
  assert.deepEqual([placed[1]?.x, placed[1]?.anchor], [44, "end"]);
});

test("a label that finds no place is left out", () => {
  assert.deepEqual(placeLabels([{ x: 10, y: 10, text: "a very long label" }], [], [0, 0, 20, 20], width), []);
});

test("the nearest point is found, and none that is far or has no place", () => {
  const points = cloud(9, 300);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  for (const { x, y } of cloud(10, 200)) {
    const distances = points.map((point) => Math.hypot(point.x - x, point.y - y));
    const least = Math.min(...distances);
    assert.equal(nearest(xs, ys, x, y), least < 24 ? distances.indexOf(least) : null);
  }
  assert.equal(nearest([Number.NaN, 5], [5, Number.NaN], 5, 5), null);
});

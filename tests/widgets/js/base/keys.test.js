import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, moved } from "../../../../widgets/js/base/keys.js";

test("arrows move in a grid and stay in it", () => {
  const grid = { count: 6, columns: 3 };
  assert.deepEqual(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "a"].map((key) => moved(key, 1, grid)), [2, 0, 4, 1, 0, 5, null]);
  assert.equal(moved("ArrowRight", 5, grid), 5);
});

test("clicks choose, extend, add and let go", () => {
  assert.deepEqual(chosen([], 3, {}), [3]);
  assert.deepEqual(chosen([3], 3, {}), []);
  assert.deepEqual(chosen([3], 5, { shiftKey: true }), [3, 4, 5]);
  assert.deepEqual(chosen([5], 3, { ctrlKey: true }), [3, 5]);
  assert.deepEqual(chosen([3, 5], 3, { metaKey: true }), [5]);
});

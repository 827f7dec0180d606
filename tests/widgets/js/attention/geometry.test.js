import assert from "node:assert/strict";
import { test } from "node:test";

import { ANGLE, cellAt, clampView, curve, fit, frameFor, inSight, isZoomed, labelled, levelFor, slanted, zoom } from "../../../../widgets/js/attention/geometry.js";
import { predicted } from "../../../../widgets/js/attention/current.js";
import { cellSize, groupsOf, headName, inOrder } from "../../../../widgets/js/attention/heads.js";

const size = { width: 500, height: 400 };

test("a small map stops at 40 pixels a cell, a large one fits", () => {
  assert.equal(fit({ rows: 4, columns: 4 }, size).scale, 40);
  assert.equal(fit({ rows: 2048, columns: 2048 }, size).scale, 400 / 2048);
  assert.ok(!isZoomed(fit({ rows: 99, columns: 99 }, size), { rows: 99, columns: 99 }, size));
});

test("zooming keeps the cell under the pointer, and never shows more than there is", () => {
  const extent = { rows: 1000, columns: 1000 };
  const square = { width: 400, height: 400 };
  let view = fit(extent, square);
  const point = { x: 320, y: 130 };
  const before = cellAt(view, point, extent);
  for (let i = 0; i < 6; i++) view = zoom(view, 1.5, point, extent, square);
  const after = cellAt(view, point, extent);
  assert.ok(before && after && Math.abs(before.row - after.row) <= 1 && Math.abs(before.column - after.column) <= 1);
  assert.ok(isZoomed(view, extent, square));
  for (let i = 0; i < 40; i++) view = zoom(view, 0.7, point, extent, square);
  assert.deepEqual(view, fit(extent, square));
  assert.deepEqual(clampView({ scale: 2, x: 9999, y: -5 }, extent, size), { scale: 2, x: 1000 - 250, y: 0 });
});

test("what is in sight, and which cell is hit", () => {
  const extent = { rows: 100, columns: 100 };
  const view = { scale: 20, x: 10.5, y: 3 };
  assert.deepEqual(inSight(view, extent, size), { top: 3, bottom: 23, left: 10, right: 36 });
  assert.deepEqual(cellAt(view, { x: 0, y: 39 }, extent), { row: 4, column: 10 });
  assert.equal(cellAt({ scale: 40, x: 0, y: 0 }, { x: 5000, y: 0 }, extent), null);
});

test("levels are as fine as pixels, and only whole tiles around what is in sight are asked for", () => {
  assert.deepEqual([2, 1, 0.9, 0.5, 0.25, 0.2].map(levelFor), [0, 0, 1, 1, 2, 3]);
  const extent = { rows: 2048, columns: 2048 };
  const whole = fit(extent, size);
  assert.deepEqual(frameFor(whole, extent, size, 4), { level: 3, top: 0, bottom: 256, left: 0, right: 256 });
  assert.equal(frameFor(whole, extent, size, 3), null);
  const close = clampView({ scale: 20, x: 1000, y: 1030 }, extent, size);
  assert.deepEqual(frameFor(close, extent, size, 4), { level: 0, top: 1024, bottom: 1088, left: 960, right: 1088 });
});

test("frames stay small at every zoom", () => {
  const extent = { rows: 2048, columns: 2048 };
  for (let view = fit(extent, size); view.scale < 60; view = zoom(view, 1.3, { x: 250, y: 200 }, extent, size)) {
    const frame = frameFor(view, extent, size, 4);
    if (frame) assert.ok((frame.bottom - frame.top) * (frame.right - frame.left) <= 1024 * 1024);
  }
});

test("labels give way to each other, the pinned one never does", () => {
  assert.deepEqual(labelled(0, 5, 30, 14), [0, 1, 2, 3, 4]);
  const places = labelled(0, 200, 3, 14, [7]);
  assert.ok(places.includes(7));
  for (const [i, place] of places.entries()) if (i) assert.ok((place - (places[i - 1] ?? 0)) * 3 >= 14);
  assert.deepEqual(labelled(10, 12, 30, 14, [99]), [10, 11]);
});

test("slanted labels have room above the map and beside it", () => {
  for (const length of [8, 40, 110]) {
    const { above, beside } = slanted(length);
    assert.ok(above >= length * Math.sin(-ANGLE) + 6);
    assert.ok(beside >= length * Math.cos(ANGLE));
  }
});

test("the column of predictions says what they are", () => {
  const of = (/** @type {object} */ model, /** @type {number[]} */ masks = []) => predicted(/** @type {any} */ ({ data: { model, masks } }), 3);
  assert.equal(of({ predicts: "tokens", family: "decoder" }), "next token");
  assert.equal(of({ predicts: "tokens", family: "encoder" }, [3]), "word at [MASK]");
  assert.equal(of({ predicts: "tokens", family: "encoder" }, [5]), "token here");
  assert.equal(of({ predicts: "labels", family: "encoder" }), "label");
});

test("lines bend in the middle", () => assert.equal(curve(0, 1, 10, 5), "M0,1C5,1 5,5 10,5"));

test("heads in order: lowest entropy in bits, most weight first", () => {
  const kind = /** @type {any} */ ({ heads: [2, 2], width: 2, entropy: [3, 1, 2, 0].map((bits) => bits * Math.LN2), first: [0.1, 0.9, 0.5, 0.2], previous: null });
  assert.deepEqual(inOrder(kind, "layer").map(headName), ["0.0", "0.1", "1.0", "1.1"]);
  assert.deepEqual(inOrder(kind, "entropy").map(({ value }) => value?.toFixed(2)), ["0.00", "1.00", "2.00", "3.00"]);
  assert.deepEqual(inOrder(kind, "first").map(headName), ["0.1", "1.0", "1.1", "0.0"]);
});

test("groups of heads that share keys", () => {
  assert.deepEqual(groupsOf(8, 2), [[0, 4], [4, 8]]);
  assert.deepEqual(groupsOf(8, 8), []);
  assert.deepEqual(groupsOf(4, 1), [[0, 4]]);
  assert.equal(cellSize(12, 400, { gap: 3, least: 16, most: 88, left: 26 }), 28);
});

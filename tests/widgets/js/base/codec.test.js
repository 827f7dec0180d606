import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeAll, decodeArray, decodeRuns, decodeTexts, half, unpack } from "../../../../widgets/js/base/codec.js";

/** @param {number[]} bytes @param {number} [offset] */
const view = (bytes, offset = 1) => new DataView(new Uint8Array([...Array(offset).fill(9), ...bytes]).buffer, offset, bytes.length);

test("arrays are decoded wherever their bytes stand", () => {
  assert.deepEqual(decodeArray({ dtype: "uint16", shape: [2], data: view([1, 0, 0, 2]) }), { shape: [2], values: new Uint16Array([1, 512]) });
  assert.deepEqual(decodeArray({ dtype: "float32", shape: [1, 1], data: view([0, 0, 128, 63]) }).values, new Float32Array([1]));
});

test("float16 becomes float32", () => {
  assert.deepEqual([0x3c00, 0xbc00, 0x0001, 0x7bff, 0x8000].map(half), [1, -1, 2 ** -24, 65504, -0]);
  assert.equal(half(0x7c00), Infinity);
  assert.ok(Number.isNaN(half(0x7e00)));
  assert.deepEqual(decodeArray({ dtype: "float16", shape: [1], data: view([0, 0x38]) }).values, new Float32Array([0.5]));
});

test("what does not fit is an error", () => {
  assert.throws(() => decodeArray({ dtype: "uint8", shape: [3], data: view([1, 2]) }), /needs 3 values, not 2/);
  assert.throws(() => decodeArray({ dtype: "int64", shape: [1], data: view([1]) }), /no arrays of int64/);
});

test("texts and runs of bytes", () => {
  const state = { blob: view([0x61, 0xc3, 0xa9, 0x62]), offsets: { dtype: "uint8", shape: [4], data: view([0, 1, 3, 4]) } };
  assert.deepEqual(decodeTexts(state), ["a", "é", "b"]);
  assert.deepEqual(decodeRuns(state).map((run) => run.length), [1, 2, 1]);
});

test("all that a state holds is decoded, and the rest stays", () => {
  const array = { dtype: "uint8", shape: [1, 2], data: view([3, 4]) };
  const texts = { blob: view([0x61, 0x62]), offsets: { dtype: "uint8", shape: [3], data: view([0, 1, 2]) } };
  const { list, ...rest } = decodeAll({ list: [{ array }, null], texts, model: { dtype: "float32" }, count: 2, none: null });
  assert.deepEqual([Array.from(list[0].array), list[0].array.shape, list[1]], [[3, 4], [1, 2], null]);
  assert.deepEqual(rest, { texts: ["a", "b"], model: { dtype: "float32" }, count: 2, none: null });
});

test("buffers go back to their places", () => {
  const first = view([1]);
  assert.deepEqual(unpack({ a: [{ buffer: 0 }, 2], b: null, c: { buffer: 0, d: 1 } }, [first]), { a: [first, 2], b: null, c: { buffer: 0, d: 1 } });
});

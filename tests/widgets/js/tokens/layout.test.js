import assert from "node:assert/strict";
import { test } from "node:test";
import { chipKind, differs, hex, lines, marks, words } from "../../../../widgets/js/tokens/layout.js";

test("tokens of one pre-token, and of one character, are one word", () => {
  const tokenizer = { pretokens: [0, 1, 2, 2, 3, 0, 0], groups: [0, 1, 2, 3, 4, 5, 5], split: [{ tokens: [5, 6], text: "☕" }] };
  assert.deepEqual(words(tokenizer, 7), [[0], [1], [2, 3], [4], [5, 6]]);
});

test("marks in words", () => {
  assert.equal(marks(0), "");
  assert.equal(marks(1 | 16), "special, put around the text");
  assert.deepEqual([0, 1, 2, 4, 5].map(chipKind), ["", "special", "added", "unknown", "unknown"]);
});

test("columns differ where one tokenizer has several tokens or none", () => {
  const column = (/** @type {number[]} */ ...counts) => ({ start: 0, end: 1, text: "a", cells: counts.map((count) => ({ first: 0, count })) });
  assert.deepEqual([column(1, 1), column(1, 2), column(0, 1)].map(differs), [false, true, true]);
});

test("lines are filled and never overfull, but for what is wider than a line", () => {
  assert.deepEqual(lines([3, 3, 3, 12, 1], (width) => width, 10, 1), [[3, 3], [3], [12], [1]]);
  assert.deepEqual(lines([], () => 1, 10), []);
});

test("bytes", () => assert.equal(hex(new Uint8Array([10, 255])), "0A FF"));

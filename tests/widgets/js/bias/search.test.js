import assert from "node:assert/strict";
import { test } from "node:test";
import { listed, search } from "../../../../widgets/js/bias/search.js";

const WORDS = ["nursery", "teacher", "Nurse", "infirmière", "wet-nurse", "nun"];

test("the word itself comes first, then beginnings, then the rest", () => {
  assert.deepEqual(search(WORDS, "nurse").map((i) => WORDS[i]), ["Nurse", "nursery", "wet-nurse"]);
});

test("case, accents and blanks do not matter", () => {
  assert.deepEqual(search(WORDS, " INFIRMIERE "), [3]);
});

test("an empty search finds nothing, and signs are no pattern", () => {
  assert.deepEqual(search(WORDS, "  "), []);
  assert.deepEqual(search(["a.b", "axb"], "a.b"), [0]);
});

test("typed words are separated by commas and lines, once each", () => {
  assert.deepEqual(listed("nurse, doctor,\n nurse ;a maid,,"), ["nurse", "doctor", "a maid"]);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { masked, pValue, signed, small, tenTo, times, toward } from "../../../../widgets/js/bias/format.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/bias.json", import.meta.url), "utf8"));

test("differences read as in Python", () => {
  assert.ok(vectors.differences.length > 20);
  for (const { nats, times: ratio, signed: sign, toward: words } of vectors.differences) {
    assert.equal(times(nats), ratio, String(nats));
    assert.equal(signed(nats), sign, String(nats));
    assert.equal(toward(nats, "woman", "man"), words, String(nats));
  }
});

test("p-values read as in Python", () => {
  for (const { value, shown } of vectors.p_values) assert.equal(pValue(value), shown);
});

test("words are masked as in Python", () => {
  for (const { word, shown } of vectors.masked) assert.equal(masked(word), shown);
});

test("small probabilities keep two digits", () => {
  assert.equal(small(0.02784), "0.0278");
  assert.equal(small(3.14e-6), "3.1 × 10⁻⁶");
  assert.equal(small(0), "0.0000");
  assert.equal(small(Number.NaN), "–");
  assert.equal(tenTo(-12), "10⁻¹²");
});

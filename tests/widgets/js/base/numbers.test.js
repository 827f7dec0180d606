import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as numbers from "../../../../widgets/js/base/numbers.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/numbers.json", import.meta.url), "utf8"));
const value = (/** @type {number | string | null} */ given) => (typeof given === "string" ? Number(given) : given);

for (const name of /** @type {const} */ (["count", "probability", "logit", "logProbability", "bits", "threeDigits"])) {
  test(`${name} reads as in Python`, () => {
    for (const [given, expected] of vectors[name]) assert.equal(numbers[name](value(given)), expected, `${name}(${given})`);
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { css, diverging, inkOn, sequential } from "../../../../widgets/js/base/colours.js";

test("scales begin and end where the look says", () => {
  assert.deepEqual([sequential(0, false), sequential(1, false), sequential(2, true), sequential(NaN, false)].map(css), ["rgb(246 248 250)", "rgb(8 42 85)", "rgb(220 240 255)", "rgb(246 248 250)"]);
  assert.deepEqual([diverging(-1, false), diverging(0, false), diverging(1, false)].map(css), ["rgb(75 42 140)", "rgb(244 244 244)", "rgb(143 67 0)"]);
});

test("ink contrasts on every step", () => {
  assert.equal(inkOn([255, 255, 255]), "#000");
  assert.equal(inkOn([8, 42, 85]), "#fff");
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unpack } from "../../../../widgets/js/base/codec.js";
import { probability } from "../../../../widgets/js/base/numbers.js";
import { decode, instead, leastLikely, scaleEnd, share } from "../../../../widgets/js/generation/content.js";
import { parts, shade } from "../../../../widgets/js/generation/text.js";
import { roundStep, stepAt, steps, ticks } from "../../../../widgets/js/generation/timeline.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/results.json", import.meta.url), "utf8"));
const buffers = vectors.generation.buffers.map((/** @type {string} */ text) => new Uint8Array(Buffer.from(text, "base64")));
const data = decode(unpack(vectors.generation.content, buffers));
const near = (/** @type {number} */ one, /** @type {number} */ other) => assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);

test("tokens arrive as Python sent them", () => {
  assert.equal(data.tokens.length, vectors.tokens.length);
  vectors.tokens.forEach((/** @type {any} */ expected, /** @type {number} */ i) => {
    const token = data.tokens[i];
    assert.ok(token);
    assert.deepEqual([token.id, token.text, token.rank, token.number], [expected.id, expected.text, expected.rank, i]);
    if (expected.p === null) assert.ok(Number.isNaN(token.p));
    else near(token.p, expected.p);
  });
  assert.deepEqual(data.sequences.map(({ tokens }) => tokens.map(({ place }) => place)), [[0, 1, 2, 3, 4, 5], [0, 1]]);
});

test("alternatives add up, and read as in the script-free form", () => {
  vectors.tokens.forEach((/** @type {any} */ expected, /** @type {number} */ i) => {
    const token = data.tokens[i];
    assert.ok(token);
    if (!expected.instead.length) return assert.equal(token.top.length, 0);
    const lines = instead(token, data.words);
    assert.deepEqual(lines.map(({ p }) => probability(p)), expected.instead);
    assert.equal(lines.filter(({ chosen }) => chosen).length, 1);
    const sum = lines.reduce((all, { p }) => all + (Number.isNaN(p) ? 0 : p), 0);
    near(sum, 1);
  });
});

test("white space, special tokens and what was cut off stand where the script-free form has them", () => {
  vectors.parts.forEach((/** @type {any} */ expected, /** @type {number} */ i) => {
    const token = data.tokens[i];
    assert.ok(token);
    const { before, kind, after } = parts(token);
    assert.deepEqual({ before, kind, after }, { before: expected.before, kind: expected.kind, after: expected.after });
    assert.equal(shade(share(token, "probability", 1)), expected.shade);
  });
  const texts = data.sequences.map(({ tokens }) => tokens.map((token) => parts(token)).map(({ before, core, mark, kind, after }) => (kind === "lb-special" ? "" : before + (mark ? "" : core) + after)).join(""));
  assert.deepEqual(texts, [" Hé🙂 \n  end.", "b"], "what is copied is the text");
});

test("characters of tokens are counted as Python counts them", () => assert.deepEqual(data.spans, vectors.spans));

test("the token that is read first is the least likely one", () => {
  assert.equal(leastLikely(data.tokens)?.number, 5);
  assert.equal(leastLikely([]), null);
});

test("shares of the scale", () => {
  const [token] = data.tokens;
  assert.ok(token);
  assert.equal(share(token, "plain", 1), null);
  near(share(token, "surprise", 4) ?? -1, -Math.log2(0.51) / 4);
  assert.equal(scaleEnd(data.tokens, "surprise"), 20, "an impossible token does not stretch the scale without end");
  assert.equal(scaleEnd([], "entropy"), 1);
  assert.equal(shade(1), "p31");
  assert.equal(shade(null), "");
});

test("ticks as in Python", () => {
  for (const [total, expected] of vectors.ticks) {
    const found = ticks(total);
    assert.deepEqual(found.map(({ text }) => text), expected.map((/** @type {[number, string]} */ [, text]) => text), `${total} s`);
    found.forEach(({ at }, i) => near(at, expected[i][0]));
  }
  assert.equal(roundStep(5), 5);
});

test("steps of the timeline touch, and the nearest is found", () => {
  const all = steps(data.times);
  assert.equal(all.length, 6);
  all.slice(1).forEach(([from], i) => near(from, all[i]?.[1] ?? -1));
  assert.equal(stepAt(all, -1), 0);
  assert.equal(stepAt(all, 99), 5);
  all.forEach(([from, to], i) => assert.equal(stepAt(all, (from + to) / 2), i));
});

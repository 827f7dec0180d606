import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Decoder } from "../../../../widgets/js/decoding/decoder.js";
import { Stage } from "../../../../widgets/js/decoding/stage.js";
import { counted, decodingOf, describe, draw, isNeutral, outline, Ranking, RESET, restOf, shading, stagesOf } from "../../../../widgets/js/logits/model.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/decoding.json", import.meta.url), "utf8"));
const LOGITS = Float32Array.from([3, 1, 2, 0, -1, 2.5, -4]);
const CONTEXT = { prompt: [0], generated: [5], rules: [], countPrompt: null };
const CONTROLS = /** @type {any} */ ({ ...RESET, order: "transformers", count_prompt: null, seed: 1, rows: "top" });
const choice = /** @type {any} */ ({ vocabulary: LOGITS.length, name: (/** @type {number} */ id) => `token ${id}` });

/** @param {object} controls */
const run = (controls) => stagesOf(new Decoder(Stage.raw(LOGITS), CONTEXT), { ...CONTROLS, ...controls });

test("neutral controls change nothing, and temperature 0 is greedy", () => {
  assert.ok(isNeutral(CONTROLS));
  assert.equal(run({}).stages.length, 1);
  assert.equal(run({ temperature: 0, top_k: 3, top_p: 0.5 }).stages.length, 1);
  assert.deepEqual(decodingOf({ ...CONTROLS, temperature: 0, top_k: 3, presence_penalty: 1 }).topK, null);
  assert.equal(decodingOf({ ...CONTROLS, temperature: 0.5, top_k: 3 }).topK, 3);
});

test("tokens are shown by rank, then what the last step removed, then what an earlier one removed", () => {
  const { stages } = run({ top_k: 4, top_p: 0.6 });
  const ranking = new Ranking(stages);
  const all = Array.from({ length: ranking.size }, (_, place) => ranking.at(place));
  assert.deepEqual(all.map(({ id }) => id), [0, 5, 2, 1, 3, 4, 6]);
  assert.deepEqual(all.map(({ by }) => by?.step.kind ?? null), [null, null, "top-p", "top-p", "top-k", "top-k", "top-k"]);
  for (const { id, by } of all) assert.equal(ranking.find(id).by, by);
});

test("a row says what a token was, what it is now, and who cut it", () => {
  const { stages } = run({ top_k: 1, repetition_penalty: 2 });
  const ranking = new Ranking(stages);
  const [kept, cut] = [describe(choice, stages, ranking.find(2)), describe(choice, stages, ranking.find(0))];
  assert.equal(kept.rank, 1);
  assert.equal(kept.by, null);
  assert.equal(cut.by?.step.name, "top-k 1");
  assert.equal(cut.changed, true);
  assert.equal(kept.changed, false);
  assert.equal(cut.raw, 3);
  const total = LOGITS.reduce((sum, logit) => sum + Math.exp(logit), 0);
  assert.ok(Math.abs(cut.before - Math.exp(3) / total) < 1e-12);
  assert.equal(cut.now, 0);
});

test("the rest is zero only where nothing is left", () => {
  const { stages } = run({ top_k: 2 });
  const [raw, final] = /** @type {[Stage, Stage]} */ (stages);
  const now = [0, 5].map((id) => final.probability(id));
  assert.equal(restOf(final, [...now, 0, 0]), 0);
  assert.equal(restOf(final, now.slice(0, 1)), 1 - Number(now[0]));
  assert.ok(restOf(raw, [0.5, 0.5]) > 0, "rounding does not take away what the others hold");
});

test("every step of an engine has its place, also while it is off", () => {
  const kinds = outline(run({ min_p: 0.1, order: "vllm" }).stages, "vllm").map(({ kind, stage }) => [kind, Boolean(stage)]);
  assert.deepEqual(kinds, [["raw", true], ["repetition", false], ["frequency", false], ["presence", false], ["temperature", false], ["min-p", true], ["top-k", false], ["top-p", false]]);
});

test("bins count every logit once", () => {
  assert.deepEqual(counted(-4, 3, 7, LOGITS.length, (place) => LOGITS[place] ?? 0), [1, 0, 0, 1, 1, 1, 3]);
  assert.deepEqual(counted(2, 2, 3, 2, () => 2), [2, 0, 0]);
});

test("the draw takes the token that Python takes, with its interval", () => {
  for (const one of vectors.cases) {
    const logits = Float32Array.from(vectors.logits[one.logits], (/** @type {number | null} */ logit) => logit ?? -Infinity);
    const controls = { ...CONTROLS, ...Object.fromEntries(Object.entries(one.decoding).filter(([name]) => name !== "seed")), order: one.order, count_prompt: one.count_prompt };
    const decoder = new Decoder(Stage.raw(logits), { prompt: one.prompt, generated: one.generated, rules: one.rules, countPrompt: null });
    const { stages } = stagesOf(decoder, controls);
    const found = draw(/** @type {Stage} */ (stages[stages.length - 1]), one.decoding.seed, one.generated.length);
    assert.equal(found.u, one.u);
    assert.equal(found.id, one.token);
    assert.ok(found.lower <= found.u && found.u < found.upper + 1e-12);
  }
});

test("nothing left to choose is a sentence, and the raw stage stays", () => {
  const rule = { name: "7 bad words", kind: "bad words", effect: /** @type {const} */ ("forbid"), ids: [0, 1, 2, 3, 4, 5, 6], bias: [] };
  const { stages, problem } = stagesOf(new Decoder(Stage.raw(LOGITS), { ...CONTEXT, rules: [rule] }), CONTROLS);
  assert.match(problem, /No token is left/);
  assert.equal(stages.length, 1);
});

test("the first token of a context has no shade", () => {
  const context = /** @type {any} */ ({ surprise: Float32Array.from([NaN, Math.LN2]), entropy: Float32Array.from([NaN, 0]) });
  assert.equal(shading(context, 0, "surprise"), null);
  assert.deepEqual(shading(context, 1, "probability")?.value.toFixed(3), "0.500");
  assert.equal(shading(context, 1, "surprise")?.value.toFixed(3), "1.000");
});

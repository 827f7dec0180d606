import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Decoder } from "../../../../widgets/js/decoding/decoder.js";
import { sorted } from "../../../../widgets/js/decoding/level.js";
import { NEUTRAL } from "../../../../widgets/js/decoding/orders.js";
import { Stage } from "../../../../widgets/js/decoding/stage.js";
import { expanded } from "../../../../widgets/js/decoding/tail.js";
import { uniform } from "../../../../widgets/js/sampling.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/decoding.json", import.meta.url), "utf8"));

/** @param {(number | null)[]} numbers */
const logitsOf = (numbers) => Float32Array.from(numbers, (number) => number ?? -Infinity);

/** @param {any} decoding as Python writes it */
function translated(decoding) {
  return {
    temperature: decoding.temperature ?? null,
    topK: decoding.top_k ?? null,
    topP: decoding.top_p ?? null,
    minP: decoding.min_p ?? null,
    repetition: decoding.repetition_penalty ?? 1,
    presence: decoding.presence_penalty ?? 0,
    frequency: decoding.frequency_penalty ?? 0,
  };
}

/** @param {number} actual @param {number} expected @param {string} [name] */
function near(actual, expected, name) {
  assert.ok(Math.abs(actual - expected) <= 1e-6 + 1e-7 * Math.abs(expected), `${name}: ${actual}, not ${expected}`);
}

test("every stage is Python's, in three orders and with many settings", () => {
  assert.ok(vectors.cases.length >= 90);
  for (const [number, one] of vectors.cases.entries()) {
    const logits = logitsOf(vectors.logits[one.logits]);
    const context = { prompt: one.prompt, generated: one.generated, rules: one.rules, countPrompt: null };
    const stages = new Decoder(Stage.raw(logits), context).run(translated(one.decoding), one.order, one.count_prompt);
    const label = `case ${number}`;
    assert.deepEqual(stages.map((stage) => stage.step.name), one.stages.map((/** @type {any} */ stage) => stage[0]), label);
    for (const [index, [name, kept, entropy, logNormaliser, notes]] of one.stages.entries()) {
      const stage = stages[index];
      assert.equal(stage.kept, kept, `${label} ${name}`);
      near(stage.entropy, entropy, `${label} ${name}: entropy`);
      near(stage.logNormaliser, logNormaliser, `${label} ${name}: normaliser`);
      assert.equal(stage.notes.length, notes, `${label} ${name}: notes`);
    }
    const final = stages[stages.length - 1];
    const kept = [...final.level.ids.subarray(0, final.kept)].sort((a, b) => a - b);
    assert.deepEqual(kept, one.kept, label);
    for (const [index, id] of kept.entries()) near(final.logit(id), one.logits_kept[index], `${label}: logit of ${id}`);
    const u = uniform(one.decoding.seed, 0, one.generated.length);
    assert.equal(u, one.u);
    const place = final.choose(u);
    assert.equal(final.level.ids[place], one.token, `${label}: the draw`);
    near(final.cumulative(place + 1), one.upper, label);
  }
});

test("what a step removed and what it kept hold everything together", () => {
  for (const one of vectors.cases) {
    const context = { prompt: one.prompt, generated: one.generated, rules: one.rules, countPrompt: null };
    const stages = new Decoder(Stage.raw(logitsOf(vectors.logits[one.logits])), context).run(translated(one.decoding), one.order);
    for (const stage of stages.slice(1)) {
      const gone = stage.removed(1000);
      assert.equal(gone.ids.length, gone.count);
      near(gone.ids.reduce((sum, id) => sum + /** @type {Stage} */ (stage.before).probability(id), 0), gone.mass);
      for (const id of gone.ids) assert.equal(stage.probability(id), 0);
      const chances = gone.ids.map((id) => /** @type {Stage} */ (stage.before).probability(id));
      assert.deepEqual(chances, [...chances].sort((a, b) => b - a));
      const all = [...stage.level.ids.subarray(0, stage.kept)].reduce((sum, id) => sum + stage.probability(id), 0);
      near(all, 1, stage.step.name);
    }
  }
});

test("a decoder computes only what changed", () => {
  const logits = Float32Array.from({ length: 500 }, (_, id) => 8 * uniform(1, 0, id));
  const decoder = new Decoder(Stage.raw(logits), { prompt: [1, 2, 2], generated: [], rules: [], countPrompt: null });
  const first = decoder.run({ ...NEUTRAL, repetition: 1.2, temperature: 0.8, topK: 20 }, "transformers");
  const second = decoder.run({ ...NEUTRAL, repetition: 1.2, temperature: 0.8, topK: 30 }, "transformers");
  assert.deepEqual([0, 1, 2].map((index) => first[index] === second[index]), [true, true, true]);
  assert.equal(second[3].kept, 30);
  assert.equal(decoder.run({ ...NEUTRAL, repetition: 1.2 }, "vllm")[1] === first[1], false);
  assert.equal(decoder.run(NEUTRAL, "vllm").length, 1);
});

test("sums over chunks are the sums of all", () => {
  const logits = Float32Array.from({ length: 3000 }, (_, id) => 12 * uniform(2, 0, id) - 6);
  const raw = Stage.raw(logits);
  const weights = [...raw.level.values].map((value) => Math.exp(value - raw.level.values[0]));
  for (const count of [1, 255, 256, 257, 1000, 2999, 3000]) {
    near(raw.level.total(count), weights.slice(0, count).reduce((sum, weight) => sum + weight, 0));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const u of [0, 0.1, 0.5, 0.9, 0.999999, 1 - 2 ** -53]) {
    let cumulative = 0;
    const place = weights.findIndex((weight) => (cumulative += weight) > u * total);
    assert.equal(raw.choose(u), place < 0 ? weights.length - 1 : place);
  }
});

test("order is logit descending, id ascending, without what is not finite", () => {
  const level = sorted(Float32Array.from([0, -0, 3, -Infinity, NaN, -2.5, 3, 1e-40, -1e-40, 1e38]));
  assert.deepEqual([...level.ids], [9, 2, 6, 7, 0, 1, 8, 5]);
  assert.deepEqual([...level.values], [1e38, 3, 3, 1e-40, 0, 0, -1e-40, -2.5].map(Math.fround));
});

test("a histogram of the rest stands in for it: exact at temperature 1, close elsewhere", () => {
  const logits = Float32Array.from({ length: 20_000 }, (_, id) => 4 * Math.sqrt(-2 * Math.log(1 - uniform(3, 0, id))) * Math.cos(6.283185 * uniform(3, 1, id)));
  const exact = Stage.raw(logits);
  const known = exact.level.ids.slice(0, 1000);
  const rest = exact.level.values.subarray(1000);
  const [low, high] = [rest[rest.length - 1], rest[0]];
  const tail = { low, high, counts: new Uint32Array(512), masses: new Float64Array(512) };
  for (const logit of rest) {
    const bin = Math.min(511, Math.floor(((logit - low) / (high - low)) * 512));
    tail.counts[bin]++;
    tail.masses[bin] += Math.exp(logit - exact.level.values[0]);
  }
  const all = expanded(known, Float32Array.from(known, (id) => logits[id]), tail, logits.length);
  const about = Stage.raw(all.logits, all.ids);
  assert.equal(about.kept, exact.kept);
  assert.ok(Math.abs(about.logNormaliser - exact.logNormaliser) < 1e-6);
  const context = { prompt: [1], generated: [], rules: [], countPrompt: null };
  for (const temperature of [0.5, 1.7]) {
    const decoding = { ...NEUTRAL, temperature, topP: 0.95 };
    const [one, other] = [exact, about].map((raw) => new Decoder(raw, context).run(decoding, "transformers"));
    assert.ok(Math.abs(one[1].entropy - other[1].entropy) < 1e-3);
    assert.ok(Math.abs(one[2].kept / other[2].kept - 1) < 0.01, `${one[2].kept} and ${other[2].kept}`);
  }
});

test("nothing left is an error in words", () => {
  assert.throws(() => Stage.raw(Float32Array.from([-Infinity, NaN])), /No token is left/);
  const forbid = { name: "3 bad words", kind: "bad words", effect: /** @type {const} */ ("forbid"), ids: [0, 1, 2], bias: [] };
  const decoder = new Decoder(Stage.raw(new Float32Array(3)), { prompt: [0], generated: [], rules: [forbid], countPrompt: null });
  assert.throws(() => decoder.run(NEUTRAL, "transformers"), RangeError);
});

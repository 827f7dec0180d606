import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fit, lastNode } from "../../../../widgets/js/beams/data.js";
import { rank } from "../../../../widgets/js/beams/ranking.js";
import { followed, ruleOf, sentence, stopped } from "../../../../widgets/js/beams/words.js";
import { treeOf } from "./example.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/beams.json", import.meta.url), "utf8"));

/** @param {any} vector @param {Record<string, unknown>} settings @returns {any} */
const panelOf = ({ tree, beams, room, penalty, early }, settings = {}) => ({
  data: { tree: treeOf(tree), search: { beams, room, penalty, early, stopped: "early" } },
  settings: { penalty: null, early: null, ...settings },
});

test("what ranking again is worth is said as it is", () => {
  const said = new Set();
  for (const vector of vectors) {
    for (const { penalty, early, steps } of vector.again) {
      const panel = panelOf(vector, { penalty, early });
      const text = sentence(panel, rank(panel.data.tree, ruleOf(panel)));
      const recorded = panel.data.tree.steps;
      if (steps > recorded) assert.match(text, new RegExp(`would go on after step ${recorded}: search again to be exact`));
      else if (steps === recorded) assert.match(text, /exact: a new search would find the same/);
      else assert.match(text, new RegExp(`exact: a new search would stop after step ${steps} of ${vector.room}`));
      said.add(text.replace(/\d+/g, "n"));
    }
    const panel = panelOf(vector);
    assert.match(sentence(panel, rank(panel.data.tree, ruleOf(panel))), /^As searched/);
  }
  assert.ok(said.size >= 3);
});

test("why the search ended", () => {
  const panel = panelOf(vectors[0]);
  const say = (/** @type {object} */ search) => stopped({ ...panel.data, search: { ...panel.data.search, ...search } });
  assert.match(say({ stopped: "length" }), /up to the 8 tokens/);
  assert.match(say({ stopped: "early", early: false }), /by its rule/);
  assert.match(say({ stopped: "early", early: true, beams: 3 }), /3 texts had ended/);
  assert.match(say({ stopped: "eos" }), /everything had ended/);
});

test("what the candidates behind a token leave over is said in plain words", () => {
  const tree = /** @type {any} */ ({ children: [[1, 2], [3]], rest: [0.25, 0] });
  assert.equal(followed(tree, 0), "followed by 2 candidates; all tokens that are not among them have p 0.250 together");
  assert.equal(followed(tree, 1), "followed by 1 candidate; all tokens that are not among them have p 0 together");
});

test("labels are cut by characters, not in the middle of one", () => {
  assert.equal(fit("·data", 5), "·data");
  assert.equal(fit("·database", 5), "·dat…");
  assert.equal(fit("👩👩👩", 2), "👩…");
});

test("a path ends at a node of the tree, or outside", () => {
  const path = { token: Uint8Array.of(1, 2), p: new Float32Array(2), sum: 0, text: "", end: "eos" };
  assert.equal(lastNode({ ...path, nodes: [3, 7], leaves: 0 }), 7);
  assert.equal(lastNode({ ...path, nodes: [3], leaves: 2 }), 0);
  assert.equal(lastNode({ ...path, nodes: [3], leaves: 0 }), 0);
});

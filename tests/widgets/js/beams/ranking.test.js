import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { placesBy, rank } from "../../../../widgets/js/beams/ranking.js";
import { makeTree, pathTo } from "../../../../widgets/js/beams/tree.js";
import { treeOf } from "./example.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/beams.json", import.meta.url), "utf8"));

test("ranking again equals searching again wherever it is called exact", () => {
  let [exact, open, earlier] = [0, 0, 0];
  for (const { tree: columns, beams, room, again } of vectors) {
    const tree = treeOf(columns);
    for (const { penalty, early, steps, ranking } of again) {
      const found = rank(tree, { beams, room, penalty, early });
      assert.equal(found.exact, steps <= tree.steps, "a search that comes to later steps is not recorded");
      assert.equal(found.ranked.length + found.outranked.length + found.later, columns.state.filter((/** @type {number} */ s) => s === 2).length);
      if (!found.exact) {
        open++;
        assert.equal(found.step, tree.steps);
        assert.equal(found.later, 0);
        continue;
      }
      exact++;
      earlier += steps < tree.steps ? 1 : 0;
      assert.equal(found.step, steps);
      const paths = found.ranked.map(({ node }) => pathTo(tree, node).map((one) => tree.token[one]));
      assert.deepEqual(paths, ranking.map((/** @type {{ path: number[] }} */ one) => one.path));
      found.ranked.forEach(({ score }, place) => assert.ok(Math.abs(score - ranking[place].score) < 1e-4));
    }
  }
  assert.ok(exact > 200 && open > 20 && earlier > 20, `${exact} exact, ${open} open, ${earlier} that stop earlier`);
});

test("the rule of the recorded search is always exact", () => {
  for (const { tree: columns, beams, room, penalty, early } of vectors) {
    const found = rank(treeOf(columns), { beams, room, penalty, early });
    assert.ok(found.exact);
    assert.equal(found.step, treeOf(columns).steps);
    assert.equal(found.later, 0);
  }
});

test("places by the sum alone", () => {
  const tree = makeTree({
    starts: Uint8Array.of(0, 1, 3, 4), parent: Uint8Array.of(0, 0, 0, 2), token: Uint8Array.of(0, 0, 1, 0), logprob: Float32Array.of(0, -2, -1, -1.5),
    sum: Float32Array.of(0, -2, -1, -2.5), p: new Float32Array(4), rest: new Float32Array(4), state: Uint8Array.of(0, 2, 0, 2), end: new Uint8Array(4), left_out: new Uint8Array(3),
  });
  const { ranked } = rank(tree, { beams: 2, room: 2, penalty: 1, early: false });
  assert.deepEqual(ranked, [{ node: 3, score: -1.25 }, { node: 1, score: -2 }]);
  assert.deepEqual([...placesBy(tree, ranked, 0)], [[1, 1], [3, 2]]);
});

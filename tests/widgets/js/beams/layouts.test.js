import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { deadEnds, descendants, rankedLayout, treeLayout } from "../../../../widgets/js/beams/layouts.js";
import { candidates, follow, pathTo, rankOf, survives } from "../../../../widgets/js/beams/tree.js";
import { treeOf } from "./example.js";

/** @typedef {import("../../../../widgets/js/beams/tree.js").Tree} Tree */

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/beams.json", import.meta.url), "utf8"));
/** @type {Tree[]} */
const trees = vectors.map((/** @type {any} */ one) => treeOf(one.tree));

// at(kept) -> x(kept), y(pruned); in(kept) -> z(saved); on(pruned)
const small = treeOf({ parent: [0, 0, 0, 0, 1, 2, 1], step: [0, 1, 1, 1, 2, 2, 2], token: [0, 5, 6, 7, 8, 9, 4], sum: [0, -1, -2, -3, -1.5, -2.5, -4], state: [0, 0, 0, 1, 0, 2, 1] });

test("ranked columns, the cut below what survives", () => {
  const { row, rows, columns } = rankedLayout(small, "all");
  assert.deepEqual([...row], [0, 0, 1, 2, 0, 1, 2]);
  assert.equal(rows, 3);
  assert.deepEqual(columns.map(({ cut }) => cut), [2, 2]);
  assert.deepEqual(rankedLayout(small, "all", 1).columns.map(({ cut }) => cut), [-1, 2], "a forced step has no cut");
});

test("what is not drawn is counted, for every tree and every choice", () => {
  for (const tree of trees) {
    for (const shown of /** @type {const} */ (["all", "top", "none"])) {
      const { row, columns } = rankedLayout(tree, shown);
      for (const { step, nodes, hidden, hiddenRow } of columns) {
        assert.equal(nodes.length + hidden, candidates(tree, step));
        assert.equal(hiddenRow >= 0, hidden > 0);
        const off = nodes.filter((node) => !survives(tree, node)).length;
        assert.ok(shown === "all" ? hidden === 0 : off <= (shown === "top" ? 2 : 0));
        nodes.forEach((node, place) => assert.equal(row[node], place));
      }
    }
  }
});

test("a tree has no two nodes in one place and no crossings, and the best child on its parent's row", () => {
  for (const tree of trees) {
    for (const shown of /** @type {const} */ (["all", "none"])) {
      const { row, rows, columns } = treeLayout(tree, shown, new Set());
      for (const { nodes } of columns) {
        assert.equal(new Set(nodes.map((node) => row[node])).size, nodes.length);
        const down = [...nodes].sort((a, b) => row[a] - row[b]);
        const parents = down.map((node) => row[tree.parent[node]]);
        assert.deepEqual(parents, [...parents].sort((a, b) => a - b), "lines between two columns do not cross");
        for (const node of nodes) assert.ok(row[node] >= row[tree.parent[node]] && row[node] < rows);
      }
      for (let node = 0; node < tree.size; node++) {
        const [first] = tree.children[node].filter((child) => row[child] >= 0);
        if (row[node] >= 0 && first !== undefined) assert.equal(row[first], row[node]);
      }
    }
  }
});

test("subtrees are pushed together", () => {
  assert.deepEqual([...treeLayout(small, "all", new Set()).row], [0, 0, 2, 3, 0, 2, 1]);
  assert.deepEqual([...treeLayout(small, "none", new Set()).row], [0, 0, 1, -1, 0, 1, -1]);
});

test("a collapsed node hides what stands below it, and nothing else", () => {
  const { row, columns } = treeLayout(small, "all", new Set([1]));
  assert.deepEqual([...row], [0, 0, 1, 2, -1, 1, -1]);
  assert.equal(columns[1].hidden, 0, "the handle of the collapsed node counts them");
  assert.deepEqual([...descendants(small)], [6, 2, 1, 0, 0, 0, 0]);
});

test("dead ends are the open nodes below which nothing was saved", () => {
  assert.deepEqual(deadEnds(small), [1]);
  for (const tree of trees) {
    const saved = [...tree.state.keys()].filter((node) => tree.state[node] === 2);
    const alive = new Set(saved.flatMap((node) => pathTo(tree, node)));
    for (const node of deadEnds(tree)) assert.ok(!alive.has(node) && tree.children[node].length);
  }
});

test("following a path that stays, is pruned, or was no candidate", () => {
  assert.deepEqual(follow(small, [6, 9]), { nodes: [2, 5], leaves: 0 });
  assert.deepEqual(follow(small, [5, 4, 1]), { nodes: [1, 6], leaves: 2 });
  assert.deepEqual(follow(small, [5, 3]), { nodes: [1], leaves: 2 });
  assert.deepEqual(follow(small, [7]), { nodes: [3], leaves: 1 });
  assert.deepEqual(follow(small, [5, 8, 1]), { nodes: [1, 4], leaves: 0 }, "the search stopped before it could leave");
});

test("10 beams and 60 steps are laid out in a few milliseconds", () => {
  const parent = [0], step = [0], token = [0], sum = [0], state = [0];
  let kept = [0];
  for (let k = 1; k <= 60; k++) {
    const next = [];
    for (let place = 0; place < 30; place++) {
      if (place < 10) next.push(parent.length);
      parent.push(kept[(place * 7) % kept.length]);
      step.push(k);
      token.push(place);
      sum.push(-k - place / 100);
      state.push(place < 10 ? 0 : 1);
    }
    kept = next;
  }
  const tree = treeOf({ parent, step, token, sum, state });
  assert.equal(tree.size, 1801);
  const began = performance.now();
  for (let round = 0; round < 10; round++) treeLayout(tree, "all", new Set());
  const each = (performance.now() - began) / 10;
  assert.ok(each < 100, `${each} ms`);
  assert.equal(rankOf(tree, 31), 1);
});

// Trees for tests, from the columns that the shared vectors hold.

import { makeTree } from "../../../../widgets/js/beams/tree.js";

/** @param {{ parent: number[], step: number[], token: number[], sum: number[], state: number[] }} columns */
export function treeOf({ parent, step, token, sum, state }) {
  const size = parent.length;
  const steps = step[size - 1];
  const starts = Array.from({ length: steps + 2 }, (_, k) => step.filter((one) => one < k).length);
  const logprob = sum.map((total, node) => total - sum[parent[node]]);
  return makeTree({
    starts: Uint32Array.from(starts),
    parent: Uint32Array.from(parent),
    token: Uint32Array.from(token),
    logprob: Float64Array.from(logprob),
    sum: Float64Array.from(sum),
    p: Float64Array.from(logprob, Math.exp),
    rest: new Float64Array(size),
    state: Uint8Array.from(state),
    end: new Uint8Array(size),
    left_out: new Uint8Array(steps + 1),
  });
}

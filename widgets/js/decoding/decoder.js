// One context's logits under any settings: stages that a change left as they were are not computed again.

import { actions } from "./orders.js";
import { Stage } from "./stage.js";

/** @typedef {import("./orders.js").Context} Context */
/** @typedef {import("./orders.js").Decoding} Decoding */
/** @typedef {import("./orders.js").Order} Order */

/** All stages of one next-token distribution, from raw to final. */
export class Decoder {
  /**
   * @param {Stage} raw
   * @param {Context} context
   */
  constructor(raw, context) {
    this.context = context;
    this.stages = [raw];
    /** @type {string[]} */
    this.keys = [];
  }

  get raw() {
    return this.stages[0];
  }

  /**
   * The stages under some settings. Throws a RangeError when no token is left.
   *
   * @param {Decoding} decoding
   * @param {Order} order
   * @param {boolean | null} countPrompt
   */
  run(decoding, order, countPrompt = null) {
    const context = { ...this.context, countPrompt };
    const wanted = actions(decoding, context, order);
    const keys = wanted.map((action) => `${order} ${countPrompt} ${action.key}`);
    const same = keys.findIndex((key, index) => key !== this.keys[index]);
    const kept = same < 0 ? keys.length : same;
    this.stages.length = kept + 1;
    this.keys.length = kept;
    for (let index = kept; index < wanted.length; index++) {
      this.stages.push(wanted[index].apply(this.stages[index]));
      this.keys.push(keys[index]);
    }
    return [...this.stages];
  }
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { h, patch } from "../../../../widgets/js/base/dom.js";
import { Element_, seen } from "../page.js";

/** @typedef {import("../../../../widgets/js/base/dom.js").VNode} VNode */

/** Draw into a new page. @param {VNode} first @returns {{ at: (...path: number[]) => any, draw: (next: VNode) => void }} `at` finds a node */
function page(first) {
  const body = new Element_("http://www.w3.org/1999/xhtml", "body");
  const root = new Element_("http://www.w3.org/1999/xhtml", "div");
  body.insertBefore(root, null);
  let drawn = patch(/** @type {any} */ (root), first);
  return {
    at: (...path) => path.reduce((/** @type {any} */ node, at) => node.childNodes[at], body.firstChild),
    draw: (next) => {
      drawn = patch(drawn, next);
    },
  };
}

const list = (/** @type {string} */ keys) => h("ul", null, [...keys].map((key) => h("li", { key }, key)));
const shown = (/** @type {any} */ node) => node.childNodes.map((/** @type {any} */ one) => one.firstChild.data).join("");

test("what is described is what stands in the page", () => {
  const { at, draw } = page(h("p", { class: "a", title: "b", hidden: true }, "one ", h("b", null, 2)));
  assert.deepEqual(seen(at()), ["p", { class: "a", title: "b", hidden: "" }, "one ", ["b", {}, "2"]]);
  draw(h("p", { class: "c" }, h("i", null, "one"), "two"));
  assert.deepEqual(seen(at()), ["p", { class: "c" }, ["i", {}, "one"], "two"]);
});

test("a text that reads like the name of an element is a text", () => {
  const { at, draw } = page(h("p", null, "i"));
  draw(h("p", null, h("i", null, "space")));
  assert.deepEqual(seen(at()), ["p", {}, ["i", {}, "space"]]);
  draw(h("p", null, "i"));
  assert.deepEqual(seen(at()), ["p", {}, "i"]);
});

test("drawings stand in the namespace of SVG, with all inside them", () => {
  const { at } = page(h("p", null, h("svg", null, h("g", null, h("path", null))), h("b", null)));
  const spaces = [at(), at(0), at(0, 0, 0), at(1)].map(({ namespaceURI }) => namespaceURI.split("/").at(-1));
  assert.deepEqual(spaces, ["xhtml", "svg", "svg", "xhtml"]);
});

test("children go with their keys, and only those move that must", () => {
  for (const [before, after, put] of /** @type {[string, string, string][]} */ ([
    ["abcd", "abxcd", "x"], ["abcd", "acd", ""], ["abcd", "dabc", "d"], ["abcd", "bcda", "a"], ["abcd", "bacd", "a"], ["abcd", "wxyz", "wxyz"], ["", "ab", "ab"], ["ab", "", ""], ["abcd", "acbd", "b"],
  ])) {
    const { at, draw } = page(list(before));
    const nodes = new Map([...before].map((key, i) => [key, at(i)]));
    at().put = [];
    draw(list(after));
    assert.equal(shown(at()), after);
    assert.equal(shown({ childNodes: at().put }), put, `${before} to ${after}`);
    [...after].forEach((key, i) => assert.ok(!nodes.has(key) || nodes.get(key) === at(i), `${key} kept its node`));
  }
});

test("any order becomes any other", () => {
  let seed = 1;
  const random = (/** @type {number} */ end) => (seed = (seed * 48271) % 2147483647) % end;
  const { at, draw } = page(list(""));
  for (let round = 0; round < 500; round += 1) {
    const keys = [..."abcdefghij"].map((key) => ({ key, at: random(1000) })).sort((one, other) => one.at - other.at).slice(random(11)).map(({ key }) => key);
    const before = new Map(at().childNodes.map((/** @type {any} */ node) => [node.firstChild.data, node]));
    draw(list(keys.join("")));
    assert.equal(shown(at()), keys.join(""));
    for (const node of at().childNodes) assert.equal(before.get(node.firstChild.data) ?? node, node);
  }
});

test("children without a key stay those of their tag", () => {
  const { at, draw } = page(h("div", null, h("p", null, "notice"), h("input", { class: "a" }), h("b", null)));
  const [field, bold] = [at(1), at(2)];
  draw(h("div", null, h("input", { class: "b" }), h("p", null, "other"), h("b", null)));
  assert.deepEqual([at(0), at(2)], [field, bold]);
  draw(h("div", null, h("input", null)));
  assert.equal(at(0), field);
  assert.deepEqual(seen(at()), ["div", {}, ["input", {}]]);
});

test("a field is written into when its value changed, and not while somebody types", () => {
  const field = (/** @type {string} */ value, /** @type {boolean} */ checked) => h("p", null, h("input", { props: { value, checked } }));
  const { at, draw } = page(field("0.7", false));
  assert.deepEqual([at(0).value, at(0).checked], ["0.7", false]);
  at(0).value = "0.";
  draw(field("0.7", false));
  assert.equal(at(0).value, "0.", "the value that is drawn is the same as before");
  draw(field("0.8", true));
  assert.deepEqual([at(0).value, at(0).checked], ["0.8", true]);
  at(0).value = "x";
  Object.defineProperty(at(0), "value", { get: () => "x", set: () => assert.fail("written though it reads so") });
  draw(field("x", true));
});

test("the functions that were drawn last hear of events, and none that went", () => {
  /** @type {string[]} */
  const heard = [];
  const on = (/** @type {string} */ name) => h("p", { on: { click: () => heard.push(`${name} click`), ...(name === "b" ? { input: () => heard.push("b input") } : {}) } });
  const { at, draw } = page(on("a"));
  const hear = () => ["click", "input"].forEach((type) => at().dispatch(type));
  hear();
  draw(on("b"));
  hear();
  draw(on("c"));
  hear();
  assert.deepEqual(heard, ["a click", "b click", "b input", "c click"]);
  draw(h("p", null));
  assert.equal(at().listeners.size, 0);
});

test("inserted is called once and drawn each time, when all is in place", () => {
  /** @type {string[]} */
  const calls = [];
  const part = (/** @type {string} */ key) =>
    h("b", { key, inserted: (element) => calls.push(`inserted ${key} ${Boolean(element.parent.parent)}`), drawn: (element) => calls.push(`drawn ${key} ${element.attributes.class} ${element.parent.childNodes.length}`), class: "x" });
  const { draw } = page(h("p", null, part("a"), "text"));
  assert.deepEqual(calls.splice(0), ["inserted a true", "drawn a x 2"]);
  const kept = part("a");
  draw(h("p", null, kept));
  assert.deepEqual(calls.splice(0), ["drawn a x 1"]);
  draw(h("p", null, part("b"), kept));
  assert.deepEqual(calls.splice(0), ["inserted b true", "drawn b x 2"], "what is the same value is not drawn");
  draw(h("p", null));
  assert.deepEqual(calls, [], "nor is what went");
});

test("a value that is kept keeps its node, wherever its siblings go", () => {
  const kept = h("div", null, "kept");
  const { at, draw } = page(h("p", null, h("div", null, "a"), kept, h("div", null, "b")));
  const node = at(1);
  draw(h("p", null, kept, h("div", null, "c"), h("div", null, "d"), h("div", null, "e")));
  assert.equal(at(0), node);
  assert.equal(at().childNodes.map((/** @type {any} */ one) => one.firstChild.data).join(), "kept,c,d,e");
});

test("a value that is kept can go and come again", () => {
  const kept = h("b", { key: "kept", on: { click: () => count++ } }, "text", h("i", null));
  let count = 0;
  const { at, draw } = page(h("p", null, kept));
  draw(h("p", null));
  draw(h("p", null, h("u", null), kept));
  assert.deepEqual(seen(at()), ["p", {}, ["u", {}], ["b", {}, "text", ["i", {}]]]);
  at(1).dispatch("click");
  assert.equal(count, 1);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "../../../../widgets/js/base/dom.js";
import { attributesOf, textOf } from "../elements.js";

test("attributes that do not hold are left out, and aria says true or false", () => {
  assert.deepEqual(attributesOf(h("p", { class: "a", title: null, hidden: false, "aria-pressed": false, "aria-busy": true })), { class: "a", "aria-pressed": "false", "aria-busy": "true" });
});

test("a value of a style begins no other declaration and loads nothing", () => {
  assert.equal(attributesOf(h("p", { style: { width: "3%", color: "red;background:url(x)", background: "URL(x)" } })).style, "width:3%");
});

test("children are flattened, numbers become texts, nothing else is drawn", () => {
  assert.deepEqual(h("p", null, ["a", [1, null]], false, undefined).children.map(textOf), ["a", "1"]);
});

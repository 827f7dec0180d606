import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { draw, marks } from "../../../../widgets/js/pipeline/markup.js";
import { all, attributesOf, textOf } from "../elements.js";

const vectors = JSON.parse(readFileSync(new URL("../../../vectors/results.json", import.meta.url), "utf8"));
const none = { pinned: new Set(), hovered: new Set(), focus: 0 };

test("marks as Python counts them", () => {
  const found = marks(vectors.marks.rows);
  assert.deepEqual(found.map(({ facts }) => facts.map((pair) => pair.join("\t"))), vectors.marks.facts);
  assert.deepEqual(found.map(({ span }) => span), vectors.marks.spans);
});

test("a cell of a map is named by its row and its column", () => {
  const found = marks(vectors.cells.rows);
  assert.equal(found.length, vectors.cells.count);
  assert.deepEqual(found[2]?.facts, [["cell", "[CLS] and Sy"], ["cosine", ".60"]]);
});

test("elements, texts and numbers of marks are drawn", () => {
  const drawn = draw(vectors.marks.rows, { pinned: new Set([1]), hovered: new Set([2]), focus: 1 });
  const elements = drawn.flatMap(all);
  const places = elements.map(attributesOf).filter((one) => one["data-place"] !== undefined);
  assert.deepEqual(places.map((one) => one["data-place"]), vectors.marks.facts.map((/** @type {unknown} */ _, /** @type {number} */ i) => i));
  assert.deepEqual(places.slice(0, 3).map((one) => one.class.split(" ").slice(3).join(" ")), ["", "pin", "hover"]);
  assert.deepEqual(places.map((one) => one.tabindex).slice(0, 3), [-1, 0, -1]);
  assert.match(drawn.map(textOf).join(""), /My name is Sylvain PER 0\.998 and I work at/);
  assert.ok(elements.some((one) => /^width:[\d.]+%$/.test(attributesOf(one).style)));
});

test("what is no known element or attribute is not drawn", () => {
  const [drawn, script] = draw([["p", { onclick: "x()", "data-facts": "a\tb", id: "x", style: "width:3%;background:url(x)" }, "<img src=x onerror=x()>"], ["script", {}, "x()"]], none);
  assert.equal(script, null);
  assert.deepEqual(Object.keys(attributesOf(drawn)).sort(), ["class", "data-lm-suppress-shortcuts", "data-place", "style", "tabindex"]);
  assert.equal(attributesOf(drawn).style, "width:3%");
  assert.equal(textOf(drawn), "<img src=x onerror=x()>");
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { pageOf, runnable } from "../../../../widgets/js/base/page_file.js";

const { given, page } = JSON.parse(readFileSync(new URL("../../../vectors/page_file.json", import.meta.url), "utf8"));

test("the page is the one that Python writes", () => {
  const traits = structuredClone(given.traits);
  traits.content.bytes = Uint8Array.from(traits.content.bytes.bytes);
  traits.content.list[1].data = new DataView(new ArrayBuffer(8), 4, 0);
  assert.equal(pageOf({ ...given, traits }), page);
});

test("a bundle of a saved page stays as it is", () => {
  assert.equal(runnable("var a=1;export{a as default};\n"), "var a=1;a.page();");
  assert.equal(runnable("var a=1;a.page();"), "var a=1;a.page();");
});

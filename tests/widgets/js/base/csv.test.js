import assert from "node:assert/strict";
import { test } from "node:test";

import { csvOf } from "../../../../widgets/js/base/csv.js";
import { hostVariables } from "../../../../widgets/js/base/snapshot.js";

test("CSV: quotes where they are needed, numbers as programs read them", () => {
  const columns = [{ name: "token" }, { name: "log p, nats", number: true }];
  const rows = [['say "hi", then\nleave', "−1,234.5"], ["a−b, c", 0.25], ["x", "–"]];
  assert.equal(csvOf({ columns, rows }), 'token,"log p, nats"\n"say ""hi"", then\nleave",-1234.5\n"a−b, c",0.25\nx,–\n');
});

test("the variables of the host are found once each", () => {
  const css = ".lightboard{--a:var(--jp-layout-color0,var(--vscode-editor-background,#fff));color:var(--jp-layout-color0)}";
  assert.deepEqual(hostVariables(css), ["--jp-layout-color0", "--vscode-editor-background"]);
});

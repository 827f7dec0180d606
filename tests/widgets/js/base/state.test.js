import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { PanelState } from "../../../../widgets/js/base/state.js";

class FakeModel {
  constructor(traits = {}) {
    /** @type {Record<string, any>} */
    this.traits = { content: { number: 0, letters: ["a", "b"] }, text: "ab", selection: { tokens: [] }, settings: {}, error: "", busy: "", growing: false, groups: [], ...traits };
    /** @type {any[]} */
    this.sent = [];
    /** @type {Map<string, Set<(...args: any[]) => void>>} */
    this.listeners = new Map();
  }
  /** @param {string} name */
  get(name) {
    return this.traits[name];
  }
  /** @param {string} name @param {unknown} value */
  set(name, value) {
    this.traits[name] = value;
    this.fire(`change:${name}`);
  }
  save_changes() {}
  /** @param {unknown} content */
  send(content) {
    this.sent.push(content);
  }
  /** @param {string} event @param {(...args: any[]) => void} listener */
  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  }
  /** @param {string} event @param {(...args: any[]) => void} listener */
  off(event, listener) {
    this.listeners.get(event)?.delete(listener);
  }
  /** @param {string} event @param {...any} args */
  fire(event, ...args) {
    for (const listener of this.listeners.get(event) ?? []) listener(...args);
  }
}

const target = new EventTarget();
/** @type {PanelState<any>[]} */
let open = [];

/** @param {FakeModel} model */
function state(model) {
  const panel = new PanelState({ model, decode: (content) => content.letters, spans: (/** @type {string[]} */ letters) => letters.map((_, i) => /** @type {[number, number]} */ ([i, i + 1])), changed: () => {}, target });
  open.push(panel);
  return panel;
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => {
  for (const panel of open) panel.close();
  open = [];
  mock.timers.reset();
});

test("it asks whether the kernel answers, and is saved data when nothing comes", () => {
  const model = new FakeModel();
  const panel = state(model);
  assert.equal(model.sent[0].command, "hello");
  assert.equal(panel.live, "waiting");
  mock.timers.tick(3000);
  assert.equal(panel.live, "saved");
  model.fire("msg:custom", { received: model.sent[0].number });
  assert.equal(panel.live, "live");
});

test("typing is sent once, after a pause", () => {
  const model = new FakeModel();
  const panel = state(model);
  for (const text of ["abc", "abcd", "abcde"]) {
    panel.edit(text);
    mock.timers.tick(200);
  }
  assert.equal(panel.text, "abcde");
  mock.timers.tick(100);
  assert.deepEqual(model.sent.slice(1).map(({ command, text }) => [command, text]), [["edit_text", "abcde"]]);
  assert.ok(panel.stale);
  model.traits.text = "abcde";
  model.set("content", { number: 1, letters: ["c"] });
  assert.ok(!panel.stale);
  assert.deepEqual(panel.data, ["c"]);
});

test("numbers of an older text do not end the wait for the newer one", () => {
  const model = new FakeModel();
  const panel = state(model);
  panel.edit("abc");
  mock.timers.tick(300);
  panel.edit("abcd");
  model.traits.text = "abc";
  model.set("content", { number: 1, letters: [] });
  assert.equal(panel.text, "abcd");
  assert.ok(panel.stale);
});

test("typing back to the text on show asks for nothing", () => {
  const model = new FakeModel();
  const panel = state(model);
  panel.edit("abc");
  panel.edit("ab");
  mock.timers.tick(300);
  assert.equal(model.sent.length, 1);
  assert.ok(!panel.stale);
});

test("a text that fails stays in the field, and typing the old one back asks for it", () => {
  const model = new FakeModel();
  const panel = state(model);
  const old = model.get("text");
  panel.edit("too long");
  mock.timers.tick(300);
  model.set("error", "The text is too long.");
  assert.equal(panel.text, "too long");
  assert.ok(!panel.stale);
  panel.edit(old);
  mock.timers.tick(300);
  assert.equal(model.sent.at(-1).text, old);
  model.traits.error = "";
  model.set("content", { number: 1, letters: [] });
  assert.ok(!panel.stale);
  assert.equal(panel.draft, null);
});

test("a text that fails gives way to one that Python sets", () => {
  const model = new FakeModel();
  const panel = state(model);
  panel.edit("too long");
  mock.timers.tick(300);
  model.set("error", "The text is too long.");
  Object.assign(model.traits, { error: "", text: "short" });
  model.set("content", { number: 1, letters: [] });
  assert.equal(panel.text, "short");
});

test("details are asked for once and kept for the content", () => {
  const model = new FakeModel();
  const panel = state(model);
  assert.equal(panel.fetch("one", { command: "fetch_one", place: 1 }).status, "waiting");
  assert.equal(panel.fetch("one", { command: "fetch_one", place: 1 }).status, "waiting");
  const [, asked] = model.sent;
  assert.deepEqual([model.sent.length, asked.content, asked.place], [2, 0, 1]);
  model.fire("msg:custom", { answer: asked.number, value: { raw: { buffer: 0 } } }, [new DataView(new ArrayBuffer(1))]);
  const detail = panel.fetch("one", { command: "fetch_one", place: 1 });
  assert.equal(detail.status, "ready");
  assert.ok(detail.value.raw instanceof DataView);
  model.set("content", { number: 1, letters: [] });
  assert.equal(panel.fetch("one", { command: "fetch_one", place: 1 }).status, "waiting");
});

test("an outdated answer is asked for again, a failed one says why, another view's is ignored", () => {
  const model = new FakeModel();
  const panel = state(model);
  panel.fetch("one", { command: "fetch_one" });
  model.fire("msg:custom", { answer: model.sent[1].number + 5, value: 1 }, []);
  assert.equal(panel.fetch("one", { command: "fetch_one" }).status, "waiting");
  model.fire("msg:custom", { answer: model.sent[1].number, outdated: true });
  panel.fetch("one", { command: "fetch_one" });
  assert.equal(model.sent.length, 3);
  model.fire("msg:custom", { answer: model.sent[2].number, error: "No." });
  assert.deepEqual(panel.fetch("one", { command: "fetch_one" }), { status: "failed", error: "No." });
});

test("of one kind only the newest is answered: an older one is asked for again when it is wanted again", () => {
  const model = new FakeModel();
  const panel = state(model);
  panel.fetch("one", { command: "fetch_one" });
  panel.fetch("other", { command: "fetch_other" });
  panel.fetch("two", { command: "fetch_one" });
  assert.equal(panel.fetch("one", { command: "fetch_one" }).status, "waiting");
  assert.deepEqual(model.sent.slice(1).map(({ command }) => command), ["fetch_one", "fetch_other", "fetch_one", "fetch_one"]);
  model.fire("msg:custom", { answer: model.sent[4].number, value: 1 }, []);
  model.fire("msg:custom", { answer: model.sent[2].number, value: 2 }, []);
  assert.equal(panel.fetch("one", { command: "fetch_one" }).status, "ready");
  assert.equal(panel.fetch("other", { command: "fetch_other" }).value, 2);
});

test("without a kernel nothing is sent, and details are offline", () => {
  const model = Object.assign(new FakeModel(), { saved: true });
  const panel = state(model);
  assert.equal(panel.fetch("one", { command: "fetch_one" }).status, "offline");
  panel.change({ command: "set_times" });
  panel.set({ table: true });
  assert.deepEqual(model.sent, []);
  assert.ok(panel.settings.table);
  assert.ok(!panel.stale);
});

test("linked panels share pins and hovers by characters", () => {
  const [one, other, third] = [["g"], ["g", "h"], []].map((groups) => state(new FakeModel({ groups })));
  one?.pin(1);
  one?.hover(0);
  assert.deepEqual([other?.selection.tokens, other?.hovered, third?.selection.tokens, third?.hovered], [[1], [0], [], []]);
  one?.hover(null);
  assert.deepEqual(other?.hovered, []);
});

test("closing lets go of everything", () => {
  const model = new FakeModel();
  state(model).close();
  assert.equal([...model.listeners.values()].reduce((sum, set) => sum + set.size, 0), 0);
});

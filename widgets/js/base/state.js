// The state of one view of a panel: what Python sent, what the hand did, what is on its way.

import { unpack } from "./codec.js";
import { chosen } from "./keys.js";
import { overlapping } from "./spans.js";

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void, send(content: unknown): void, on(event: string, listener: (...args: any[]) => void): void, off(event: string, listener: (...args: any[]) => void): void, saved?: boolean }} Model what anywidget hands over */
/** @typedef {{ status: "waiting" | "ready" | "failed" | "offline", value?: any, error?: string }} Detail */
/** @typedef {"live" | "waiting" | "saved"} Live */

const NO_ANSWER = 3000; // ms without a word from the kernel
const TYPING = 300; // ms after the last key
const LINK = "lightboard:link";
const TRAITS = ["content", "text", "selection", "settings", "error", "busy", "growing", "groups"];

/**
 * @template D
 * @typedef {{ model: Model, decode: (content: any) => D, spans?: (data: D) => readonly (readonly [number, number])[], changed: () => void, target?: EventTarget }} Options
 */

/** @template D */
export class PanelState {
  /** @type {Record<string, any>} what only this view knows: a zoom, an open menu */
  local = {};
  /** @type {number[]} tokens under the pointer, here or in a linked panel */
  hovered = [];
  /** @type {string | null} text that was typed and is not shown yet */
  draft = null;
  /** @type {string | null} a draft that failed: it stays in the field, where it can be mended */
  _failed = null;
  busySince = 0;
  width = 900; // CSS pixels that the panel has
  _number = Math.floor(Math.random() * 2 ** 20) * 1024; // apart from the numbers of other views
  /** @type {Map<string, Detail>} */
  _details = new Map();
  /** @type {Map<number, { key: string, command: string }>} */
  _asked = new Map();
  /** @type {ReturnType<typeof setTimeout>[]} */
  _timers = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  _typing = undefined;

  /** @param {Options<D>} options */
  constructor({ model, decode, spans, changed, target = document }) {
    this.model = model;
    /** @type {Live} */
    this.live = model.saved ? "saved" : "waiting";
    this._decode = decode;
    this._spans = spans;
    this._changed = changed;
    this._target = target;
    this._onTrait = () => this._take();
    this._onMessage = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => this._receive(message, buffers ?? []);
    this._onLink = (/** @type {Event} */ event) => this._linked(/** @type {CustomEvent} */ (event).detail);
    this._content = this._get("content");
    /** @type {D} */
    this.data = decode(this._content);
    for (const name of TRAITS) model.on(`change:${name}`, this._onTrait);
    model.on("msg:custom", this._onMessage);
    target.addEventListener(LINK, this._onLink);
    if (!model.saved) {
      this._send({ command: "hello" });
      this._timers.push(setTimeout(() => this._silent(), NO_ANSWER));
    }
  }

  /** Let go of everything: the view is closed. */
  close() {
    for (const name of TRAITS) this.model.off(`change:${name}`, this._onTrait);
    this.model.off("msg:custom", this._onMessage);
    this._target.removeEventListener(LINK, this._onLink);
    for (const timer of this._timers) clearTimeout(timer);
    clearTimeout(this._typing);
  }

  /** @param {string} trait */
  _get(trait) {
    return this.model.get(trait);
  }

  /** @returns {string} the text in the field */
  get text() {
    return this.draft ?? this._get("text");
  }

  /** @returns {{ tokens: number[] } & Record<string, any>} */
  get selection() {
    return this._get("selection");
  }

  /** @returns {Record<string, any>} */
  get settings() {
    return this._get("settings");
  }

  /** @returns {string} */
  get error() {
    return this._get("error");
  }

  /** @returns {boolean} */
  get growing() {
    return Boolean(this._get("growing"));
  }

  /** Whether the numbers on show are those of something older than what is asked for. */
  get stale() {
    return this.busySince > 0;
  }

  /** Whether the kernel can be asked for something now. */
  get canAsk() {
    return this.live !== "saved" && !this.growing;
  }

  // What the hand does ---------------------------------------------------------------------------------------------

  /**
   * Ask Python for a change of the inputs.
   *
   * @param {{ command: string } & Record<string, unknown>} command
   */
  change(command) {
    if (this.live === "saved") return;
    this._begin();
    this._send(command);
    this._changed();
  }

  /** @param {string} text */
  edit(text) {
    this.draft = text;
    this._begin();
    clearTimeout(this._typing);
    this._typing = setTimeout(() => {
      if (text === this._get("text") && !this.error) this._end();
      else this._send({ command: "edit_text", text });
      this._changed();
    }, TYPING);
    this._changed();
  }

  /** End what is being computed; the text goes back to that of the numbers. */
  cancel() {
    this._send({ command: "cancel" });
    this._end();
    this._changed();
  }

  /**
   * A detail of this content, asked for once; ask for it again in each view until it is ready.
   *
   * @param {string} key
   * @param {{ command: string } & Record<string, unknown>} command
   * @returns {Detail}
   */
  fetch(key, command) {
    const known = this._details.get(key);
    if (known) return known;
    if (!this.canAsk) return { status: "offline" };
    /** @type {Detail} */
    const detail = { status: "waiting" };
    this._details.set(key, detail);
    for (const [number, asked] of this._asked) {
      if (asked.command !== command.command) continue;
      this._asked.delete(number); // of one kind only the newest is answered
      this._details.delete(asked.key);
    }
    this._asked.set(this._send({ ...command, content: this._content.number ?? 0 }), { key, command: command.command });
    return detail;
  }

  /** @param {Record<string, unknown>} patch positions of controls, kept with the notebook */
  set(patch) {
    this._write("settings", { ...this.settings, ...patch });
  }

  /** @param {Record<string, unknown>} patch what is pinned, which Python sees */
  select(patch) {
    this._write("selection", { ...this.selection, ...patch });
    if ("tokens" in patch) this._tell("pin", this.selection.tokens);
  }

  /**
   * Pin a token, with shift a range, with ctrl or cmd one more; the only pinned one is let go.
   *
   * @param {number} token
   * @param {{ shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean }} [event]
   */
  pin(token, event = {}) {
    this.select({ tokens: chosen(this.selection.tokens, token, event) });
  }

  /** @param {number | null} token */
  hover(token) {
    const tokens = token === null ? [] : [token];
    if (tokens.length === this.hovered.length && tokens[0] === this.hovered[0]) return;
    this.hovered = tokens;
    this._tell("hover", tokens);
    this._changed();
  }

  /** @param {Record<string, unknown>} patch of `local` */
  update(patch) {
    Object.assign(this.local, patch);
    this._changed();
  }

  // What comes in --------------------------------------------------------------------------------------------------

  _take() {
    const content = this._get("content");
    if (content !== this._content) {
      this._content = content;
      this.data = this._decode(content);
      this._details.clear();
      this._asked.clear();
      this.hovered = [];
    }
    if (this._get("busy")) this._begin();
    else if (this.error) this._fail();
    else if (this.draft === this._failed || this.draft === this._get("text")) this._end();
    this._changed();
  }

  /**
   * @param {any} message
   * @param {DataView[]} buffers
   */
  _receive(message, buffers) {
    this.live = "live";
    const asked = this._asked.get(message.answer);
    if (asked) {
      const { key } = asked;
      this._asked.delete(message.answer);
      if (message.outdated) this._details.delete(key);
      else if (message.error) this._details.set(key, { status: "failed", error: message.error });
      else this._details.set(key, { status: "ready", value: unpack(message.value, buffers) });
    }
    this._changed();
  }

  /** @param {{ source: unknown, groups: string[], kind: string, spans: [number, number][] }} detail */
  _linked({ source, groups, kind, spans }) {
    if (source === this || !this._spans || !groups.some((group) => (this._get("groups") ?? []).includes(group))) return;
    const tokens = overlapping(this._spans(this.data), spans);
    if (kind === "hover") this.hovered = tokens;
    else if (String(tokens) !== String(this.selection.tokens)) this._write("selection", { ...this.selection, tokens });
    this._changed();
  }

  // Helpers --------------------------------------------------------------------------------------------------------

  /** @param {"hover" | "pin"} kind @param {readonly number[]} tokens */
  _tell(kind, tokens) {
    const groups = this._get("groups") ?? [];
    if (!groups.length || !this._spans) return;
    const all = this._spans(this.data);
    const spans = tokens.flatMap((token) => (all[token] ? [all[token]] : []));
    this._target.dispatchEvent(new CustomEvent(LINK, { detail: { source: this, groups, kind, spans } }));
  }

  /** @param {"settings" | "selection"} name @param {Record<string, unknown>} value */
  _write(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
    this._changed();
  }

  /** @param {Record<string, unknown>} command @returns {number} its number */
  _send(command) {
    const number = ++this._number;
    this.model.send({ ...command, number });
    return number;
  }

  _silent() {
    if (this.live === "waiting") {
      this.live = "saved";
      this._changed();
    }
  }

  _begin() {
    if (!this.busySince) this.busySince = Date.now();
    this._timers.push(...[160, 1050].map((ms) => setTimeout(() => this._changed(), ms)));
  }

  _end() {
    this.busySince = 0;
    this.draft = this._failed = null;
  }

  _fail() {
    this.busySince = 0;
    this._failed = this.draft;
  }
}

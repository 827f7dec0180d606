// Where tokens go: words, and lines of one character axis on which several tokenizers stand under each other.

/** @typedef {{ model: string, kind: string, vocabulary: number | null, ids: ArrayLike<number>, labels: string[], bytes: string[], starts: ArrayLike<number>, ends: ArrayLike<number>, flags: ArrayLike<number>, pretokens: ArrayLike<number>, groups: ArrayLike<number>, split: { tokens: number[], text: string }[], counts: Record<string, number> | null, stages: any[], replay: any }} Tokenizer */

export const SPECIAL = 1;
export const ADDED = 2;
export const UNKNOWN = 4;
export const UNUSED = 8;
export const INSERTED = 16;

/**
 * The numbers of the tokens of each word: neighbours that were cut from one pre-token, or share a character.
 *
 * @param {Pick<Tokenizer, "pretokens" | "groups" | "split">} tokenizer
 * @param {number} count
 * @returns {number[][]}
 */
export function words({ pretokens, groups, split }, count) {
  const together = new Set(split.flatMap(({ tokens }) => tokens.slice(1)));
  /** @type {number[][]} */
  const found = [];
  for (let token = 0; token < count; token++) {
    const joined = token > 0 && ((pretokens[token] !== 0 && pretokens[token] === pretokens[token - 1]) || (together.has(token) && groups[token] === groups[token - 1]));
    if (joined) found.at(-1)?.push(token);
    else found.push([token]);
  }
  return found;
}

/**
 * The class of a token's chip.
 *
 * @param {number} flags
 */
export function chipKind(flags) {
  if (flags & UNKNOWN) return "unknown";
  if (flags & (SPECIAL | INSERTED)) return "special";
  return flags & ADDED ? "added" : "";
}

/**
 * What is special about a token, in words.
 *
 * @param {number} flags
 */
export function marks(flags) {
  const names = /** @type {const} */ ([[SPECIAL, "special"], [INSERTED, "put around the text"], [ADDED, "added"], [UNKNOWN, "unknown"], [UNUSED, "no token has this id"]]);
  return names.filter(([bit]) => flags & bit).map(([, name]) => name).join(", ");
}

/** Bytes as people write them: `76 61`. @param {Uint8Array} bytes */
export const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");

/** @typedef {{ start: number, end: number, text: string, cells: { first: number, count: number }[] }} Column */

/**
 * Whether the tokenizers cut a column differently: one of them has several tokens, or none.
 *
 * @param {Column} column
 */
export const differs = ({ cells }) => cells.some(({ count }) => count !== 1);

/**
 * Columns in lines that are at most `width` wide.
 *
 * @template T
 * @param {readonly T[]} columns
 * @param {(column: T) => number} widthOf
 * @param {number} width
 * @param {number} gap
 * @returns {T[][]}
 */
export function lines(columns, widthOf, width, gap = 0) {
  /** @type {T[][]} */
  const found = [];
  let used = Infinity;
  for (const column of columns) {
    const across = widthOf(column);
    if (used + gap + across > width) {
      found.push([]);
      used = -gap;
    }
    found.at(-1)?.push(column);
    used += gap + across;
  }
  return found;
}

// Finding words among thousands.

/**
 * Without case and accents.
 *
 * @param {string} text
 */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/**
 * The numbers of the words that hold a text: the word itself first, then those that begin with it, then the others, each
 * in their order.
 *
 * @param {readonly string[]} words
 * @param {string} query
 * @returns {number[]} empty for an empty query
 */
export function search(words, query) {
  const wanted = plain(query);
  if (!wanted) return [];
  /** @type {[number[], number[], number[]]} */
  const found = [[], [], []];
  words.forEach((word, i) => {
    const at = plain(word).indexOf(wanted);
    if (at >= 0) found[at > 0 ? 2 : plain(word).length === wanted.length ? 0 : 1].push(i);
  });
  return found.flat();
}

/**
 * Words as they were typed: separated by commas or line ends, without repetitions.
 *
 * @param {string} text
 */
export const listed = (text) => [...new Set(text.split(/[,;\n]/).map((word) => word.trim()).filter(Boolean))];

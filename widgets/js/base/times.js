// A list of what is made for each number from 0.

/**
 * @template T
 * @param {number} count
 * @param {(index: number) => T} make
 */
export const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

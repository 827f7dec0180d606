// Functions that are called all over: the build puts these names in place of `Math.max` and so on, then shortens them.

export const { abs: Math_abs, ceil: Math_ceil, exp: Math_exp, floor: Math_floor, log: Math_log, max: Math_max, min: Math_min, round: Math_round } = Math;
export const { assign: Object_assign, entries: Object_entries, fromEntries: Object_fromEntries } = Object;
export const { from: Array_from } = Array;
export const { isFinite: Number_isFinite, isNaN: Number_isNaN } = Number;

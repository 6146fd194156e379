/** Amounts as all three portals print them. */

/** `0.00`, yuan from fen. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);

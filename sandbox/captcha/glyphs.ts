/** The characters of the captchas, each once only and unlike the others, as bitmaps of 5 × 7 cells. */

const drawings = {
  A: ' ###  #   # #   # ##### #   # #   # #   #',
  C: ' #### #     #     #     #     #      ####',
  D: '####  #   # #   # #   # #   # #   # #### ',
  E: '##### #     #     ####  #     #     #####',
  F: '##### #     #     ####  #     #     #    ',
  H: '#   # #   # #   # ##### #   # #   # #   #',
  J: '  ###    #     #     #     #  #  #   ##  ',
  K: '#   # #  #  # #   ##    # #   #  #  #   #',
  M: '#   # ## ## # # # # # # #   # #   # #   #',
  N: '#   # ##  # # # # #  ## #   # #   # #   #',
  P: '####  #   # #   # ####  #     #     #    ',
  R: '####  #   # #   # ####  # #   #  #  #   #',
  T: '#####   #     #     #     #     #     #  ',
  U: '#   # #   # #   # #   # #   # #   #  ### ',
  W: '#   # #   # #   # # # # # # # ## ## #   #',
  X: '#   # #   #  # #    #    # #  #   # #   #',
  Y: '#   # #   #  # #    #     #     #     #  ',
  3: '####      #     #  ###      #     # #### ',
  4: '   #    ##   # #  #  #  #####    #     # ',
  7: '#####     #    #    #    #     #     #   ',
  9: ' ###  #   # #   #  ####     #    #   ##  ',
} as const;

export const glyphColumns = 5;
export const glyphRows = 7;

/** Left out: what readers confuse (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, V beside U, Q). */
export const alphabet: readonly string[] = Object.keys(drawings);

const cells = new Map<string, string>(Object.entries(drawings));

/** Whether a cell of a character is inked; nothing is outside the drawing. */
export function isInked(character: string, column: number, row: number): boolean {
  if (column < 0 || column >= glyphColumns || row < 0 || row >= glyphRows) return false;
  // Rows are parted by one blank.
  return cells.get(character)?.[row * (glyphColumns + 1) + column] === '#';
}

/** One line of a table in a terminal, where a Chinese character takes two columns. */

export function tableLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => cell + ' '.repeat(Math.max(1, (widths[index] ?? 0) - columnsOf(cell))));
  return `  ${padded.join('')}`.trimEnd();
}

function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0);
}

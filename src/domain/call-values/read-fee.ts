/** Money as carriers print it, in fen or as the record's `0.00` yuan. */

const amount = /^(-?)(\d+)(?:\.(\d*))?$/;

/** Whole fen, half a fen rounded away from zero; null when the text is no amount. `¥`, `元` and thousands commas are ignored. */
export function readFen(text: string): number | null {
  const match = amount.exec(text.replaceAll(/[\s¥￥元,]/g, '').replace(/^\./, '0.'));
  if (match === null) return null;
  const [, sign, yuan = '', decimals = ''] = match;
  const fen = Number(yuan) * 100 + Math.round(Number(`${decimals}000`.slice(0, 3)) / 10);
  return sign === '-' && fen !== 0 ? -fen : fen;
}

/** `38.20`, `-5.00`. */
export function formatFen(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** As the record has it. */
const yuan = /^(?:0|[1-9]\d{0,8})\.\d{2}$/;

/** `0.00` yuan, or null when unreadable. */
export function readFee(text: string): string | null {
  if (yuan.test(text)) return text;
  const fen = readFen(text);
  return fen === null ? null : formatFen(fen);
}

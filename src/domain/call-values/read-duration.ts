/** A call's length as carriers print it, in seconds (carrier facts §6). */

/** `1小时59分钟41秒`, `1时2分3秒`, `1分20秒`, `56秒`; any part may be missing, not all. */
const inWords = /^(?:(\d+)小?时)?(?:(\d+)分钟?)?(?:(\d+)秒)?$/;
/** `00:01:20`, `01:20`. */
const inColons = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})$/;
/** `80`. */
const inSeconds = /^()()(\d+)$/;

/** Whole seconds as digits, or null when the text is no duration (`--`, ''). */
export function readDuration(text: string): string | null {
  const plain = plainSeconds(text);
  if (plain >= 0) return String(plain);
  const bare = text.replaceAll(/\s/g, '');
  if (bare === '') return null;
  const parts = inSeconds.exec(bare) ?? inColons.exec(bare) ?? inWords.exec(bare);
  if (parts === null) return null;
  const [, hours, minutes, seconds] = parts;
  return String(Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0));
}

const longestPlain = 12;

/** `80`, `1分20秒`, `1小时59分钟41秒`; -1 for any other form. By hand: the patterns take three to five times as long. */
function plainSeconds(text: string): number {
  if (text.length > longestPlain) return -1;
  let sum = 0;
  let figure = -1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      figure = Math.max(figure, 0) * 10 + digit;
      continue;
    }
    const [letter, next] = [text.charAt(at), text.charAt(at + 1)];
    const unit =
      letter === '秒' ? 1 : letter === '分' ? 60 : letter === '时' || `${letter}${next}` === '小时' ? 3600 : 0;
    if (unit === 0 || figure === -1 || unit >= smallest) return -1;
    if (letter === '小' || (letter === '分' && next === '钟')) at += 1;
    sum += figure * unit;
    smallest = unit;
    figure = -1;
  }
  if (figure === -1) return smallest === Number.POSITIVE_INFINITY ? -1 : sum;
  return smallest === Number.POSITIVE_INFINITY ? figure : -1;
}

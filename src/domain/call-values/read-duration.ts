/** A call's length as carriers print it, in seconds (carrier facts §6). */

/** `1小时59分钟41秒`, `1时2分3秒`, `1分20秒`, `56秒`; any part may be missing, not all. */
const inWords = /^(?:(\d+)小?时)?(?:(\d+)分钟?)?(?:(\d+)秒)?$/;
/** `00:01:20`, `01:20`. */
const inColons = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})$/;
/** `80`. */
const inSeconds = /^()()(\d+)$/;

/** Whole seconds as digits, or null when the text is no duration (`--`, ''). */
export function readDuration(text: string): string | null {
  const bare = text.replaceAll(/\s/g, '');
  if (bare === '') return null;
  const parts = inSeconds.exec(bare) ?? inColons.exec(bare) ?? inWords.exec(bare);
  if (parts === null) return null;
  const [, hours, minutes, seconds] = parts;
  return String(Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0));
}

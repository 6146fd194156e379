/** How 中国联通 prints amounts and durations. */

/** `0.00`, yuan from fen. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** `1小时2分3秒`, `1分20秒`, `56秒`: higher units only where there are any. */
export function durationText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${seconds % 60}秒`;
  if (hours > 0) return `${hours}小时${minutes}分${rest}`;
  return minutes > 0 ? `${minutes}分${rest}` : rest;
}

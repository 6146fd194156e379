/**
 * Follows the bytes of a JSON document and finds where one long list in it begins and ends and where its items part.
 *
 * It does not judge: what it cuts out is parsed by JSON.parse, which finds every fault. A million calls are 200 MB of text, and as one
 * string and one tree they would take 1.2 GB; cut into pieces they never stand in memory at once.
 */

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const open = [0x5b, 0x7b];
const close = [0x5d, 0x7d];

/** Offsets count bytes from the start of the document. */
export interface ListEvents {
  /** The first byte after the list's `[`. */
  begin(offset: number): void;
  /** The comma after an item. */
  part(offset: number): void;
  /** The list's `]`. */
  end(offset: number): void;
}

/** `outer` and `inner` are the keys of the list: `{"record":{"call_log":[…]}}`. The result takes the document chunk by chunk. */
export function listSplitter(outer: string, inner: string, events: ListEvents): (chunk: Uint8Array) => void {
  let offset = 0;
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let inList = false;
  /** Bytes of the text that was read last above the list's depth: perhaps a key. */
  let text: number[] = [];
  let outerKey = '';
  let innerKey = '';

  function read(byte: number, at: number): void {
    if (byte === quote) {
      isInText = true;
      text = [];
    } else if (byte === comma) {
      if (inList && depth === 3) events.part(at);
    } else if (byte === colon) {
      if (depth === 1) [outerKey, innerKey] = [Buffer.from(text).toString('utf8'), ''];
      if (depth === 2) innerKey = Buffer.from(text).toString('utf8');
    } else if (open.includes(byte)) {
      depth += 1;
      if (byte === open[0] && depth === 3 && outerKey === outer && innerKey === inner) {
        inList = true;
        events.begin(at + 1);
      }
    } else if (close.includes(byte)) {
      if (inList && depth === 3) {
        inList = false;
        events.end(at);
      }
      depth -= 1;
    }
  }

  return (chunk) => {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (!isInText) {
        // Anything above the colon but brackets and braces says nothing here; most bytes end at this line.
        if (byte < 0x30 || byte === colon || byte > 0x5a) read(byte, offset + at);
      } else if (isEscaped) {
        isEscaped = false;
      } else if (byte === backslash) {
        isEscaped = true;
      } else if (byte === quote) {
        isInText = false;
      } else if (!inList && depth < 3) {
        text.push(byte);
      }
    }
    offset += chunk.length;
  };
}

/** Where a text stops being JSON: JSON.parse tells it of some faults only, and quotes the text around, which may be personal. */

type Expected = 'value' | 'item or ]' | 'key or }' | 'key' | ':' | ', or ]' | ', or }' | 'nothing';

const token =
  /([{}[\],:])|("(?:[ !#-[\]-\u{10ffff}]|\\["\\/bfnrt]|\\u[\dA-Fa-f]{4})*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/uy;
const blank = /[ \t\n\r]*/y;

/** What may follow once a value is complete, by the bracket that it stands in. */
const afterValue: Record<string, Expected> = { '[': ', or ]', '{': ', or }', '': 'nothing' };
const startsValue: readonly Expected[] = ['value', 'item or ]'];
const startsKey: readonly Expected[] = ['key or }', 'key'];

/** The index of the first character that cannot be where it is; the text's length when it only ends too early; null for JSON. */
export function jsonFault(text: string): number | null {
  const opened: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    blank.exec(text);
    at = blank.lastIndex;
    if (at === text.length) return expected === 'nothing' ? null : at;
    token.lastIndex = at;
    const [whole, mark, string] = token.exec(text) ?? [];
    if (whole === undefined) return at;
    const next = follow(expected, mark ?? (string === undefined ? 'scalar' : 'string'), opened);
    if (next === null) return at;
    expected = next;
    at += whole.length;
  }
}

/** Null when the token may not stand there. Keeps `opened`, the brackets that are open, up to date. */
function follow(expected: Expected, what: string, opened: string[]): Expected | null {
  const complete = () => afterValue[opened.at(-1) ?? ''] ?? null;
  if (startsKey.includes(expected) && what === 'string') return ':';
  if (expected === ':') return what === ':' ? 'value' : null;
  if (startsValue.includes(expected)) {
    if (what === 'string' || what === 'scalar') return complete();
    if (what === '[' || what === '{') {
      opened.push(what);
      return what === '[' ? 'item or ]' : 'key or }';
    }
  }
  if (what === ',') return expected === ', or ]' ? 'value' : expected === ', or }' ? 'key' : null;
  const mayClose = what === ']' ? expected.endsWith(']') : what === '}' && expected.endsWith('}');
  if (!mayClose) return null;
  opened.pop();
  return complete();
}

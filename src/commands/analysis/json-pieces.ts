/** JSON in pieces: a report of 300,000 numbers as one text is 78 MB, and on its way out it would stand in memory three times. */

const itemsPerPiece = 1000;

/** Together the bytes that JSON.stringify gives; `value` holds nothing but objects, lists, texts, numbers and booleans. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value) && value.length > itemsPerPiece) {
    for (let from = 0; from < value.length; from += itemsPerPiece) {
      const items = JSON.stringify(value.slice(from, from + itemsPerPiece));
      yield (from === 0 ? '[' : ',') + items.slice(1, -1);
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    let before = '{';
    for (const [key, inner] of Object.entries(value)) {
      yield `${before}${JSON.stringify(key)}:`;
      yield* jsonPieces(inner);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  } else {
    yield JSON.stringify(value);
  }
}

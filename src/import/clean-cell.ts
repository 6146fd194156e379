/** A cell's text without what spreadsheets and exports wrap around it to keep a number from being counted with. */

/** `="139…"` and `=139…`, as CSV exports write numbers; a leading apostrophe. */
const wrapped = /^='?"?(.*?)"?$/s;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060]/g;

export function cleanCell(text: string): string {
  const bare = text.replace(invisible, '').trim();
  return bare.replace(wrapped, '$1').replace(/^'/, '').trim();
}

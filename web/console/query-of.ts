/** A query string of what is filled in. */

export function queryOf(values: Record<string, string | number | null>): string {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))}`;
}

/** What is wrong with a reply of the wire API, whatever was asked: its HTTP status, the envelope, or a fault of our own. */

/** Null when nothing is: one of four HTTP statuses, all four keys, and never 9999. */
export function envelopeFault(http: number, type: unknown, body: string): string | null {
  if (![200, 400, 404, 413].includes(http)) return `HTTP ${http}, expected 200, 400, 404 or 413`;
  if (type !== 'application/json; charset=utf-8') return `content type ${String(type)}, expected JSON in UTF-8`;
  const read: unknown = JSON.parse(body);
  if (!isObject(read)) return 'no object';
  const { status, action, msg, data, ...more } = read;
  if (Object.keys(more).length > 0) return `keys ${Object.keys(more).join()}, expected none beside the four`;
  if (!Number.isInteger(status) || status === 9999) return `status ${String(status)}, expected a code that is not 9999`;
  if (!['processing', 'done', 'reset'].includes(String(action))) return `action ${String(action)}`;
  if (typeof msg !== 'string' || msg === '') return `msg ${String(msg)}, expected a text`;
  if (!isObject(data)) return 'data is no object';
  if (status !== 0 && Object.keys(data).length > 0) return `data of status ${String(status)} is not empty`;
  if (http !== 200 && status !== 4001) return `status ${String(status)} with HTTP ${http}, expected 4001`;
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

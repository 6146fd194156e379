/** A line of compat-check's table, and a reply in the few words that are compared there. */

import { isObject, type Reply } from './send.ts';

export interface Line {
  behaviour: string;
  expected: string;
  found: string;
}

export const line = (behaviour: string, expected: string, found: Reply | string): Line => ({
  behaviour,
  expected,
  found: typeof found === 'string' ? found : told(found),
});

/** `4016 reset` for a reply as it should be; whatever is odd about it stands there too. */
export function told({ httpStatus, contentType, envelope }: Reply): string {
  const http = httpStatus === 200 ? [] : [`HTTP ${httpStatus}`];
  if (!envelope) return [...http, 'no envelope'].join(' ');
  const { status, action, msg, data } = envelope;
  return [
    ...http,
    typeof status === 'number' ? status : `status ${JSON.stringify(status)}`,
    typeof action === 'string' ? action : `action ${JSON.stringify(action)}`,
    ...(typeof msg === 'string' ? [] : [`msg ${JSON.stringify(msg)}`]),
    ...(isObject(data) ? [] : [`data ${JSON.stringify(data)}`]),
    ...(isObject(data) && status !== 0 && Object.keys(data).length > 0 ? ['data not empty'] : []),
    ...(contentType.startsWith('application/json') ? [] : [`as ${contentType || 'nothing'}`]),
  ].join(' ');
}

export function dataOf({ envelope }: Reply): Record<string, unknown> {
  return isObject(envelope?.data) ? envelope.data : {};
}

export function textIn(data: Record<string, unknown>, name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}

/** The names of those that are not as they should be, or `right`. */
export function wrong(tests: Readonly<Record<string, boolean>>): string {
  const failed = Object.entries(tests).filter(([, isRight]) => !isRight);
  return failed.length === 0 ? 'right' : `wrong: ${failed.map(([name]) => name).join(', ')}`;
}

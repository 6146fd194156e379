/** The process's log: JSON lines on stderr, so that stdout keeps its one `ready` line and the CLI its output. */

import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Fields that could carry what a subscriber typed or a portal said, should somebody ever log a whole object. */
const neverLogged = [
  'pin_pwd',
  'new_pwd',
  'sms_code',
  'login_code',
  'captcha_code',
  'id_card',
  'user_idcard',
  'full_name',
  'user_name',
  'user_id',
  'tel',
  'token',
  'appsecret',
  'cookies',
  'answers',
];

export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: neverLogged.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[removed]' },
      serializers: { err: errorWithoutContent },
    },
    destination,
  );
}

/**
 * Name, message, code and stack: an error's other own properties may hold rows or requests.
 * JSON.parse quotes its source in a SyntaxError's message, which also heads the stack: both lose it.
 */
function errorWithoutContent(error: unknown) {
  if (!(error instanceof Error)) return { message: 'something that is not an Error was thrown' };
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause instanceof Error ? { name: error.cause.name, message: messageOf(error.cause) } : undefined;
  return {
    name: error.name,
    message: messageOf(error),
    code,
    cause,
    stack: error.stack?.replace(error.message, messageOf(error)),
  };
}

function messageOf(error: Error): string {
  return error instanceof SyntaxError ? 'text that cannot be parsed' : error.message;
}

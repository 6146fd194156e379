/** A log at its most talkative, kept in memory, and the question whether any line of it gives a secret away. */

import { Writable } from 'node:stream';
import { createLog, type Log } from '../../src/log.ts';

export interface WatchedLog {
  log: Log;
  lines: string[];
}

export function watchLog(): WatchedLog {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
      done();
    },
  });
  return { log: createLog('trace', destination), lines };
}

/** Lines that hold a secret as it is, percent-encoded, or in base64; each with the kind of the secret. */
export function leaksIn(lines: readonly string[], secrets: Readonly<Record<string, Iterable<string>>>): string[] {
  const patterns = Object.entries(secrets).flatMap(([kind, texts]) => {
    const pattern = patternOf([...texts]);
    return pattern ? [{ kind, pattern }] : [];
  });
  return lines.flatMap((line) => {
    const text = withoutChance(line);
    return patterns.filter(({ pattern }) => pattern.test(text)).map(({ kind }) => `${kind}: ${line}`);
  });
}

/** Null when there is none. Short secrets count only where no letter or digit stands beside them: a code of six digits is part of many a longer number. */
function patternOf(texts: string[]): RegExp | null {
  // Below four characters are 110, 120 and the like, which are nobody's secret.
  const forms = texts
    .filter((text) => text.length >= 4 || /\P{ASCII}/u.test(text))
    .flatMap((text) => [text, encodeURIComponent(text), Buffer.from(text).toString('base64')]);
  if (forms.length === 0) return null;
  return new RegExp(
    `(?<![0-9A-Za-z])(${forms.map((form) => form.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|')})(?![0-9A-Za-z])`,
  );
}

/** The line without what time and chance put there, which may look like a code now and then. */
function withoutChance(line: string): string {
  return line.replace(/"time":\d+|"request":"[0-9a-f-]+"|"ms":\d+/g, '');
}

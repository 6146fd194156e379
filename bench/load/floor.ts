/**
 * The least that fetching the same calls could cost: the same pages asked for over an agent like the portals', parsed where they are JSON
 * and not looked at where they are HTML, and the same documents gzipped and sealed. No cookies, no rows, no report, no statement.
 */

import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { openPortal } from '../../src/carriers/portal.ts';
import type { Journey } from '../../src/journey/journey.ts';
import type { CarrierBaseUrls } from '../../src/start/new-journey.ts';
import { findColumns, findDocument } from '../../src/store/sessions/documents.ts';
import { seal } from '../../src/store/vault.ts';
import { inTurns } from './together.ts';

/** What one session asked of the carrier, and what was made of it. */
export interface Seen {
  pages: Dispatcher.DispatchOptions[];
  documents: Buffer[];
}

export interface Pages {
  count: number;
  bytes: number;
}

const agent = new Agent({ keepAliveTimeout: 10_000, maxResponseSize: 32 * 1024 * 1024 });
const dataKey = randomBytes(32);
const gzipLevel = 3;

/** The journey with portals that write down what they are asked. One session at a time. */
export function openRecorder(journey: Journey, baseUrls: CarrierBaseUrls) {
  let pages: Seen['pages'] = [];
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    const { origin = '', path, method, headers = {}, body = null } = options;
    pages.push({ origin, path, method, headers, body });
    return dispatch(options, handler);
  });
  return {
    journey: {
      ...journey,
      openPortal(carrier, cookies, { signal }) {
        const baseUrl = baseUrls[carrier];
        return baseUrl ? openPortal({ baseUrl, cookies, signal, dispatcher }) : null;
      },
    } satisfies Journey,
    /** Once its report is stored. */
    async take(sid: string): Promise<Seen> {
      const session = await journey.sessions.find(journey.db, sid);
      if (!session) throw new Error(`the session ${sid} is not there`);
      const columns = await findColumns(journey.db, session);
      const documents = columns ? [columns] : [];
      for (const kind of ['record', 'report', 'score', 'tags'] as const) {
        const stored = await findDocument(journey.db, kind, session);
        if (stored) documents.push(await stored.plain());
      }
      const seen = { pages, documents };
      pages = [];
      return seen;
    },
  };
}

/** `atOnce` sessions at a time, each asking for all its pages together. */
export async function replay(sessions: Seen[], atOnce: number): Promise<Pages> {
  const all = { count: 0, bytes: 0 };
  await inTurns(sessions, atOnce, async ({ pages, documents }) => {
    for (const bytes of await Promise.all(pages.map(readPage))) {
      all.count += 1;
      all.bytes += bytes;
    }
    for (const document of documents) seal(dataKey, 'record:floor', gzipSync(document, { level: gzipLevel }));
  });
  return all;
}

async function readPage(page: Dispatcher.DispatchOptions): Promise<number> {
  const { headers, body } = await agent.request(page);
  const bytes = await body.bytes();
  if (!String(headers['content-type']).includes('html')) {
    const text = new TextDecoder().decode(bytes);
    // JSONP has the name of a function around it.
    JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1) || '0');
  }
  return bytes.length;
}

/** What a push says, made when it is sent of what the session holds then (wire contract §7). */

import { codes } from '../errors.ts';
import type { App } from '../store/apps.ts';
import type { Database } from '../store/database.ts';
import type { PushKind } from '../store/pushes/push-kinds.ts';
import { findDocument, type StoredDocument } from '../store/sessions/documents.ts';
import type { Session, Subject } from '../store/sessions.ts';
import { encryptResult, type PlainResult } from './encrypt.ts';

interface Source {
  db: Database;
  session: Session;
  subject: Subject;
  app: App;
  /** The document as the app may see it. */
  shown: (document: StoredDocument) => Promise<StoredDocument>;
}

const bodies: Record<PushKind, (source: Source) => Promise<Buffer | null>> = {
  auth: async ({ session: { sid }, subject: { tel, uid } }) => jsonBytes({ status: 0, tel, uid, sid }),
  result: async (source) => {
    const plain = await plainResult(source);
    const { app, session } = source;
    if (!plain || !app.pushes.encrypted) return plain;
    // Our own reply: `fetch-record` or `failedResult` wrote it.
    const result: PlainResult = JSON.parse(plain.toString('utf8'));
    return jsonBytes(encryptResult(app.appsecret, session.sid, result));
  },
  report: async ({ session: { sid, state }, subject: { tel, uid } }) =>
    jsonBytes({ status: state === 'reported' ? 0 : 2, sid, tel, uid }),
  tags: async ({ db, session, shown }) => {
    const document = await findDocument(db, 'tags', session);
    if (!document) return null;
    const reply: { data: object } = JSON.parse((await (await shown(document)).plain()).toString('utf8'));
    return jsonBytes(reply.data);
  },
};

/** Null when nothing is left that could be said: the session was erased. */
export async function pushBody(
  db: Database,
  session: Session,
  app: App,
  kind: PushKind,
  shown: Source['shown'],
): Promise<Buffer | null> {
  const { subject } = session;
  return subject ? bodies[kind]({ db, session, subject, app, shown }) : null;
}

/** The bytes that `/calls/record` sends, or its envelope of failure with whom it is about. */
async function plainResult({ db, session, subject: { tel, uid }, shown }: Source): Promise<Buffer | null> {
  if (session.state === 'query_failed') {
    const { msg, action } = codes[3100];
    return jsonBytes({ status: 3100, action, msg, data: { tel, uid, sid: session.sid } });
  }
  const document = await findDocument(db, 'record', session);
  return document ? (await shown(document)).plain() : null;
}

function jsonBytes(value: object): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

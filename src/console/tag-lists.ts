/** Tag lists: which there are, a new one from an uploaded file, and one less. */

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { BadFile } from '../import/bad-file.ts';
import { type ImportedTagList, importTagList } from '../import/import-tag-list.ts';
import { listApps } from '../store/apps.ts';
import { listTagLists, removeTagList } from '../store/tags/tag-list-catalogue.ts';
import { replaceTagList } from '../store/tags/tag-lists.ts';
import { noSuchApp } from './apps.ts';
import { Refused } from './refused.ts';
import { type ConsoleParts, done, nullable, resource, text } from './resource.ts';

export const tagListList = resource({
  method: 'GET',
  path: '/tag-lists',
  who: 'auditor',
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        name: Type.String(),
        appid: nullable(Type.String()),
        version: Type.Integer(),
        count: Type.Integer(),
        importedAt: Type.Number(),
      }),
    ),
  }),
  handle: async ({ parts }) => ({ rows: await listTagLists(parts.journey.db) }),
});

export const tagListRemoval = resource({
  method: 'DELETE',
  path: '/tag-lists/:version',
  who: 'operator',
  reply: done,
  async handle({ parts, params: { version = '' }, audit }) {
    const removed = /^\d{1,15}$/.test(version) ? await removeTagList(parts.journey.db, Number(version)) : null;
    if (!removed) throw new Refused('not_found', 'Found no such list, expected one that the page shows.');
    await audit('tags.removed', { appid: removed.appid, detail: { list: removed.name } });
    return {};
  },
});

/** The file is the body, CSV or JSON lines: it goes to disk piece by piece and never into memory as a whole. */
const upload = resource({
  method: 'PUT',
  path: '/tag-lists',
  who: 'operator',
  query: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]+$' }),
    appid: Type.Optional(text),
  }),
  reply: Type.Object({ name: Type.String(), count: Type.Integer() }),
  async handle({ parts: { journey }, query: { name, appid = null }, request, audit }) {
    const { db, now } = journey;
    if (appid !== null && !(await listApps(db)).some((app) => app.appid === appid)) throw noSuchApp();
    if (!(request.body instanceof Readable))
      throw new Refused('bad_request', 'Found no file, expected one as the body.');
    const { packed, count } = await readList(request.body);
    await replaceTagList(db, { name, appid }, packed, count, now());
    await audit('tags.imported', { appid, detail: { list: name, numbers: count } });
    return { name, count };
  },
});

/** 10 million lines of CSV have 300 MB. */
const uploadLimitBytes = 512 * 1024 * 1024;

async function readList(file: Readable): Promise<ImportedTagList> {
  const folder = await mkdtemp(join(tmpdir(), 'xiangdan-upload-'));
  try {
    const path = join(folder, 'list');
    await pipeline(file, limited, createWriteStream(path, { mode: 0o600 }));
    return await importTagList(path, () => undefined);
  } catch (error) {
    if (error instanceof BadFile) throw new Refused('bad_file', error.message);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > uploadLimitBytes)
      throw new Refused('bad_file', `Found more than ${uploadLimitBytes / 1024 / 1024} MiB, expected less.`);
    yield chunk;
  }
}

/** In a scope of its own, whose bodies are streams. */
export function addTagListUpload(scope: FastifyInstance, parts: ConsoleParts): void {
  scope.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { bodyLimit: uploadLimitBytes }, (_request, payload, done) => done(null, payload));
    upload(own, parts);
  });
}

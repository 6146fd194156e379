/** What a phone must load before it can show anything: counted as it travels, packed. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { buildWebIfStale } from '../../scripts/build-web.mjs';
import { addStaticPages } from '../../src/hosted/static-pages.ts';

const dist = resolve(dirname(fileURLToPath(import.meta.url)), '../../web/dist');
const budgetBytes = 120 * 1024;

beforeAll(buildWebIfStale);

/** Scripts and styles of the page, and what they import in turn. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const links = text.matchAll(
    /(?:\bsrc|\bhref)="([^"]+\.(?:js|css))"|(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g,
  );
  for (const [, inHtml, inScript] of links) loadedBy(join(dirname(file), inHtml ?? inScript ?? ''), seen);
  return seen;
}

test('the phone page loads less than 120 KB gzipped, icons and fonts included', () => {
  const files = [...loadedBy(join(dist, 'authorise/index.html'))];
  const bytes = files.reduce((sum, file) => sum + statSync(`${file}.gz`).size, 0);
  console.info(`phone page: ${files.length} files, ${bytes} bytes gzipped`);
  expect(files).toHaveLength(2);
  expect(bytes).toBeLessThan(budgetBytes);
  expect(files.flatMap((file) => readFileSync(file, 'utf8').match(/url\([^)]+\)/g) ?? [])).toEqual([]);
});

test('the page can be painted from its first answer: styles stand in it, and fit a connection’s first flight of 14 KB', () => {
  const page = join(dist, 'authorise/index.html');
  const html = readFileSync(page, 'utf8');
  expect(html).not.toMatch(/rel="stylesheet"/);
  expect(html.match(/<style>([^<]+)<\/style>/)?.[1]).toContain('.sheet{');
  expect(html).toMatch(/<h1>[^<]+<\/h1>/);
  expect(statSync(`${page}.gz`).size).toBeLessThan(14 * 1024);
});

test('the page is asked for anew each time, its script never again, and both come packed as the browser likes best', async () => {
  const app = Fastify();
  addStaticPages(app, null);
  const get = (url: string) => app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const html = readFileSync(join(dist, 'authorise/index.html'), 'utf8');
  const style = createHash('sha256').update(html.match(/<style>([^<]+)<\/style>/)?.[1] ?? '');
  const page = await get('/authorise/');
  expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'br' });
  const policy = String(page.headers['content-security-policy']).split('; ');
  expect(policy).toContain(`style-src 'self' 'sha256-${style.digest('base64')}'`);
  expect(policy).toContain("script-src 'self'");
  const [, name] = /src="\.\.(\/assets\/[^"]+)"/.exec(html) ?? [];
  const script = await get(name ?? '');
  expect(script.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
  });
  await app.close();
});

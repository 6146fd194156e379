/** Which codes the OpenAPI document gives each endpoint. */

import type { JsonObject } from '../../src/wire/openapi/plain-schema.ts';
import { at } from './breaking-changes.ts';

/** By path, with `delete ` before it for that method; GET and POST of a path are one endpoint. */
export function documentedCodes(document: JsonObject): Record<string, number[]> {
  const codes: Record<string, number[]> = {};
  for (const [path, item] of Object.entries(Object(at(document, 'paths')))) {
    const methods = Object.keys(Object(item));
    const either = methods.find((method) => method === 'get' || method === 'post');
    if (either) codes[path] = codesAt(document, path, either);
    if (methods.includes('delete')) codes[`delete ${path}`] = codesAt(document, path, 'delete');
  }
  return codes;
}

function codesAt(document: JsonObject, path: string, method: string): number[] {
  const name =
    String(at(document, 'paths', path, method, 'responses', '200', '$ref'))
      .split('/')
      .at(-1) ?? '';
  const content = at(document, 'components', 'responses', name, 'content', 'application/json', 'examples');
  return Object.keys(Object(content))
    .filter((code) => code !== 'ok')
    .map(Number);
}

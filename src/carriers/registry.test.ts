/** Which carriers are served. */

import { expect, test } from 'vitest';
import { carriers } from '../domain/carrier.ts';
import { connectorFor } from './registry.ts';

test('中国联通 is served, and no carrier by the connector of another', () => {
  expect(connectorFor('unicom')).not.toBeNull();
  for (const carrier of carriers) expect(connectorFor(carrier)?.carrier ?? carrier).toBe(carrier);
});

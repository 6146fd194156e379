/** Which carriers are served. */

import { expect, test } from 'vitest';
import { carriers } from '../domain/carrier.ts';
import { connectorFor } from './registry.ts';

test('every carrier is served by its own connector', () => {
  for (const carrier of carriers) expect(connectorFor(carrier)?.carrier).toBe(carrier);
});

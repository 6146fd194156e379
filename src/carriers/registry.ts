/** Which connector serves which carrier. */

import type { Carrier } from '../domain/carrier.ts';
import type { Connector } from './connector.ts';
import { mobile } from './mobile/connector.ts';
import { telecom } from './telecom/connector.ts';
import { unicom } from './unicom/connector.ts';

const connectors: Partial<Record<Carrier, Connector>> = { mobile, unicom, telecom };

/** Null when there is none yet. */
export function connectorFor(carrier: Carrier): Connector | null {
  return connectors[carrier] ?? null;
}

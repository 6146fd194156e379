/** What the common suite must know about a connector to put it through its tests. */

import type { Connector } from '../../src/carriers/connector.ts';

export interface Subject {
  connector: Connector;
  /** Where the sandbox plays this carrier: `/unicom`. */
  prefix: string;
  /** Nine digits, to which a scenario's two are added: a number in a province that asks for no more than it must. */
  plain: string;
  /** The same in a province that texts a code. */
  texting: string;
  /** Eleven digits each: natural subscribers, each in another province, at least ten. */
  natural: readonly string[];
  /** Rows that a page of calls has in scenario 70, of which the first page is kept. */
  cutPageRows: number;
}

/** What a carrier's portal must be able to do to be part of the sandbox. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Subscriber } from './subscriber/subscriber.ts';
import type { World } from './world.ts';

export interface Dialect {
  carrier: Subscriber['carrier'];
  /** Where the portal lives: `/unicom`. */
  prefix: string;
  /** The page that the portal shows while it is being maintained, HTML. */
  maintenancePage: string;
  /** Whom a request is about, as far as the portal can know: a typed number, else the sign-in, else a cookie. */
  telOf(world: World, request: FastifyRequest): string | null;
  /** Whether a route (`/unicom/e3/…`) delivers calls or bills: the pages that the slow and the flaky scenario disturb. */
  isDataPage(path: string): boolean;
  routes(app: FastifyInstance, world: World): void;
}

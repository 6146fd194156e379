/** A push as the console shows it. */

import { type Static, Type } from 'typebox';
import type { Push } from '../store/pushes.ts';
import { nullable } from './resource.ts';

export const pushRow = Type.Object({
  id: Type.String(),
  sid: Type.String(),
  appid: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  attempts: Type.Integer(),
  /** Null when no attempt follows. */
  nextAt: nullable(Type.Number()),
  lastStatus: nullable(Type.Integer()),
  lastError: nullable(Type.String()),
  createdAt: Type.Number(),
  tried: Type.Array(
    Type.Object({ at: Type.Number(), status: nullable(Type.Integer()), error: nullable(Type.String()) }),
  ),
});

export function shownPush(push: Push): Static<typeof pushRow> {
  return { ...push, nextAt: push.state === 'pending' ? push.nextAt : null };
}

/** What became of every session that was signed in, and of every push, as the receiver and the store's rows have it. */

import { setTimeout as pause } from 'node:timers/promises';
import { documentSid } from '../../src/domain/document-sid.ts';
import { type PushKind, pushKinds } from '../../src/store/pushes/push-kinds.ts';
import type { Installation } from '../load/installation.ts';
import type { Arrival, Receiver } from '../load/receiver.ts';
import type { AppClient } from '../load/subscribers.ts';

export interface Account {
  sessions: number;
  /** Signed in, and without a record or a report at the end. */
  withoutRecord: string[];
  withoutReport: string[];
  /** Distinct ids that the receiver acknowledged. */
  pushes: number;
  /** `sid kind` that it did not acknowledge under exactly one id. */
  notOnce: string[];
  /** Came again before the row was settled: the process died between sending and settling, or the `ok` was lost with it. */
  repeatsBeforeSettled: number;
  /** Came again though its acknowledgement had been received and stored. */
  repeatsAfterSettled: string[];
  /** Came before the push that goes out before it was answered. */
  outOfOrder: string[];
  /** From `done` to the report's acknowledgement. */
  longestToReportSeconds: number;
}

interface Question {
  signedIn: ReadonlyMap<string, number>;
  client: AppClient;
  withinMs: number;
  stopNodes: () => Promise<unknown>;
}

const lookEveryMs = 500;
const msPerSecond = 1000;

export async function settleAccount(
  installation: Installation,
  receiver: Receiver,
  { signedIn, client, withinMs, stopNodes }: Question,
): Promise<Account> {
  const sids = [...signedIn.keys()];
  const sessionOf = new Map(sids.map((sid) => [documentSid('tags', sid), sid]));
  const bySession = () => Map.groupBy(receiver.arrivals, ({ sid }) => sessionOf.get(sid) ?? sid);
  const until = performance.now() + withinMs;
  const isOver = (arrivals: Arrival[] = []) => pushKinds.every((kind) => answered(arrivals, kind).length > 0);
  while (performance.now() < until) {
    const arrivals = bySession();
    if (sids.every((sid) => isOver(arrivals.get(sid)))) break;
    await pause(lookEveryMs);
  }
  const without: Record<'record' | 'report', string[]> = { record: [], report: [] };
  for (const sid of sids) {
    for (const what of ['record', 'report'] as const) {
      const { status } = await client.call(`/calls/${what}`, { sid });
      if (status !== 0) without[what].push(`${sid} ${status}`);
    }
  }
  await stopNodes();
  const settledAt = await settledPushes(installation);
  const arrivals = bySession();
  const inOrder = receiver.arrivals.toSorted((a, b) => a.at - b.at);
  const repeats = inOrder.filter((one, place) => inOrder.slice(0, place).some(({ id }) => id === one.id));
  const isLate = ({ id, at }: Arrival) => at > (settledAt.get(id) ?? Number.POSITIVE_INFINITY);
  const toReport = sids.flatMap((sid) =>
    answered(arrivals.get(sid) ?? [], 'report').map((at) => at - (signedIn.get(sid) ?? at)),
  );
  return {
    sessions: sids.length,
    withoutRecord: without.record,
    withoutReport: without.report,
    pushes: receiver.acknowledged(),
    notOnce: sids.flatMap((sid) => notOnce(sid, arrivals.get(sid) ?? [])),
    repeatsBeforeSettled: repeats.filter((one) => !isLate(one)).length,
    repeatsAfterSettled: repeats.filter(isLate).map((late) => {
      const first = inOrder.find(({ id }) => id === late.id)?.at ?? late.at;
      const afterSettled = late.at - (settledAt.get(late.id) ?? late.at);
      return `${late.sid} ${late.kind}: ${late.at - first} ms after it came first, ${afterSettled} ms after it was settled`;
    }),
    outOfOrder: [...arrivals].flatMap(([sid, all]) => outOfOrder(sid, all)),
    longestToReportSeconds: Math.max(0, ...toReport) / msPerSecond,
  };
}

function answered(arrivals: Arrival[], kind: PushKind): number[] {
  return arrivals.flatMap((one) => (one.kind === kind && one.answeredAt !== null ? [one.answeredAt] : []));
}

function notOnce(sid: string, arrivals: Arrival[]): string[] {
  const idsOf = (kind: PushKind) =>
    new Set(arrivals.filter((one) => one.kind === kind && one.answeredAt !== null).map(({ id }) => id));
  return pushKinds.filter((kind) => idsOf(kind).size !== 1).map((kind) => `${sid} ${kind}: ${idsOf(kind).size} ids`);
}

function outOfOrder(sid: string, arrivals: Arrival[]): string[] {
  const pairs = pushKinds.slice(1).map((kind, place) => [pushKinds[place] ?? kind, kind] as const);
  return pairs.flatMap(([before, kind]) => {
    const first = Math.min(...arrivals.filter((one) => one.kind === kind).map(({ at }) => at));
    const free = Math.min(...answered(arrivals, before));
    return first < free ? [`${sid} ${kind} before ${before}`] : [];
  });
}

/** Id → when the acknowledgement was stored, unix milliseconds. */
async function settledPushes(installation: Installation): Promise<Map<string, number>> {
  const store = await installation.openStore();
  try {
    const rows = await store.db
      .selectFrom('pushes')
      .select(['id', 'settled_at'])
      .where('state', '=', 'delivered')
      .where('settled_at', 'is not', null)
      .execute();
    return new Map(rows.map(({ id, settled_at }) => [id, settled_at?.getTime() ?? 0]));
  } finally {
    await store.close();
  }
}

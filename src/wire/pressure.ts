/** Refuses calls with 4007 while memory or the event loop is over its limit: an answer in a millisecond, and not a process that dies. */

import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { type Action, Fault } from '../errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { fail } from './envelope.ts';

export interface PressureLimits {
  /** Null: four fifths of what the machine, or the container, has. */
  maxRssMb: number | null;
  /** Mean over one look; 0: none. */
  maxEventLoopDelayMs: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The action of every failure of this endpoint (flow: `reset`). */
    failureAction?: Action | undefined;
    /** Answered whatever the load: who looks after the process asks it. */
    servedUnderPressure?: true;
  }
}

const megabyte = 1024 * 1024;
/** V8 ends the process at its limit, and spends its time collecting garbage shortly before. */
const heapShare = 0.85;
const memoryShare = 0.8;

/**
 * A stall that lasts from one look to the next counts as an endless delay, and everybody is refused until the next one. So looks are as
 * far apart as the limit: at 1 s, starting on a busy machine (load 20 on a 2-core VM, 2026-11-28) was enough to be refused.
 */
const lookMs = { least: 1000, most: 5000 };

/** Before `listen`. */
export function refuseUnderPressure(app: FastifyInstance, metrics: Metrics, limits: PressureLimits): void {
  app.register(underPressure, {
    maxEventLoopDelay: limits.maxEventLoopDelayMs,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * heapShare,
    maxRssBytes: limits.maxRssMb === null ? memoryBytes() * memoryShare : limits.maxRssMb * megabyte,
    sampleInterval: Math.min(Math.max(limits.maxEventLoopDelayMs, lookMs.least), lookMs.most),
    pressureHandler(request, reply, type) {
      const { described, failureAction, servedUnderPressure } = request.routeOptions.config;
      if (servedUnderPressure) return;
      metrics.refused(type === underPressure.TYPE_EVENT_LOOP_DELAY ? 'event loop' : 'memory');
      const envelope = fail(new Fault(4007, `over the limit of ${type}`, '系统繁忙'), failureAction);
      request.envelopeStatus = envelope.status;
      // Pages and the console have no envelope to look into: their clients read the HTTP status.
      reply.code(described ? 200 : 503).type('application/json; charset=utf-8');
      reply.send(JSON.stringify(envelope));
    },
  });
}

/** A container's limit, where there is one below the machine's own memory. */
function memoryBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

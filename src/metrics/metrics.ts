/** What is counted of one process, on a registry of its own; labels are carriers, provinces, codes and routes, never a person's. */

import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Carrier } from '../domain/carrier.ts';
import type { SessionState } from '../domain/session.ts';

/** 3 carriers × 31 provinces (and 未知). */
export interface Channel {
  carrier: Carrier;
  province: string;
}

export type StepName = 'flow' | 'login' | 'verify' | 'captcha' | 'sms' | 'recovery';
export type JobOutcome = 'done' | 'failed';
export type PushOutcome = 'acknowledged' | 'retried' | 'failed';
/** What stood in the way of a request that was answered 4007 without being tried. */
export type Refusal = 'memory' | 'event loop' | 'sign-in steps' | 'waiting fetches';

export type Metrics = ReturnType<typeof createMetrics>;

const quickSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** A page of a portal takes 0.1 s to 20 s, a step up to 45 s, a job up to 10 minutes. */
const slowSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 45];
const jobSeconds = [0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const outcomes = new Counter({
    name: 'xiangdan_session_outcomes_total',
    help: 'Sessions that were opened and states that they entered; code is that of §20, 0 for none',
    labelNames: ['carrier', 'province', 'outcome', 'code'],
    registers,
  });
  const requests = new Counter({
    name: 'xiangdan_carrier_requests_total',
    help: 'Requests to carriers by how they ended',
    labelNames: ['carrier', 'province', 'outcome'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'xiangdan_carrier_request_seconds',
    help: 'How long carriers took to answer, without the wait for our own limit',
    labelNames: ['carrier', 'province'],
    buckets: slowSeconds,
    registers,
  });
  const steps = new Histogram({
    name: 'xiangdan_step_seconds',
    help: 'Exchanges with a portal while the subscriber waits; code is what the client was told',
    labelNames: ['step', 'carrier', 'code'],
    buckets: slowSeconds,
    registers,
  });
  const jobs = new Histogram({
    name: 'xiangdan_job_seconds',
    help: 'Jobs by how they ended; a failed one may be tried again',
    labelNames: ['queue', 'outcome'],
    buckets: jobSeconds,
    registers,
  });
  const pushes = new Histogram({
    name: 'xiangdan_push_attempt_seconds',
    help: 'Attempts at pushes: acknowledged, to be tried again, or the last one',
    labelNames: ['kind', 'outcome'],
    buckets: slowSeconds,
    registers,
  });
  const replies = new Histogram({
    name: 'xiangdan_http_seconds',
    help: 'Replies by route pattern, HTTP status and status of the envelope',
    labelNames: ['route', 'http', 'status'],
    buckets: quickSeconds,
    registers,
  });
  const refused = new Counter({
    name: 'xiangdan_refused_total',
    help: 'Requests answered 4007 because this process was full',
    labelNames: ['why'],
    registers,
  });

  return {
    registry,
    sessionEntered({ carrier, province }: Channel, outcome: SessionState | 'opened', code: number | null): void {
      outcomes.inc({ carrier, province, outcome, code: code ?? 0 });
    },
    carrierAnswered({ carrier, province }: Channel, outcome: string, seconds: number): void {
      requests.inc({ carrier, province, outcome });
      requestSeconds.observe({ carrier, province }, seconds);
    },
    stepEnded(step: StepName, carrier: Carrier, code: number, seconds: number): void {
      steps.observe({ step, carrier, code }, seconds);
    },
    jobEnded(queue: string, outcome: JobOutcome, seconds: number): void {
      jobs.observe({ queue, outcome }, seconds);
    },
    pushTried(kind: string, outcome: PushOutcome, seconds: number): void {
      pushes.observe({ kind, outcome }, seconds);
    },
    replied(reply: { route: string; http: number; status: number }, seconds: number): void {
      replies.observe(reply, seconds);
    },
    refused(why: Refusal): void {
      refused.inc({ why });
    },
    /** Memory, CPU, event-loop lag, garbage collection: once a process, since it starts observers that do not end. */
    watchProcess(): void {
      collectDefaultMetrics({ register: registry });
    },
  };
}

/** Sessions all the time, `kill -9` of random processes meanwhile, and at the end the account of every session and every push. */

import { setTimeout as pause } from 'node:timers/promises';
import { freePort, type Installation, type Role } from '../load/installation.ts';
import type { Program } from '../load/program.ts';
import type { Receiver } from '../load/receiver.ts';
import { type AppClient, type DialectName, dialectNames, naturalTel, newAppClient } from '../load/subscribers.ts';
import { type Account, settleAccount } from './account.ts';

export interface CrashPlan {
  /** Processes that are killed and started again at once; the first one serves the clients. */
  nodes: Role[];
  kills: number;
  /** The longest and the shortest time between two kills. */
  betweenKillsMs: { least: number; most: number };
  /** Subscribers that sign in one after the other. */
  subscribersAtOnce: number;
  latencyMs: number;
  /** How often the database server crashes, spread over the run. */
  databaseCrashes: number;
  /** Unset where there is none to crash. */
  crashDatabase?: () => void | Promise<void>;
  /** How long the last sessions may take to come to their end. */
  settleMs: number;
  /** Aborted: what was done so far is accounted for. */
  enough: AbortSignal;
  /** From 0 to 1. */
  random: () => number;
  say: (line: string) => void;
}

export interface CrashFigures extends Account {
  kills: number;
  databaseCrashes: number;
  /** Sign-ins that did not end with `done`: a client begins these again. */
  givenUp: number;
  longestRestartSeconds: number;
  /** Last words of processes that ended though nobody killed them. */
  endedAlone: string[];
}

/** A subscriber whose call finds nobody sends it again for so long: a busy machine takes many seconds for every start. */
const clientPatienceMs = 1_800_000;
/** A supervisor's pause before it starts a node again that could not start (its database was away). */
const startAgainAfterMs = 500;
const mostStarts = 60;
const msPerSecond = 1000;

export async function crashRun(installation: Installation, receiver: Receiver, plan: CrashPlan): Promise<CrashFigures> {
  await installation.setLatency(plan.latencyMs);
  const nodes = await Promise.all(plan.nodes.map((role) => superviseNode(installation, role, plan.say)));
  const [front] = nodes;
  if (!front) throw new Error('a crash run needs a node');
  const client = await newAppClient(installation, () => front.url, { patienceMs: clientPatienceMs });
  const load = keepSigningIn(client, plan);

  let databaseCrashes = 0;
  let kills = 0;
  for (; kills < plan.kills && !plan.enough.aborted; kills += 1) {
    const { least, most } = plan.betweenKillsMs;
    await pause(least + plan.random() * (most - least));
    if (plan.crashDatabase && kills >= ((databaseCrashes + 1) * plan.kills) / (plan.databaseCrashes + 1)) {
      databaseCrashes += 1;
      await plan.crashDatabase();
    }
    const victim = nodes[Math.floor(plan.random() * nodes.length)];
    await victim?.crash();
    if ((kills + 1) % 20 === 0)
      plan.say(`${kills + 1} kills, ${load.signedIn.size} sessions signed in, ${receiver.acknowledged()} pushes`);
  }
  await Promise.all(nodes.map((node) => node.up()));
  await load.stop();
  const account = await settleAccount(installation, receiver, {
    signedIn: load.signedIn,
    client,
    withinMs: plan.settleMs,
    stopNodes: () => Promise.all(nodes.map((node) => node.stop())),
  });
  await client.close();
  return {
    ...account,
    kills,
    databaseCrashes,
    givenUp: load.givenUp(),
    endedAlone: nodes.flatMap((node) => node.endedAlone),
    longestRestartSeconds: Math.max(...nodes.map((node) => node.longestRestartMs())) / msPerSecond,
  };
}

interface SupervisedNode {
  url: string;
  /** Resolves when it serves. */
  up(): Promise<Program>;
  /** Kills it once it serves; it starts again by itself. */
  crash(): Promise<void>;
  stop(): Promise<void>;
  longestRestartMs(): number;
  /** Last words of processes that nobody killed. */
  endedAlone: string[];
}

async function superviseNode(installation: Installation, role: Role, say: CrashPlan['say']): Promise<SupervisedNode> {
  const port = await freePort();
  const endedAlone: string[] = [];
  let longest = 0;
  let isMeant = false;
  async function startAgain(): Promise<Program> {
    const at = performance.now();
    for (let tries = 1; ; tries += 1) {
      try {
        const program = watched(await installation.startNode(role, port));
        longest = Math.max(longest, performance.now() - at);
        return program;
      } catch (error) {
        if (tries === mostStarts) throw error;
        say(`a ${role} could not start (${error instanceof Error ? error.message : error}); again`);
        await pause(startAgainAfterMs);
      }
    }
  }
  function watched(program: Program): Program {
    program.ended.then((words) => {
      if (isMeant) return;
      endedAlone.push(`${role}: ${words}`);
      current = startAgain();
    });
    return program;
  }
  let current = Promise.resolve(watched(await installation.startNode(role, port)));
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const program = await current;
    isMeant = true;
    await program.end(signal);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    up: () => current,
    async crash() {
      await end('SIGKILL');
      isMeant = false;
      current = startAgain();
    },
    stop: () => end('SIGTERM'),
    longestRestartMs: () => longest,
    endedAlone,
  };
}

/** `signedIn`: sid → when its `done` came, unix milliseconds. */
function keepSigningIn(client: AppClient, { subscribersAtOnce }: CrashPlan) {
  const signedIn = new Map<string, number>();
  let wanted = true;
  let next = 0;
  let givenUp = 0;
  async function subscribers(): Promise<void> {
    while (wanted) {
      const n = next++;
      const dialect: DialectName = dialectNames[n % dialectNames.length] ?? 'unicom';
      const ended = await client.signIn(naturalTel(dialect, Math.floor(n / dialectNames.length)), `order-${n}`);
      if ('sid' in ended) signedIn.set(ended.sid, Date.now());
      else givenUp += 1;
    }
  }
  const running = Array.from({ length: subscribersAtOnce }, subscribers);
  return {
    signedIn,
    givenUp: () => givenUp,
    async stop() {
      wanted = false;
      await Promise.all(running);
    },
  };
}

/** What the sandbox remembers: keyed tables in memory, journalled to a file so that they survive a kill. */

import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** One browser's sign-in at one portal. Times in unix seconds of the sandbox clock. */
export interface SignInSession {
  carrier: string;
  tel: string;
  since: number;
  /** Last use, to the minute. */
  seen: number;
  /** What the dialect notes about it: which steps are done, how many pages were read. */
  marks: Record<string, string>;
}

/** A text message as the phone shows it; `code` is '' when the message carries none. */
export interface Sms {
  at: number;
  text: string;
  code: string;
}

export interface PendingCode {
  code: string;
  sentAt: number;
}

export interface Captcha {
  text: string;
  tel: string | null;
  at: number;
  used: boolean;
}

/** How often something happened on one Shanghai day (`2026-11-25`). */
export interface DayCount {
  day: string;
  count: number;
}

export interface Tables {
  /** By session id. */
  session: SignInSession;
  /** By tel, oldest first. */
  inbox: Sms[];
  /** By `tel purpose`. */
  code: PendingCode;
  /** By image id. */
  captcha: Captcha;
  /** By tel: a service password that replaced the first one. */
  pin: string;
  /** By `tel what`. */
  dayCount: DayCount;
  /** By `tel what`: how far a scenario has come. */
  counter: number;
  /** By 'now': the instant at which the clock was stopped. */
  clock: number;
}

export type TableName = keyof Tables;

export interface State {
  get<T extends TableName>(table: T, key: string): Tables[T] | undefined;
  set<T extends TableName>(table: T, key: string, value: Tables[T]): void;
  delete(table: TableName, key: string): void;
  entries<T extends TableName>(table: T): Iterable<[string, Tables[T]]>;
  /** Empties one table. */
  clear(table: TableName): void;
}

type Maps = { [T in TableName]: Map<string, Tables[T]> };

function emptyMaps(): Maps {
  return {
    session: new Map(),
    inbox: new Map(),
    code: new Map(),
    captcha: new Map(),
    pin: new Map(),
    dayCount: new Map(),
    counter: new Map(),
    clock: new Map(),
  };
}

function isTableName(maps: Maps, name: unknown): name is TableName {
  return typeof name === 'string' && Object.hasOwn(maps, name);
}

const lineOf = (table: string, key: string, value: unknown) => `${JSON.stringify([table, key, value])}\n`;

/** The value is what this program wrote itself; its form is not checked again. */
function restore<T extends TableName>(maps: Maps, table: T, key: string, value: Tables[T]): void {
  maps[table].set(key, value);
}

/** Replays a journal. A last line without its newline was torn by a kill and is dropped; any other unreadable line is an error. */
function replay(maps: Maps, file: string): void {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const [table, key, value] = parseLine(line, `${file}, line ${index + 1}`);
    if (!isTableName(maps, table) || typeof key !== 'string') {
      throw new Error(`not a journal of this sandbox: ${file}, line ${index + 1}`);
    }
    if (value === undefined) maps[table].delete(key);
    else restore(maps, table, key, value);
  }
}

function parseLine(line: string, where: string) {
  try {
    const parsed = JSON.parse(line);
    if (Array.isArray(parsed)) return parsed;
  } catch (cause) {
    throw new Error(`unreadable journal: ${where}`, { cause });
  }
  throw new Error(`not a journal of this sandbox: ${where}`);
}

/** Rewrites the journal as one line per living entry; the rename makes it all or nothing. */
function compact(maps: Maps, file: string): void {
  const lines = Object.entries(maps).flatMap(([table, map]) =>
    [...map].map(([key, value]: [string, unknown]) => lineOf(table, key, value)),
  );
  writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * Opens the store. With a file, every change is appended before the call returns: the page cache outlives kill -9
 * (power loss it does not; nothing here is worth an fsync). Throws when the file cannot be read, written or understood.
 */
export function openState(file?: string): State {
  const maps = emptyMaps();
  if (file !== undefined) {
    if (existsSync(file)) replay(maps, file);
    compact(maps, file);
  }
  const append = (line: string) => {
    if (file !== undefined) appendFileSync(file, line);
  };
  const remove = (table: TableName, key: string) => {
    if (maps[table].delete(key)) append(`${JSON.stringify([table, key])}\n`);
  };
  return {
    get: (table, key) => maps[table].get(key),
    set(table, key, value) {
      maps[table].set(key, value);
      append(lineOf(table, key, value));
    },
    delete: remove,
    entries: (table) => maps[table].entries(),
    clear(table) {
      for (const key of [...maps[table].keys()]) remove(table, key);
    },
  };
}

/** What the subscriber's page may ask for: each act gives a fault, or null when all went well, and perhaps a new token or a file. */

import { Fault } from '../errors.ts';
import type { Journey } from '../journey/journey.ts';
import { type ExportForm, exportSession } from '../journey/subject-export.ts';
import { eraseAsSubject, sessionOfSubject, withdrawAsSubject } from '../journey/subject-sessions.ts';
import { sendCode, signInSubject } from '../journey/subject-sign-in.ts';
import type { SmsGateway } from '../sms/gateway.ts';
import { endVisit, type Visit } from '../store/subject/subject-visits.ts';
import type { Params } from '../wire/intake.ts';
import { readTel } from '../wire/tel.ts';
import type { MyFault, MyReply } from './my-view.ts';

export interface SubjectParts {
  journey: Journey;
  /** Null: the operator has set up none. */
  sms: SmsGateway | null;
  /** Where browsers reach the sandbox; null: there is none. */
  sandboxUrl: string | null;
}

export interface Call {
  parts: SubjectParts;
  /** Null: no code was asked for in this browser, or its time is over. */
  visit: Visit | null;
  address: string;
  given: Params;
}

export interface Done {
  fault?: MyFault;
  /** The visit's from now on; null: it is over. */
  token?: string | null;
  file?: MyReply['file'];
}

type Act = (call: Call) => Promise<Done>;

/** Name in `/my/api/NAME` → what it does. */
export const myActions: Record<string, Act> = {
  view: async () => ({}),

  async code({ parts: { journey, sms }, address, given }) {
    if (!sms) return { fault: { why: 'gateway' } };
    const tel = telOf(given);
    if (tel === null) return { fault: { why: 'tel' } };
    return sent(await sendCode(journey, sms, { tel, address, visit: null }));
  },

  async again({ parts: { journey, sms }, address, visit }) {
    if (!sms) return { fault: { why: 'gateway' } };
    if (visit?.signedInAt !== null) return { fault: { why: 'signed_out' } };
    return sent(await sendCode(journey, sms, { tel: visit.tel, address, visit }));
  },

  async 'sign-in'({ parts: { journey }, visit, given }) {
    if (visit?.signedInAt !== null) return { fault: { why: 'signed_out' } };
    const signedIn = await signInSubject(journey, visit, textOf(given.code));
    return typeof signedIn === 'string' ? { fault: { why: signedIn } } : { token: signedIn.token };
  },

  async leave({ parts: { journey }, visit }) {
    if (visit) await endVisit(journey.db, visit.token);
    return { token: null };
  },

  withdraw: signedIn(async ({ parts: { journey }, visit, given }) =>
    (await withdrawAsSubject(journey, visit, textOf(given.sid))) ? {} : { fault: { why: 'gone' } },
  ),

  erase: signedIn(async ({ parts: { journey }, visit, given }) =>
    (await eraseAsSubject(journey, visit, textOf(given.sid))) ? {} : { fault: { why: 'gone' } },
  ),

  export: signedIn(async ({ parts: { journey }, visit, given }) => {
    const form: ExportForm = given.form === 'csv' ? 'csv' : 'json';
    const session = await sessionOfSubject(journey, visit.tel, textOf(given.sid));
    if (!session) return { fault: { why: 'gone' } };
    const text = await exportSession(journey, session, form);
    if (text === null) return { fault: { why: 'nothing' } };
    const type = form === 'csv' ? 'text/csv' : 'application/json';
    // Named by the session: a file name travels further than the person meant to share.
    return { file: { name: `xiangdan-${session.sid.slice(3, 11)}.${form}`, type, text } };
  }),
};

function signedIn(act: (call: Call & { visit: Visit }) => Promise<Done>): Act {
  return async (call) => {
    const { visit } = call;
    if (!visit || visit.signedInAt === null) return { fault: { why: 'signed_out' } };
    return act({ ...call, visit });
  };
}

function sent(result: Awaited<ReturnType<typeof sendCode>>): Done {
  return 'token' in result ? { token: result.token } : { fault: result };
}

function telOf({ tel }: Params): string | null {
  try {
    return readTel(textOf(tel));
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Anything else is no number, no code and no session. */
function textOf(value: Params[string]): string {
  return typeof value === 'string' && value.length <= 200 && !value.includes('\0') ? value : '';
}

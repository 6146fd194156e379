/** How a connector's step says that the carrier refused, or that its portal failed us. */

import { type Code, codes } from '../errors.ts';
import type { Notes, Outcome } from './connector.ts';
import { PortalTrouble } from './portal-trouble.ts';

/** The one ending that sign-in and recovery have in common. */
export type Refusal = Extract<Outcome, { kind: 'refused' }>;

/** `notes` are kept only where the code lets the session go on. `detail` is for the operator, `hint` for the subscriber. */
export function refuse(code: Code, detail: string, notes: Notes, hint?: string): Refusal {
  const kept = codes[code].action === 'processing' ? { notes } : {};
  return { kind: 'refused', code, detail, ...kept, ...(hint === undefined ? {} : { hint }) };
}

/** Runs a step; what a page does to us becomes its refusal, with the notes that the step began with. */
export async function settle<O>(notes: Notes, step: () => Promise<O>): Promise<O | Refusal> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof PortalTrouble) return refuse(error.code, error.message, notes);
    throw error;
  }
}

/** What the subscriber's own page is told. The page's own code reads these types. */

import type { SubjectSession } from '../domain/subject-session.ts';

export interface MyView {
  /** False: the operator has set up no SMS gateway, so nobody can sign in here. */
  hasGateway: boolean;
  /** Of the sandbox's phone for this number; null: there is none. */
  phoneUrl: string | null;
  step: MyStep;
}

export type MyStep =
  | { at: 'number' }
  /** `seconds`: until another code may be asked for. */
  | { at: 'code'; tel: string; seconds: number }
  | {
      at: 'sessions';
      tel: string;
      /** Unix seconds. */
      endsAt: number;
      sessions: SubjectSession[];
      receipts: MyReceipt[];
    };

export interface MyReceipt {
  sid: string;
  /** As the receipt says it: in Shanghai. */
  erasedAt: string;
  /** As `xiangdan receipt verify` reads it. */
  file: object;
}

/** Why a call did not do what was asked. */
export type MyFault =
  | { why: 'tel' | 'wrong' | 'spent' | 'gateway' | 'signed_out' | 'gone' | 'nothing' | 'request' }
  | { why: 'wait'; seconds: number }
  /** Our own; `id` is that of the log. */
  | { why: 'own'; id: string };

export interface MyReply {
  view: MyView | null;
  fault: MyFault | null;
  /** What was asked for to be downloaded. */
  file: { name: string; type: string; text: string } | null;
}

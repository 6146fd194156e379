/** The kinds of push, in the order in which those of one session go out (wire contract §7). */

export const pushKinds = ['auth', 'result', 'report', 'tags'] as const;

export type PushKind = (typeof pushKinds)[number];

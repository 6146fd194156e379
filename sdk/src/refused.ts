/** A reply that is not 0: what happened, in the code and in the words of the service. */

/** `processing`: the same session goes on, try again; `reset`: begin again. */
export type FailureAction = 'processing' | 'reset';

export class XiangdanError extends Error {
  readonly status: number;
  readonly action: FailureAction;
  /** Chinese, for the subscriber. */
  readonly msg: string;

  constructor(path: string, status: number, action: FailureAction, msg: string) {
    super(`${path} answered ${status}: ${msg}`);
    this.name = 'XiangdanError';
    this.status = status;
    this.action = action;
    this.msg = msg;
  }
}

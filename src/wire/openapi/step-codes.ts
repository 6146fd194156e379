/** Which codes each step with a carrier may answer with; test/openapi/codes-seen.test.ts sees them happen. */

import type { Code } from '../../errors.ts';

/** Of every call for a session that waits: it may have ended, be in use, or find its carrier out of order. */
export const waitingCodes: readonly Code[] = [4004, 4007, 4016, 4017, 20017, 20018, 20020];

const sendsSms: readonly Code[] = [4006, 4009];

export const flowCodes: readonly Code[] = [...sendsSms, 4007, 4016, 20005, 20011, 20015, 20018, 20020];

export const newSmsCodes: readonly Code[] = [...waitingCodes, ...sendsSms, 4990];

export const loginCodes: readonly Code[] = [
  ...waitingCodes,
  ...sendsSms,
  4008,
  4010,
  4012,
  4013,
  20006,
  20008,
  20013,
  20014,
  20019,
];

export const verifyCodes: readonly Code[] = [...waitingCodes, ...sendsSms, 4008, 4010, 4012, 20006, 20013];

export const recoveryCodes: readonly Code[] = [
  4004, 4007, 4008, 4009, 4010, 4016, 20005, 20008, 20011, 20013, 20015, 20017, 20018, 20020, 30001, 30002, 30003,
  30004, 30005, 30006, 30007, 30008, 30009, 30010,
];

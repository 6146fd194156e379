/** What the sandbox carriers do to a subscriber, chosen by the last two digits of the number (sandbox.md). */

/** Switches that are absent are off. `…MonthBack`: so many months before the current one. */
export interface Scenario {
  /** The last two digits of the number. */
  digits: string;
  name: string;

  maintenance?: true;
  busyFirstLogin?: true;
  locked?: true;
  smsCap?: true;
  initialPassword?: true;
  notRealName?: true;
  firstCodeExpires?: true;
  kickedOut?: true;
  refusedMonthBack?: number;
  unclearMonthBack?: number;
  cutMonthBack?: number;
  missingBillBack?: number;
  pageDelayMs?: number;
  flaky?: true;
  hangs?: true;
  broken?: true;

  dirtyRows?: true;
  heavy?: true;
  newSim?: true;
  pursued?: true;
  silent?: true;
  noCalls?: true;
  wrongIdentity?: true;
}

const special: readonly Scenario[] = [
  { digits: '60', name: 'carrier in maintenance', maintenance: true },
  { digits: '61', name: 'carrier busy once', busyFirstLogin: true },
  { digits: '62', name: 'account locked', locked: true },
  { digits: '63', name: 'SMS cap reached', smsCap: true },
  { digits: '64', name: 'initial password', initialPassword: true },
  { digits: '65', name: 'not real-name', notRealName: true },
  { digits: '66', name: 'first SMS code expires', firstCodeExpires: true },
  { digits: '67', name: 'signed in elsewhere', kickedOut: true },
  { digits: '68', name: 'one month refused', refusedMonthBack: 3 },
  { digits: '69', name: 'one month empty, unclear', unclearMonthBack: 2 },
  { digits: '70', name: 'one month cut off', cutMonthBack: 2 },
  { digits: '71', name: 'a bill missing', missingBillBack: 2 },
  { digits: '72', name: 'slow', pageDelayMs: 2000 },
  { digits: '73', name: 'flaky', flaky: true },
  { digits: '74', name: 'dirty rows', dirtyRows: true },
  { digits: '75', name: 'heavy user', heavy: true },
  { digits: '76', name: 'new SIM', newSim: true },
  { digits: '77', name: 'pursued by collectors', pursued: true },
  { digits: '78', name: 'silent', silent: true },
  { digits: '79', name: 'no calls at all', noCalls: true },
  { digits: '80', name: 'hangs', hangs: true },
  { digits: '81', name: 'broken', broken: true },
  { digits: '82', name: 'wrong identity on file', wrongIdentity: true },
];

const byDigits = new Map(special.map((scenario) => [scenario.digits, scenario]));

/** The scenario of a number; `natural` for 00–59 and 83–99. */
export function scenarioOf(tel: string): Scenario {
  const digits = tel.slice(-2);
  return byDigits.get(digits) ?? { digits, name: 'natural' };
}

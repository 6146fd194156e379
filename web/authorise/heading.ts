/** The heading of the step that is shown, which the focus goes to and the window is named after. */

import type { PageView } from '../../src/hosted/view.ts';
import type { LocalStep } from './page-state.ts';
import { carrierName, words } from './words.ts';

/** '' while there is nothing to be seen yet. */
export function headingOf(view: PageView | null, local: LocalStep): string {
  const say = words.value;
  if (!view) return '';
  const { step } = view;
  if (step.at === 'login')
    return local === 'recovery-start' ? say.recoveryTitle : say.loginTitle(carrierName(step.carrier));
  if (step.at === 'recovery') {
    const titles = {
      smsCode: say.recoverySmsTitle,
      loginCode: say.recoveryLoginTitle,
      contacts: say.contactsTitle,
      newPassword: say.newPasswordTitle,
    };
    return titles[step.wants];
  }
  const titles = {
    consent: say.consentTitle,
    number: say.numberTitle,
    verify: say.verifyTitle,
    recovered: say.recoveredTitle,
    fetching: say.fetchingTitle,
    done: say.doneTitle,
    failed: say.failedTitle,
  };
  return titles[step.at];
}

/** `userInfo`: what 中国联通's self-service pages say about the subscriber. */

import { compactText } from '../shanghai-clock.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';

/** Name, certificate and address as masked as the carrier shows them; '' where it shows nothing. */
export function userInfo({ tel, province, shown, openDate }: Subscriber): Record<string, string> {
  return {
    usernumber: tel,
    custName: shown.fullName,
    certnum: shown.idCard,
    certaddr: shown.address,
    opendate: compactText(openDate),
    packageName: '4G/5G畅享套餐',
    brand_name: '4G业务',
    status: '开通',
    paytype: '2',
    landlvl: '国内长途',
    provincename: province,
  };
}

/** The truth about a subscriber, as `/inspect/subscribers/{tel}` tells it to tests and to people who try the sandbox out. */

import { lastCaptchaOf } from '../captcha/captchas.ts';
import { pinOf } from '../sign-in/password.ts';
import { inboxOf } from '../sign-in/sms.ts';
import { billRecords, callRecords } from '../subscriber/truth.ts';
import type { World } from '../world.ts';

/** What a record says where the carrier shows nothing (report semantics §2). */
const undisclosed = '运营商未透露';

/** Null: no such subscriber. `open_date` is unix seconds as text; `calls` and `bills` have the form of §13. */
export function subscriberTruth(world: World, tel: string) {
  const subscriber = world.subscriber(tel);
  if (!subscriber) return null;
  const { carrier, province, city, scenario, name, idCard, address, openDate, shown } = subscriber;
  const last = lastCaptchaOf(world, tel);
  return {
    tel,
    carrier,
    province,
    city,
    scenario: scenario.name,
    pin: pinOf(world, subscriber),
    name,
    id_card: idCard,
    address,
    open_date: String(openDate),
    shown: {
      full_name: shown.fullName || undisclosed,
      id_card: shown.idCard || undisclosed,
      address: shown.address || undisclosed,
    },
    sms: inboxOf(world, tel),
    captcha: last && { image_id: last.imageId, text: last.captcha.text },
    calls: callRecords(subscriber, world.now()),
    bills: billRecords(subscriber, world.now()),
  };
}

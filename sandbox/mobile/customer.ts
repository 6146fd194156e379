/** `mergecust`: what 中国移动's customer page says about the subscriber, and the brand that the number belongs to. */

import type { FastifyInstance } from 'fastify';
import { compactText } from '../shanghai-clock.ts';
import { pick, seeded } from '../subscriber/seeded.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { ok } from './reply.ts';
import { shopPage } from './shop.ts';

const brands = ['全球通', '动感地带', '神州行'] as const;

const brandOf = ({ tel }: Subscriber) => pick(seeded(`${tel} brand`), brands);

/** 广东 神州行 has longer service passwords than everybody else (§12.1). */
export function passwordLengthOf(subscriber: Subscriber): 6 | 8 {
  return subscriber.province === '广东' && brandOf(subscriber) === '神州行' ? 8 : 6;
}

/** Name, certificate and address as masked as the carrier shows them; '' where it shows nothing. */
export function customerPage(app: FastifyInstance, world: World): void {
  shopPage(app, world, '/i/v1/cust/mergecust/:tel', ({ subscriber }) => {
    const { tel, shown, openDate, scenario } = subscriber;
    const brand = brandOf(subscriber);
    const custInfoQryOut = {
      name: shown.fullName,
      certNo: shown.idCard,
      inNetDate: compactText(openDate),
      status: '00',
      // 1: nobody has shown a document for the number (65).
      realNameInfo: scenario.notRealName ? '1' : '2',
      address: shown.address,
      email: '',
      zipCode: '',
      contactNum: tel,
      brand,
    };
    return { ...ok, data: { custInfoQryOut, curPlanQryOut: { curPlanName: `${brand}畅享套餐` } } };
  });
}

/** Whom a subscriber telephones with, how much in all, and where they travel: what stays the same from day to day. */

import { type Place, placeOfNumber } from '../numbers.ts';
import { type Contact, landlineIn, mobileAnywhere, mobileIn, numberAbroad, serviceNumber } from './counterparts.ts';
import { clientHabit, type Habit, habits } from './habits.ts';
import { between, chance, digits, pick, type Random, seeded } from './seeded.ts';
import type { Subscriber } from './subscriber.ts';

export interface Group {
  habit: Habit;
  /** The most frequent first; empty for strangers. */
  contacts: Contact[];
}

export interface Circle {
  callsPerMonth: number;
  groups: Group[];
  home: Place;
  /** The city of their journeys; one in three people has one. */
  away: Place | null;
}

/** Five whole months and a part of the current one: 18,200 to 21,840 calls, so 20,000 within 10 % at any clock. */
const heavyCallsPerMonth = 3640;

/** The month of 70 must have more than one page of 200 rows, or there is no second page that could fail. */
const cutCallsPerMonth = 330;

const ownHotline = { mobile: '10086', unicom: '10010', telecom: '10000' } as const;
const publicHotlines = ['95588', '95533', '95555', '95599', '95566', '12345', '95338', '12306'];

/** Mostly people of one's own city; `share` of them live elsewhere. */
function mobileNear(random: Random, home: Place, share: number): Contact {
  return chance(random, share) ? mobileAnywhere(random) : mobileIn(random, home);
}

function hotline(random: Random): Contact {
  return serviceNumber(chance(random, 0.7) ? pick(random, publicHotlines) : `4008${digits(random, 6)}`);
}

type Draw = (random: Random, home: Place) => Contact;

const draws: Record<Habit['kind'], Draw> = {
  family: (random, home) => mobileNear(random, home, 0.3),
  colleague: (random, home) => mobileNear(random, home, 0.1),
  friend: (random, home) => mobileNear(random, home, 0.4),
  courier: mobileIn,
  hotline,
  landline: landlineIn,
  stranger: mobileAnywhere,
  abroad: numberAbroad,
  client: (random, home) => mobileNear(random, home, 0.5),
};

/** Numbers of a circle are told apart by their number; one that was drawn twice stands once. */
function distinct(contacts: Contact[]): Contact[] {
  return [...new Map(contacts.map((contact) => [contact.number, contact])).values()];
}

function contactsFor(random: Random, habit: Habit, subscriber: Subscriber): Contact[] {
  const [least, most] = habit.contacts;
  const drawn = Array.from({ length: between(random, least, most) }, () => draws[habit.kind](random, subscriber));
  const first = habit.kind === 'hotline' ? [serviceNumber(ownHotline[subscriber.carrier])] : [];
  return distinct([...first, ...drawn]).filter((contact) => contact.number !== subscriber.tel);
}

function callsPerMonthOf(random: Random, { scenario }: Subscriber): number {
  const own = 145 + 265 * random() ** 2;
  if (scenario.heavy) return heavyCallsPerMonth;
  return scenario.cutMonthBack === undefined ? own : Math.max(own, cutCallsPerMonth);
}

export function circleOf(subscriber: Subscriber): Circle {
  const random = seeded(`${subscriber.tel} circle`);
  const home = { province: subscriber.province, city: subscriber.city };
  const callsPerMonth = callsPerMonthOf(random, subscriber);
  const away = chance(random, 1 / 3) ? placeOfNumber(mobileAnywhere(random).number) : null;
  const kept = habits.filter((habit) => chance(random, habit.spread));
  const groups = [...kept, ...(subscriber.scenario.heavy ? [clientHabit] : [])].map((habit) => ({
    habit,
    contacts: contactsFor(random, habit, subscriber),
  }));
  return { callsPerMonth, groups, home, away };
}

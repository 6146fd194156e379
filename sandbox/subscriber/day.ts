/** The calls of one day of a subscriber, which hang on the number and the day alone: a past day never changes. */

import type { SandboxCall } from './calls.ts';
import type { Circle, Group } from './circle.ts';
import { type Contact, mobileAnywhere, printedPlace } from './counterparts.ts';
import { dirtOf } from './dirt.ts';
import { type Draft, oneAfterAnother } from './draft.ts';
import type { Habit } from './habits.ts';
import { costOf, type Plan } from './plan.ts';
import { pursuitOfDay } from './pursuit.ts';
import { between, chance, logNormal, pickWeighted, type Random, seeded } from './seeded.ts';
import { dateOfMonth, dayStart, isWeekend, lengthOfMonth } from './shanghai-days.ts';
import type { Subscriber } from './subscriber.ts';
import { placeOnDay } from './travel.ts';

const longestSeconds = 9000;
const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * Five weekdays and two days of a weekend average to 1. Days vary with the root of their number, as counts of chance events do.
 * A day has at least one call, so only the silent (78) have silences.
 */
function countOf(random: Random, callsPerDay: number, weekend: boolean): number {
  const usual = callsPerDay * (weekend ? 0.8 : 1.08);
  const mood = 0.6 * Math.sqrt(callsPerDay) * (2 * random() - 1);
  return Math.max(1, Math.floor(usual + mood + random()));
}

/** One call in 25 is hung up at once. */
function secondsOf(random: Random, habit: Habit): number {
  if (chance(random, 0.04)) return between(random, 0, 5);
  return Math.min(longestSeconds, Math.round(logNormal(random, habit.medianSeconds, habit.sigma)));
}

/** The square draws the first contacts of a group most; a group without any is the strangers. */
function contactOf(random: Random, { contacts }: Group): Contact {
  return contacts[Math.floor(contacts.length * random() ** 2)] ?? mobileAnywhere(random);
}

function modeOf(random: Random, habit: Habit): Draft['mode'] {
  if (!chance(random, habit.incoming)) return '主叫';
  return chance(random, 0.005) ? '呼转' : '被叫';
}

function draftOf(random: Random, groups: readonly Group[], weekend: boolean): Draft {
  const group = pickWeighted(random, groups, ({ habit }) => (weekend ? habit.weekend : habit.weekday));
  const hour = pickWeighted(random, hoursOfDay, (each) => group.habit.hours[each] ?? 0);
  return {
    second: hour * 3600 + between(random, 0, 3599),
    contact: contactOf(random, group),
    mode: modeOf(random, group.habit),
    seconds: secondsOf(random, group.habit),
  };
}

function roamTypeOf(isAway: boolean, ownPlace: string, { mode, contact }: Draft): SandboxCall['roamType'] {
  if (isAway) return '国内漫游';
  const isNear = contact.place === ownPlace || contact.place === '全国' || contact.place === '';
  return mode === '主叫' && !isNear ? '国内长途' : '本地通话';
}

/** Oldest first, none overlapping another, none reaching into the next day. */
export function callsOfDay(subscriber: Subscriber, circle: Circle, plan: Plan, day: number): SandboxCall[] {
  const { tel, scenario } = subscriber;
  const random = seeded(`${tel} ${day}`);
  const weekend = isWeekend(day);
  const count = countOf(random, circle.callsPerMonth / lengthOfMonth(day), weekend);
  const ordinary = Array.from({ length: count }, () => draftOf(random, circle.groups, weekend));
  const drafts = [...ordinary, ...(scenario.pursued ? pursuitOfDay(tel, day) : [])];

  const ownPlace = printedPlace(placeOnDay(tel, circle, day));
  const isAway = ownPlace !== printedPlace(circle.home);
  const midnight = dayStart(day);
  const date = dateOfMonth(day);
  return oneAfterAnother(drafts).map((draft) => {
    const { contact, mode, seconds } = draft;
    const call: SandboxCall = {
      at: midnight + draft.second,
      ownPlace,
      number: contact.number,
      numberPlace: contact.place,
      mode,
      seconds,
      costFen: costOf(plan, contact.land, mode === '主叫', seconds, date),
      landType: contact.land,
      roamType: roamTypeOf(isAway, ownPlace, draft),
    };
    const dirty = scenario.dirtyRows ? dirtOf(tel, call) : null;
    return dirty === null ? call : { ...call, dirty };
  });
}

/** The subscriber behind a number: everything follows from the number alone, and a new SIM's first day from the clock. */

import { carrierOfNumber, placeOfNumber } from '../numbers.ts';
import { type Scenario, scenarioOf } from '../scenarios.ts';
import { regionOf, streetOf } from './address.ts';
import { type Person, personOf } from './person.ts';
import { pinOf } from './pin.ts';
import { between, seeded } from './seeded.ts';
import { dayOf, dayOfDate, dayStart, monthOfDay } from './shanghai-days.ts';
import { type Shown, shownOf } from './shown.ts';

export interface Subscriber {
  /** 11 digits. */
  tel: string;
  carrier: 'mobile' | 'unicom' | 'telecom';
  province: string;
  city: string;
  scenario: Scenario;
  /** The service password before anybody changes it: six digits, not too simple. */
  pin: string;
  name: string;
  idCard: string;
  address: string;
  /** Unix seconds, a midnight in Shanghai. */
  openDate: number;
  /** What the carrier's pages show; '' where it does not disclose. */
  shown: Shown;
}

const newSimDays = 12;
const daysPerYear = 365;

function carrierServing(tel: string): Subscriber['carrier'] | null {
  const owner = carrierOfNumber(tel);
  return owner === 'mobile' || owner === 'unicom' || owner === 'telecom' ? owner : null;
}

/** The carrier has another person on file (82), who lives in another street of the same city. */
function shownOfStranger(tel: string, year: number, region: string, address: string): Shown {
  const random = seeded(`${tel} stranger`);
  const stranger: Person = personOf(random, year);
  let other = region + streetOf(random);
  while (other === address) other = region + streetOf(random);
  return { fullName: stranger.name, idCard: stranger.idCard, address: other };
}

/**
 * The subscriber of a mobile number at `now` (unix seconds).
 * null: not a number of the three carriers, no known place, or not yet opened at that clock.
 */
export function subscriberOf(tel: string, now: number): Subscriber | null {
  const carrier = carrierServing(tel);
  const { province, city } = placeOfNumber(tel);
  if (carrier === null || province === '') return null;

  const random = seeded(`${tel} person`);
  const scenario = scenarioOf(tel);
  const openDay = dayOfDate(2026, 1, 1) - between(random, daysPerYear, 15 * daysPerYear);
  const openDate = dayStart(scenario.newSim ? dayOf(now) - newSimDays : openDay);
  if (openDate > now) return null;

  const year = Number(monthOfDay(openDay).slice(0, 4));
  const person = personOf(random, year);
  const region = regionOf({ province, city });
  const address = region + streetOf(random);
  const pin = pinOf(random, tel, person.idCard);
  const shown = scenario.wrongIdentity ? shownOfStranger(tel, year, region, address) : shownOf(random, person, address);
  return { tel, carrier, province, city, scenario, pin, ...person, address, openDate, shown };
}

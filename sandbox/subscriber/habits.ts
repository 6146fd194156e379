/** How people telephone: with whom, how often, when and for how long. Figures are chosen to look believable, not measured. */

/** Weight of each hour of the day, 0–23. */
const hours = {
  office: [0, 0, 0, 0, 0, 0, 0, 1, 5, 10, 11, 8, 4, 5, 9, 10, 9, 7, 3, 1, 1, 0, 0, 0],
  evening: [1, 0.6, 0.4, 0.3, 0.2, 0.3, 0.5, 2, 3, 2, 2, 3, 5, 3, 2, 2, 3, 6, 9, 11, 11, 8, 4, 1.5],
  leisure: [1, 0.6, 0.3, 0.2, 0.1, 0.1, 0.2, 1, 2, 4, 5, 5, 5, 4, 5, 5, 6, 7, 8, 9, 8, 6, 3, 1.5],
  doorstep: [0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 8, 12, 8, 4, 5, 6, 7, 9, 8, 4, 2, 0.5, 0.1, 0],
} as const;

export interface Habit {
  kind: 'family' | 'colleague' | 'friend' | 'courier' | 'hotline' | 'landline' | 'stranger' | 'abroad' | 'client';
  /** Share of the people who have such contacts at all. */
  spread: number;
  /** How many numbers, at least and at most; a stranger is a new number at every call. */
  contacts: readonly [number, number];
  /** Weight among a day's calls. */
  weekday: number;
  weekend: number;
  /** Share of the calls that come in. */
  incoming: number;
  hours: readonly number[];
  /** Half of the calls are shorter. */
  medianSeconds: number;
  /** Spread of the logarithm of the seconds: at 1.3 one family call in about 600 lasts over an hour. */
  sigma: number;
}

export const habits: readonly Habit[] = [
  {
    kind: 'family',
    spread: 1,
    contacts: [2, 4],
    weekday: 26,
    weekend: 38,
    incoming: 0.48,
    hours: hours.evening,
    medianSeconds: 80,
    sigma: 1.3,
  },
  {
    kind: 'colleague',
    spread: 1,
    contacts: [3, 8],
    weekday: 28,
    weekend: 4,
    incoming: 0.5,
    hours: hours.office,
    medianSeconds: 45,
    sigma: 0.9,
  },
  {
    kind: 'friend',
    spread: 1,
    contacts: [4, 10],
    weekday: 15,
    weekend: 25,
    incoming: 0.5,
    hours: hours.leisure,
    medianSeconds: 55,
    sigma: 1.2,
  },
  {
    kind: 'courier',
    spread: 1,
    contacts: [12, 30],
    weekday: 14,
    weekend: 15,
    incoming: 0.93,
    hours: hours.doorstep,
    medianSeconds: 22,
    sigma: 0.6,
  },
  {
    kind: 'hotline',
    spread: 1,
    contacts: [4, 7],
    weekday: 4,
    weekend: 3,
    incoming: 0.4,
    hours: hours.office,
    medianSeconds: 60,
    sigma: 0.9,
  },
  {
    kind: 'landline',
    spread: 1,
    contacts: [2, 5],
    weekday: 5,
    weekend: 2,
    incoming: 0.6,
    hours: hours.office,
    medianSeconds: 50,
    sigma: 0.9,
  },
  {
    kind: 'stranger',
    spread: 1,
    contacts: [0, 0],
    weekday: 7,
    weekend: 6,
    incoming: 0.85,
    hours: hours.office,
    medianSeconds: 20,
    sigma: 0.8,
  },
  {
    kind: 'abroad',
    spread: 0.12,
    contacts: [1, 2],
    weekday: 0.6,
    weekend: 1,
    incoming: 0.5,
    hours: hours.evening,
    medianSeconds: 150,
    sigma: 1,
  },
];

/** Only the heavy user (75) has clients, and they are most of the calls. */
export const clientHabit: Habit = {
  kind: 'client',
  spread: 1,
  contacts: [350, 450],
  weekday: 250,
  weekend: 250,
  incoming: 0.55,
  hours: hours.leisure,
  medianSeconds: 35,
  sigma: 0.8,
};

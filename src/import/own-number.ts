/** Whose calls a file says it holds, against whose it is said to hold. */

const mobile = /(?<!\d)(?:\+?86)?(1[3-9][\d*]{9})(?![\d*])/g;

/** Numbers of 11 digits in a text; carriers mask some digits with `*`. */
export function mobilesIn(text: string): string[] {
  return [...text.matchAll(mobile)].map(([, number = '']) => number);
}

/** True when every digit that is shown agrees. */
export function mayBe(shown: string, tel: string): boolean {
  return [...shown].every((digit, at) => digit === '*' || digit === tel[at]);
}

/** `139****5678`: enough for whoever brought the file, too little for a log. */
export function masked(number: string): string {
  return `${number.slice(0, 3)}****${number.slice(-4)}`;
}

/** A text in which every number of 11 digits is masked: file names hold their owner's. */
export function withMasks(text: string): string {
  return text.replaceAll(mobile, (_, number: string) => masked(number));
}

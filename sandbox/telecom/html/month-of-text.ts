/** A month as the T2 forms write it. */

/** `201708` of `2017年08月`; '' for anything else. */
export function monthOfText(text: string): string {
  const [, year = '', month = ''] = /^(\d{4})年(\d{2})月$/.exec(text) ?? [];
  return year + month;
}

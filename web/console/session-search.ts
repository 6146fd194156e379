/** What the search form's fields ask of the API: what is empty is not asked for. */

export interface SearchForm {
  tel: string;
  uid: string;
  sid: string;
  appid: string;
  state: string;
  carrier: string;
  /** As `datetime-local` writes it, Beijing time. */
  since: string;
  until: string;
}

export function searchBody({ since, until, ...texts }: SearchForm, after: string | null): object {
  const filled = Object.entries(texts).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]));
  return {
    ...Object.fromEntries(filled),
    ...(since === '' ? {} : { since: beijing(since) }),
    ...(until === '' ? {} : { until: beijing(until) }),
    ...(after === null ? {} : { after }),
  };
}

function beijing(local: string): number {
  return Date.parse(`${local}+08:00`) / 1000;
}

/** Why the console's API says no: an HTTP status, a word that the page has its own sentence for, and a sentence for whoever reads the reply. */

const statuses = {
  bad_request: 400,
  not_signed_in: 401,
  wrong_password: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  conflict: 409,
  bad_file: 422,
  too_many_tries: 429,
} as const;

export type RefusalWord = keyof typeof statuses;

export class Refused extends Error {
  readonly word: RefusalWord;
  readonly status: number;

  constructor(word: RefusalWord, message: string) {
    super(message);
    this.word = word;
    this.status = statuses[word];
  }
}

/** A file that cannot be used. The message says which, what was found, what was expected and where; never a person's number. */
export class BadFile extends Error {}

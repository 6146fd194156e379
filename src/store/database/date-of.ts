/** Instants as the database takes them. */

export function dateOf(epochSeconds: number): Date {
  return new Date(epochSeconds * 1000);
}

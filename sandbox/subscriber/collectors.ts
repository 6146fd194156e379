/**
 * The numbers from which the pursued subscriber (77) is called, for a test to import as dunning lists.
 *
 * 154 was never issued to any carrier, so none of these can be somebody's telephone, and none has a place.
 */

function block(head: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${head}${String(37 + i * 101).padStart(4, '0')}`);
}

export const collectorNumbers: string[] = block('1540000', 36);

export const suspectedCollectorNumbers: string[] = block('1541111', 20);

/** What a screen reader says of changes that the eye sees by itself. */

import { ref } from 'vue';

export const announced = ref('');

export function announce(text: string): void {
  // The same words twice are said once only, unless something else stood there between.
  announced.value = announced.value === text ? `${text} ` : text;
}

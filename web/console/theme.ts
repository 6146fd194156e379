/** Light or dark: as the system says until somebody chooses. */

import { ref, watch } from 'vue';
import { recall, remember } from './remembered.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const chosen = recall('theme');

export const isDark = ref(chosen === null ? systemIsDark.matches : chosen === 'dark');

if (chosen === null) {
  systemIsDark.addEventListener('change', ({ matches }) => {
    isDark.value = matches;
  });
}

watch(isDark, (dark) => document.documentElement.classList.toggle('dark', dark), { immediate: true });

export function toggleTheme(): void {
  isDark.value = !isDark.value;
  remember('theme', isDark.value ? 'dark' : 'light');
}

/** The console's language, Chinese unless somebody chose English, remembered by the browser. */

import { ref, watch } from 'vue';
import { recall, remember } from './remembered.ts';

export type Language = 'zh' | 'en';

export const language = ref<Language>(recall('language') === 'en' ? 'en' : 'zh');

watch(
  language,
  (now) => {
    remember('language', now);
    document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en';
  },
  { immediate: true },
);

/** Both texts stand where they are used: none can be forgotten. */
export function t(zh: string, en: string): string {
  return language.value === 'zh' ? zh : en;
}

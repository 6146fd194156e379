/** Which language the page speaks: the browser's, unless the subscriber chose the other one. */

import { ref, watchEffect } from 'vue';
import type { Language } from '../../src/hosted/view.ts';

const storeKey = 'xiangdan-language';

export const language = ref<Language>(chosen() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));

watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
});

export function switchLanguage(): void {
  language.value = language.value === 'zh' ? 'en' : 'zh';
  try {
    sessionStorage.setItem(storeKey, language.value);
  } catch {
    // A browser that stores nothing forgets the choice at the next reload, and that is all.
  }
}

function chosen(): Language | null {
  try {
    const stored = sessionStorage.getItem(storeKey);
    return stored === 'zh' || stored === 'en' ? stored : null;
  } catch {
    return null;
  }
}

/** Builds the phone page by itself, into one script: 41 KB gzipped, 65 KB where it shared Vue with the other pages (2026-11-28). */

import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { inlineStyle } from './inline-style.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('..'),
  // Relative: the page works under whatever path a proxy puts it.
  base: './',
  plugins: [vue(), inlineStyle()],
  // What the page never uses would be loaded all the same.
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: at('../dist'),
    // The other pages stand there already.
    emptyOutDir: false,
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { authorise: at('./index.html') } },
  },
});

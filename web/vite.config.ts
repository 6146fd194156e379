/** Builds the report page, the console and the subscriber's own page, each with what it needs and no more; the phone page has a build of its own. */

import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  // Relative: the pages work under whatever path a proxy puts them.
  base: './',
  plugins: [vue()],
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        report: at('./report/index.html'),
        console: at('./console/index.html'),
        my: at('./my/index.html'),
      },
    },
  },
});

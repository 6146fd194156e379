import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'sandbox/**/*.test.ts',
      'numbers/**/*.test.ts',
      'test/**/*.test.ts',
      'sdk/**/*.test.ts',
    ],
    globalSetup: ['test/prepare-stores.ts'],
    pool: 'forks',
    // PGlite's first start in a process costs 2 s of CPU, its next ones 0.3 s (2-core VM, 2026-11-28): so no process per file.
    isolate: false,
    // As test/cli-process.ts starts ours: what V8 compiles of PGlite a second time cost the workers a tenth of their CPU (2026-11-29).
    execArgv: ['--liftoff-only'],
    // Vitest leaves one core of two idle by itself; many of these tests wait for another process.
    maxWorkers: 3,
    // Real servers, stores and browsers start in many of these, three files at a time on two cores; no promise is about time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

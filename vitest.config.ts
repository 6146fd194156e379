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
    // Vitest leaves one core of two idle by itself; many of these tests wait for another process.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

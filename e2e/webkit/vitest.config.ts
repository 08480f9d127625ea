/** The built site in WebKit, the engine of Safari. Run by `npm run webkit`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/webkit/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});

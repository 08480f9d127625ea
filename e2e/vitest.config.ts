/** Tests that need sockets: the bridge, real clients, and a real server to compare with. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    exclude: ['e2e/webkit/**'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Two servers and their clients already fill a small machine.
    fileParallelism: false,
  },
});

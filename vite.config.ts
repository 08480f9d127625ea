import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { earlyWorker } from './e2e/run/site/early.ts';
import { embeds } from './e2e/run/site/embed.ts';
import { lessons } from './e2e/run/site/lessons.ts';
import { offline } from './e2e/run/site/offline.ts';
import { staticPages } from './e2e/run/site/pages.ts';
import { contentSecurityPolicy } from './e2e/run/site/policy.ts';
import { postgresFiles, withoutPackageFiles } from './e2e/run/site/postgres.ts';
import { programs } from './e2e/run/site/programs.ts';
import { workersApart } from './e2e/run/site/workers.ts';

export default defineConfig({
  base: './',
  plugins: [
    react(),
    // Before the policy, which must come to stand above its script.
    earlyWorker(),
    staticPages(),
    lessons(),
    embeds(),
    programs(),
    contentSecurityPolicy(),
    postgresFiles(),
    offline(),
  ],
  worker: { format: 'es', plugins: () => [workersApart(), withoutPackageFiles()] },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
  // Course pages on other origins load embed.js and, in sandboxed frames, everything else.
  preview: { port: 4173, strictPort: true, cors: { origin: '*' } },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    // Generous: a property test shares two cores with everything else, and no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

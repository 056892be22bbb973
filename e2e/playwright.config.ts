import path from 'node:path'

import { defineConfig } from '@playwright/test'

import { PORTS, WEB_URL } from './addresses'

export default defineConfig({
  testDir: './journeys',
  outputDir: path.join(__dirname, '../test-results'),
  workers: PORTS.length,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: WEB_URL,
    // Without a film of it, which takes a fifth of the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node e2e/app.mjs',
    cwd: path.join(__dirname, '..'),
    env: { PORTS: PORTS.join(' ') },
    // Through the web side's proxy: both sides answer.
    url: `${WEB_URL}/.redwood/functions/graphql/health`,
    reuseExistingServer: false,
    timeout: 240_000,
    stdout: process.env.CI ? 'pipe' : 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})

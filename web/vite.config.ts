import type { UserConfig } from 'vite'
import { defineConfig } from 'vite'

import redwood from '@redwoodjs/vite'

const viteConfig: UserConfig = {
  plugins: [redwood()],
  // Vite does not take the host from redwood.toml: this machine only.
  server: { host: '127.0.0.1' },
  resolve: {
    // Redwood imports parts of Apollo Client as CommonJS, which would come on
    // top of the ES modules that the rest of it, and this app, import.
    alias: [
      {
        find: /^@apollo\/client\/(.+)\/[^/]+\.cjs$/,
        replacement: '@apollo/client/$1/index.js',
      },
    ],
  },
  // Redwood leaves the bundle as it is, for the sake of debugging itself.
  build: { minify: 'esbuild' },
}

export default defineConfig(viteConfig)

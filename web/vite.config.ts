import dns from 'dns'

import type { UserConfig } from 'vite'
import { defineConfig } from 'vite'

import redwood from '@redwoodjs/vite'

// So that Vite will load on localhost instead of `127.0.0.1`.
// See: https://vitejs.dev/config/server-options.html#server-host.
dns.setDefaultResultOrder('verbatim')

const viteConfig: UserConfig = {
  plugins: [redwood()],
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

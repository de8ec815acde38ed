import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractsForTheBrowser } from './src/web/wire/plugin.ts'

export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [contractsForTheBrowser(), react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // County desks still run Windows 7, whose last Chromium is 109; lightningcss lowers newer CSS to it.
    target: ['chrome109', 'safari16.4', 'firefox115'],
    sourcemap: false,
    modulePreload: { polyfill: false },
    // A data: URL would need its own word in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      treeshake: {
        // Contracts reach the browser projected; policies and rules do not, and what they declare must not
        // drag the schema library in when only a rule is used.
        manualPureFunctions: ['capability', 'coded', 'page', 'text', 'z'],
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
  preview: {
    port: 4173,
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contractsForTheBrowser } from './src/web/wire/plugin.ts'
import { filesToKeep } from './src/web/worker/plugin.ts'

const server = { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } }

export default defineConfig({
  root: 'src/web',
  plugins: [contractsForTheBrowser(), react(), filesToKeep(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // County desks still run Windows 7, whose last Chromium is 109; newer CSS is lowered to it.
    target: ['chrome109', 'safari16.4', 'firefox115'],
    sourcemap: false,
    modulePreload: { polyfill: false },
    // A data: URL would need its own word in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: 'src/web/index.html', worker: 'src/web/worker/worker.ts' },
      output: { entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js') },
      treeshake: {
        // Contracts reach the browser projected; rules and policies do not, and what they declare beside what a screen
        // uses must not drag the schema library in.
        manualPureFunctions: ['capability', 'coded', 'page', 'text', 'z'],
      },
    },
  },
  server: { port: 5173, proxy: server },
  preview: { port: 4173, proxy: server },
})

/** Writes each file compressed beside itself, once and well, so that the server only sends it. */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const file = join(folder, name)
        if (!/\.(js|css|html|svg)$/.test(name) || statSync(file).size < 1024) continue
        const content = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(content))
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}

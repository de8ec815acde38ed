import { createHash } from 'node:crypto'
import type { Plugin, Rollup } from 'vite'

/** The workbench that opens without a network, and what its pages are made of. */
const workbench = /workbenches\/village\/Workbench\.tsx$/
const placeholder = '__FILES_TO_KEEP__'

/**
 * Writes into the worker which files a phone keeps: the first page, the village workbench and everything these bring along,
 * not the other workbenches. The list changes with any of them, and with it the worker, which is how a browser learns of a new version.
 */
export function filesToKeep(): Plugin {
  return {
    name: 'files-to-keep',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
        const main = chunks.find((chunk) => chunk.isEntry && chunk.name === 'main')
        const village = chunks.find((chunk) => workbench.test(chunk.facadeModuleId ?? ''))
        const worker = chunks.find((chunk) => chunk.name === 'worker')
        if (!main || !village || !worker)
          throw new Error('the build has no main page, no village workbench or no worker')
        const alone = chunks.filter((chunk) => /\/src\/web\/(offline|signIn)\//.test(chunk.facadeModuleId ?? ''))
        const kept = new Set<string>(['/', '/mark.svg', '/manifest.webmanifest'])
        reach(bundle, main, { kept, isWhole: false })
        for (const chunk of [village, ...alone]) reach(bundle, chunk, { kept, isWhole: true })
        const list = [...kept].sort()
        const version = createHash('sha256')
          .update(list.join('\n'))
          .update(String(bundle['index.html'] && 'source' in bundle['index.html'] ? bundle['index.html'].source : ''))
          .digest('hex')
          .slice(0, 12)
        worker.code = worker.code.replace(
          placeholder,
          JSON.stringify(JSON.stringify({ version, files: list })).slice(1, -1),
        )
      },
    },
  }
}

type Reaching = { readonly kept: Set<string>; readonly isWhole: boolean }

/** What a chunk needs, and with `isWhole` also what it loads when it is asked for. */
function reach(bundle: Rollup.OutputBundle, chunk: Rollup.OutputChunk, { kept, isWhole }: Reaching): void {
  const address = `/${chunk.fileName}`
  if (kept.has(address)) return
  kept.add(address)
  for (const css of chunk.viteMetadata?.importedCss ?? []) kept.add(`/${css}`)
  for (const asset of chunk.viteMetadata?.importedAssets ?? []) kept.add(`/${asset}`)
  const further = isWhole ? [...chunk.imports, ...chunk.dynamicImports] : chunk.imports
  for (const name of further) {
    const next = bundle[name]
    if (next?.type === 'chunk') reach(bundle, next, { kept, isWhole })
  }
}

import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const screensFolder = join(root, 'dist/web')

/** Builds the screens when their sources changed since the last time. */
export async function buildScreens(tell: (line: string) => void): Promise<void> {
  const sources = globSync(['src/web/**/*', 'src/domains/*/*/*.ts', 'src/interop/*/*.ts', 'src/kernel/*.ts', 'vite.config.ts', 'package-lock.json'], {
    cwd: root,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const hash = createHash('sha256')
  for (const path of sources) hash.update(path).update(readFileSync(path))
  const mark = hash.digest('hex')
  const file = join(screensFolder, '.built')
  if (existsSync(file) && readFileSync(file, 'utf8') === mark) return
  tell('构建界面 · building the screens')
  const { build } = await import('vite')
  await build({ root: join(root, 'src/web'), configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  writeFileSync(file, mark)
}

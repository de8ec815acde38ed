// npm run new -- care/rehabilitation
// Writes a new domain from tools/templates/domain: `contract.ts.txt` becomes `contract.ts`, `migration.sql.txt` the next
// numbered migration. In texts and file names {{name}}, {{Name}}, {{NAME}}, {{schema}}, {{path}} and {{tier}} are replaced.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

const tiers = ['registry', 'record', 'care', 'publicHealth', 'governance']

export type NewDomain = { readonly root: string; readonly templates: string; readonly path: string }

/** Returns the files written, relative to `root`. Faults before writing anything when a name or a place does not fit. */
export function newDomain({ root, templates, path }: NewDomain): string[] {
  const [tier = '', name = '', ...more] = path.split('/')
  if (!tiers.includes(tier) || !/^[a-z][a-zA-Z0-9]*$/.test(name) || more.length > 0) {
    throw new Error(`Say the tier and a name in camelCase, as in care/rehabilitation. Tiers: ${tiers.join(', ')}.`)
  }
  const folder = join(root, 'src', 'domains', tier, name)
  if (existsSync(folder)) throw new Error(`${relative(root, folder)} is there already.`)
  const sources = globSync('**/*.txt', { cwd: templates }).sort()
  if (sources.length === 0) throw new Error(`There are no templates in ${templates}.`)

  const words = wordsFor(tier, name)
  const files = sources.map((source) => {
    const target = replaceWords(source.replace(/[.]txt$/, ''), words)
    const place = target === 'migration.sql' ? nextMigration(root, words.schema) : join(folder, target)
    return { place, text: replaceWords(readFileSync(join(templates, source), 'utf8'), words) }
  })
  for (const { place, text } of files) {
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text, { flag: 'wx' })
  }
  return files.map(({ place }) => relative(root, place))
}

/** For care/chronicCare: name chronicCare, Name ChronicCare, NAME CHRONIC_CARE, schema chronic_care, path chronic-care. */
function wordsFor(tier: string, name: string) {
  const schema = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return {
    tier,
    name,
    Name: name.charAt(0).toUpperCase() + name.slice(1),
    NAME: schema.toUpperCase(),
    schema,
    path: schema.replaceAll('_', '-'),
  }
}

function replaceWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (found, word: string) => {
    const replacement = words[word]
    if (replacement === undefined) throw new Error(`A template says ${found}; known are ${Object.keys(words).join(', ')}.`)
    return replacement
  })
}

function nextMigration(root: string, schema: string): string {
  const folder = join(root, 'db', 'migrations')
  const numbers = readdirSync(folder).map((file) => Number.parseInt(file, 10) || 0)
  return join(folder, `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}_create_${schema}.sql`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(import.meta.dirname, '..')
  try {
    const written = newDomain({
      root,
      templates: join(import.meta.dirname, 'templates', 'domain'),
      path: process.argv[2] ?? '',
    })
    // Lines are as long as the domain's name makes them.
    execFileSync(join(root, 'node_modules', '.bin', 'biome'), ['format', '--write', ...written.filter((file) => file.endsWith('.ts'))], { cwd: root })
    console.log(written.join('\n'))
    console.log(
      '\nNext: contract into src/contracts.ts, actions into src/wiring.ts, npm run types; then its two tests pass. The rest: CONTRIBUTING.md, "Adding a domain".',
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

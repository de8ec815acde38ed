import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { everyTable } from '#governance/measures/index.ts'

const path = join(import.meta.dirname, '..', '..', 'docs', 'facts.md')
const begin = '<!-- columns, written by TONGMAI_WRITE=1 bin/test tests/figures/columns.test.ts -->\n'

const types: Readonly<Record<string, readonly [csv: string, parquet: string]>> = {
  keyed: ['pseudonym, 32 letters 0-9a-f', 'VARCHAR'],
  id: ['id', 'VARCHAR'],
  day: ['YYYY-MM-DD', 'DATE'],
  word: ['word', 'VARCHAR'],
  yesno: ['true, false', 'BOOLEAN'],
  count: ['whole number', 'BIGINT'],
  fen: ['whole number, fen', 'BIGINT'],
  year: ['whole number', 'INTEGER'],
}

function written(): string {
  return everyTable
    .map(({ name, title, columns }) => {
      const lines = columns.map((c) => `| \`${c.name}\` | ${types[c.type]?.[0]} | ${types[c.type]?.[1]} | ${c.meaning.zh} | ${c.meaning.en} |`)
      return `\n### ${name} · ${title.zh} · ${title.en}\n\n| column | in CSV | in Parquet | 含义 | meaning |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`
    })
    .join('')
}

/** The formatter of the house pads tables. */
function plain(text: string): string {
  return text.replaceAll(/-+/g, '-').replaceAll(/ +/g, ' ')
}

test('the page of columns says what the files hold', () => {
  const page = readFileSync(path, 'utf8')
  const [before] = page.split(begin)
  const wanted = `${before}${begin}${written()}`
  if (process.env.TONGMAI_WRITE) writeFileSync(path, wanted)
  expect(plain(readFileSync(path, 'utf8'))).toBe(plain(wanted))
  for (const { columns } of everyTable) for (const c of columns) expect(c.meaning.zh !== '' && c.meaning.en !== '', c.name).toBe(true)
})

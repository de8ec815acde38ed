import { Parser } from 'htmlparser2'
import { type FileRow, FileTrouble, type Form } from './file.ts'
import { lastRowLeft } from './salvage.ts'
import { attribute, columnOf, eachElement, elementNamed, type Kind, mostColumns, sheetParser } from './sheet.ts'
import { openZip, refuseEntities, textOf, troubleOf, type Zip } from './zip.ts'

/** The sheets of a workbook with how many rows each has. @throws FileTrouble */
export async function xlsxForm(path: string): Promise<Form> {
  const zip = await openZip(path).catch(async (error: unknown) => {
    throw error instanceof FileTrouble && error.trouble === 'broken' ? new FileTrouble('broken', await lastRowLeft(path)) : error
  })
  try {
    const sheets = []
    for (const { name, isHidden, part } of (await bookOf(zip)).sheets) sheets.push({ name, isHidden, rows: (await outlineOf(zip, part)).rows })
    return { kind: 'xlsx', sheets }
  } catch (error) {
    throw troubleOf(error)
  } finally {
    zip.close()
  }
}

// A register is one sheet; a county's workbook has a dozen.
const mostSheets = 60
/** Behind the rows stand merged cells, comments and the like. */
const longestTail = 50_000_000

type Book = { readonly sheets: readonly { name: string; isHidden: boolean; part: string }[]; readonly from1904: boolean }

async function bookOf(zip: Zip): Promise<Book> {
  const [book, links] = [await textOf(zip, 'xl/workbook.xml'), await textOf(zip, 'xl/_rels/workbook.xml.rels')]
  if (book === '') throw new FileTrouble('notATable')
  const listed = tagsIn(book, 'sheet')
  if (listed.length > mostSheets) throw new FileTrouble('tooLarge')
  const targets = new Map(tagsIn(links, 'Relationship').map((tag) => [tag.Id, tag.Target ?? '']))
  const sheets = listed.flatMap((tag) => {
    const target = targets.get(tag['r:id'] ?? tag.id) ?? ''
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return zip.sizes.has(part) ? [{ name: tag.name ?? '', isHidden: /hidden/i.test(tag.state ?? ''), part }] : []
  })
  return { sheets, from1904: /date1904="(1|true)"/.test(book) }
}

function tagsIn(xml: string, name: string): Record<string, string | undefined>[] {
  const found: Record<string, string>[] = []
  const parser = new Parser({ onopentag: (tag, attributes) => void (plain(tag) === name && found.push({ ...attributes })) }, { xmlMode: true })
  parser.write(xml)
  parser.end()
  return found
}

/** Some programs write `x:row`. */
function plain(tag: string): string {
  const colon = tag.indexOf(':')
  return colon === -1 ? tag : tag.slice(colon + 1)
}

const mergeCells = elementNamed('mergeCell')
const cellFormats = elementNamed('cellXfs')

type Merge = { readonly from: number; readonly until: number; readonly column: number }

// A word that was cut by the end of a chunk is seen whole in the next one.
const overlap = 24

/** What stands behind the rows, and how many there are: the sheet is unpacked once, not understood. */
async function outlineOf(zip: Zip, part: string): Promise<{ rows: number; merges: Merge[] }> {
  let rows = 0
  let tail = ''
  let rest = ''
  for await (const chunk of (await zip.part(part)).setEncoding('utf8') as AsyncIterable<string>) {
    if (tail !== '') {
      tail += chunk
      if (tail.length > longestTail) throw new FileTrouble('tooLarge')
      continue
    }
    if (rows === 0) refuseEntities(chunk)
    const text = rest + chunk
    const sure = Math.max(0, text.length - overlap)
    for (let at = text.indexOf('row '); at !== -1 && at < sure; at = text.indexOf('row ', at + 4)) if (text[at - 1] === '<' || text[at - 1] === ':') rows++
    const end = text.search(/<\/(\w+:)?sheetData>/)
    if (end !== -1) tail = text.slice(end)
    rest = text.slice(sure)
  }
  const merges: Merge[] = []
  eachElement(tail, mergeCells, (attributes) => {
    const [, at = 'A', from, until] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(attribute(attributes, 'ref')) ?? []
    const merge = { column: columnOf(at), from: Number(from), until: Number(until) }
    if (merge.until > merge.from && merge.column < mostColumns) merges.push(merge)
  })
  return { rows, merges }
}

/** Which cell styles show a number as a day or a time. */
async function dateStyles(zip: Zip): Promise<Kind[]> {
  const xml = await textOf(zip, 'xl/styles.xml')
  const own = new Map(tagsIn(xml, 'numFmt').map((tag) => [Number(tag.numFmtId), tag.formatCode ?? '']))
  let cells = ''
  eachElement(xml, cellFormats, (_, inner = '') => {
    cells = inner
  })
  return tagsIn(cells, 'xf').map(({ numFmtId }) => kindOf(Number(numFmtId), own.get(Number(numFmtId))))
}

function kindOf(id: number, format: string | undefined): Kind {
  // Built in: 14 to 17 and 22 are days, 18 to 21 and 45 to 47 times, 27 to 36 and 50 to 58 days of Chinese Excel.
  if (format === undefined) {
    if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'day'
    return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : undefined
  }
  const shown = format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
  if (/[yd年日]/i.test(shown)) return 'day'
  return /h|s|时/i.test(shown) ? 'time' : undefined
}

// Text of 12 columns and 600,000 people is some 200 MB; a gigabyte would not fit beside everything else.
const mostText = 800_000_000
const mostStrings = 30_000_000
/** What a cell of Excel holds. */
const longestText = 32_767

async function sharedStrings(zip: Zip): Promise<string[]> {
  const name = 'xl/sharedStrings.xml'
  if (!zip.sizes.has(name)) return []
  if ((zip.sizes.get(name) ?? 0) > mostText) throw new FileTrouble('tooLarge')
  const strings: string[] = []
  let text = ''
  let inside = false
  let reading = 0
  const parser = new Parser(
    {
      onopentagname(tag) {
        const name = plain(tag)
        if (name === 't') inside = reading === 0
        // How a word is read aloud is not part of it.
        else if (name === 'rPh') reading++
        else if (name === 'si') text = ''
      },
      ontext(part) {
        if (inside && text.length < longestText) text += part
      },
      onclosetag(tag) {
        const name = plain(tag)
        if (name === 't') inside = false
        else if (name === 'rPh') reading--
        else if (name === 'si') strings.push(text)
      },
    },
    { xmlMode: true },
  )
  for await (const chunk of (await zip.part(name)).setEncoding('utf8') as AsyncIterable<string>) {
    if (strings.length === 0) refuseEntities(chunk)
    if (strings.length > mostStrings) throw new FileTrouble('tooLarge')
    parser.write(chunk)
  }
  parser.end()
  return strings
}

/** Rows of one sheet; formulas give the value they had, merged cells theirs to every row they cover. */
export async function* xlsxRows(path: string, sheet: string): AsyncGenerator<FileRow[]> {
  const zip = await openZip(path)
  let last = 0
  try {
    const book = await bookOf(zip)
    const part = book.sheets.find((s) => s.name === sheet)?.part
    if (!part) throw new FileTrouble('noHeading')
    const [{ merges }, styles, strings] = [await outlineOf(zip, part), await dateStyles(zip), await sharedStrings(zip)]
    const carry = carrier(merges)
    const take = sheetParser({ styles, strings, shift: book.from1904 ? 1462 : 0 })
    for await (const chunk of (await zip.part(part)).setEncoding('utf8') as AsyncIterable<string>) {
      const rows = take(chunk).map(carry)
      last = rows.at(-1)?.number ?? last
      if (rows.length > 0) yield rows.filter((row) => row.cells.some((cell) => cell !== ''))
    }
  } catch (error) {
    const trouble = troubleOf(error)
    throw trouble instanceof FileTrouble && trouble.trouble === 'broken' && trouble.row === undefined ? new FileTrouble('broken', last) : trouble
  } finally {
    zip.close()
  }
}

function carrier(merges: readonly Merge[]): (row: FileRow) => FileRow {
  if (merges.length === 0) return (row) => row
  const values = new Map<Merge, string>()
  const starting = Map.groupBy(merges, (m) => m.from)
  let open: Merge[] = []
  return (row) => {
    open = open.filter((m) => m.until >= row.number)
    const cells = [...row.cells]
    let carried = false
    for (const merge of open) {
      const value = values.get(merge) ?? ''
      if (value === '' || (cells[merge.column] ?? '') !== '') continue
      while (cells.length <= merge.column) cells.push('')
      cells[merge.column] = value
      carried = true
    }
    for (const merge of starting.get(row.number) ?? []) {
      values.set(merge, cells[merge.column] ?? '')
      open.push(merge)
    }
    // Merged cells never overlap in a sheet that a person made.
    if (open.length > mostColumns) throw new FileTrouble('notATable')
    return carried ? { number: row.number, cells, carried: true } : row
  }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPdf = {
  readonly pages: readonly {
    readonly width: number
    readonly height: number
    readonly text: string
    readonly edges: readonly [number, number, number, number]
  }[]
  readonly text: string
  readonly fonts: readonly string[]
  readonly document: PDFDocumentProxy
}

const data = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** The sheet as somebody else's program reads it. */
export async function readPdf(bytes: Uint8Array, name?: string): Promise<ReadPdf> {
  const document = await getDocument({
    data: bytes.slice(),
    cMapUrl: join(data, 'cmaps/'),
    standardFontDataUrl: join(data, 'standard_fonts/'),
    verbosity: 0,
  }).promise
  const pages = []
  // Dictionaries of the file are plain text: the name of each font and whether its letters are in the file.
  const plain = Buffer.from(bytes).toString('latin1')
  const fonts = [...plain.matchAll(/\/FontName \/(\S+)[\s\S]{0,400}?\/FontFile2/g)].map((m) => m[1] ?? '')
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() ? [item] : []))
    const edges = [
      Math.min(...texts.map((t) => t.transform[4])),
      Math.min(...texts.map((t) => t.transform[5])),
      Math.max(...texts.map((t) => t.transform[4] + t.width)),
      Math.max(...texts.map((t) => t.transform[5] + t.height)),
    ] as const
    pages.push({ width, height, text: texts.map((t) => t.str).join(''), edges: edges as unknown as [number, number, number, number] })
  }
  if (name) await draw(document, name)
  return { pages, text: pages.map((p) => p.text).join('\n'), fonts, document }
}

/** Pictures of the pages, to look at: `TONGMAI_PICTURES=/tmp/x`. */
async function draw(document: PDFDocumentProxy, name: string): Promise<void> {
  const folder = process.env.TONGMAI_PICTURES
  for (let n = 1; folder && n <= document.numPages; n++) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}-${n}.png`), (await rendered(document, { page: n, scale: 1.5 })).toBuffer('image/png'))
  }
}

/** A page as a picture. */
export async function rendered(document: PDFDocumentProxy, { page: n, scale }: { page: number; scale: number }) {
  const page = await document.getPage(n)
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(viewport.width, viewport.height)
  await page.render({ canvas: canvas as never, viewport }).promise
  return canvas
}

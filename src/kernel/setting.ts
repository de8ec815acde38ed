// What runs in the thread of a press (press.ts): a sheet comes in, the bytes of a PDF go out.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Language } from './words.ts'

/** The colours of everything that is printed. */
export const inks = { ink: '#17262B', hint: '#4A5B61', rule: '#B9C6C2' } as const

/** What every sheet has alike: its paper, its face, and who made the file. */
export function plainPage({ title, language }: { title: string; language: Language }) {
  return {
    pageSize: 'A4',
    info: { title, creator: '同脉 Tongmai', producer: '同脉 Tongmai' },
    language: language === 'zh' ? 'zh-CN' : 'en',
    defaultStyle: { font: 'Noto', fontSize: 10, lineHeight: 1.25, color: inks.ink },
  } as const
}

export function pageNumber(language: Language, { page, pages }: { page: number; pages: number }): string {
  return language === 'zh' ? `第 ${page} 页 共 ${pages} 页` : `Page ${page} of ${pages}`
}

/** Sets every sheet that the press hands in, until the thread is ended. */
export function setSheets<S>(pageOf: (sheet: S) => TDocumentDefinitions): void {
  takeFonts()
  parentPort?.on('message', async ({ id, sheet }: { id: number; sheet: S }) => {
    try {
      const bytes = new Uint8Array(await pdfmake.createPdf(pageOf(sheet)).getBuffer())
      parentPort?.postMessage({ id, bytes }, [bytes.buffer])
    } catch (error) {
      parentPort?.postMessage({ id, error: (error as Error).name })
    }
  })
}

function takeFonts(): void {
  // The whole font, of which only the letters that are used go into the file: any name of the county can be printed.
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const faces = { normal: join(fonts, '400Regular', 'NotoSansSC_400Regular.ttf'), bold: join(fonts, '700Bold', 'NotoSansSC_700Bold.ttf') }
  pdfmake.setFonts({ Noto: faces })
  // What is printed is typed by people: nothing in it may fetch an address or read a file.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === faces.normal || path === faces.bold)
}

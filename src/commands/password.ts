import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { failWith } from '#operation/trouble.ts'

/** A password from the terminal without showing it, or from TONGMAI_KEY_PASSWORD where nobody sits there. */
export async function askPassword(question: string): Promise<string> {
  const given = process.env.TONGMAI_KEY_PASSWORD
  if (given) return given
  if (!process.stdin.isTTY) {
    failWith({ zh: '请在终端里输入口令,或设置 TONGMAI_KEY_PASSWORD', en: 'type the password in a terminal, or set TONGMAI_KEY_PASSWORD' })
  }
  process.stdout.write(`${question}: `)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  const answer = await new Promise<string>((resolve) => lines.question('', resolve))
  lines.close()
  process.stdout.write('\n')
  return answer
}

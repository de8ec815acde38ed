import { useState } from 'react'
import { registersContract } from '#interop/registers/contract.ts'
import type { RegisterKind } from '#interop/registers/labels.ts'
import { call } from '#web/wire/call.ts'
import { type AnyProblem, problemOf, readProblem, WireError } from '#web/wire/problem.ts'
import { changed } from '#web/wire/queries.ts'

export type Sending = {
  readonly register: RegisterKind
  readonly name: string
  readonly bytes: number
  readonly sent: number
}

const tries = 5

/**
 * Sends a file in parts, so that a line that breaks costs one part: it is sent again from where the server says it is.
 * The same file chosen once more goes on where it stopped, and one that was sent before is recognised.
 */
export function useSendFile(onDone: (uploadId: string, isKnown: boolean) => void) {
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<AnyProblem>()

  async function send(register: RegisterKind, file: File): Promise<void> {
    setProblem(undefined)
    setSending({ register, name: file.name, bytes: file.size, sent: 0 })
    try {
      const { uploadId, received, partBytes } = await call(registersContract.beginUpload, {
        register,
        fileName: file.name.slice(0, 200),
        bytes: file.size,
      })
      for (let from = received, failures = 0; from < file.size; ) {
        setSending({ register, name: file.name, bytes: file.size, sent: from })
        try {
          from = await sendPart(uploadId, from, file.slice(from, from + partBytes))
          failures = 0
        } catch (error) {
          failures++
          if (failures >= tries || !isPassing(error)) throw error
          await new Promise((go) => setTimeout(go, 600 * 2 ** failures))
        }
      }
      const done = await call(registersContract.finishUpload, { uploadId })
      changed(['registers'])
      onDone(done.uploadId, done.isKnown)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setSending(undefined)
    }
  }

  return { send, sending, problem }
}

function isPassing(error: unknown): boolean {
  const { kind } = problemOf(error)
  return kind === 'offline' || kind === 'busy' || kind === 'fault'
}

/** Answers how far the server has the file now. */
async function sendPart(uploadId: string, from: number, part: Blob): Promise<number> {
  const path = registersContract.sendPart.path.replace('{uploadId}', uploadId).replace('{from}', String(from))
  const response = await fetch(`/api${path}`, {
    method: registersContract.sendPart.method,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: part,
  }).catch(() => {
    throw new WireError({ kind: 'offline' })
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return (body as { received: number }).received
  const problem = readProblem(response.status, body, response.headers.get('retry-after'))
  // Sent twice, because an answer was lost: the server says where to go on.
  if (problem.kind === 'refused' && problem.refusal === 'otherPlace')
    return (problem.data as { received: number }).received
  throw new WireError(problem)
}

/** The address of a file the server makes, for a link that saves it. */
export function fileAddress(path: string, fields: Readonly<Record<string, string>>): string {
  const rest = { ...fields }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name] ?? ''
    delete rest[name]
    return encodeURIComponent(value)
  })
  return `/api${filled}?${new URLSearchParams(rest)}`
}

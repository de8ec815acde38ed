import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Where text messages go. `local` keeps them: nothing leaves the machine until a county plugs a gateway in. */
export type SmsPort = { readonly kind: 'local' | 'gateway'; send(message: Sms): Promise<void> }
export type Sms = { readonly id: string; readonly phone: string; readonly text: string; readonly template: string }

/** The gateway did not take a message; what it said, without the message. */
class SmsRefused extends Error {
  override name = 'SmsRefused'
}

export const localSms: SmsPort = { kind: 'local', send: async () => undefined }

const gateway = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
  /** The body to send; `{phone}`, `{text}`, `{template}` and `{id}` are filled in, each as the content type asks. */
  template: z.string().min(2),
})
export type SmsGateway = z.infer<typeof gateway>

/** Reads the gateway's description: `{ "url", "headers", "template" }` as JSON. @throws where it says something else */
export function readSmsGateway(file: string): SmsGateway {
  return gateway.parse(JSON.parse(readFileSync(file, 'utf8')))
}

// Long enough for a slow gateway, short enough that the job that waits is not taken for dead.
const patience = 10_000

/** A gateway over HTTP: one POST a message. Any answer but 2xx is a failure that is tried again. */
export function httpSms({ url, headers, template }: SmsGateway): SmsPort {
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/json'
  return {
    kind: 'gateway',
    async send(message) {
      const body = template.replaceAll(/\{(phone|text|template|id)\}/g, (_, name: keyof Sms) => quoted(message[name], contentType))
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': contentType, ...headers },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      // What the gateway says may repeat the text; only its number is kept.
      await response.body?.cancel()
      if (!response.ok) throw new SmsRefused(`HTTP ${response.status}`)
    },
  }
}

/** A value inside JSON text or a form, so that no name or text can add a field of its own. */
function quoted(value: string, contentType: string): string {
  return contentType.includes('json') ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value)
}

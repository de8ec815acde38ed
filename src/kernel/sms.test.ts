import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { httpSms } from './sms.ts'

async function gateway(status: number): Promise<{ url: string; heard: { headers: IncomingMessage['headers']; body: string }[]; stop: () => void }> {
  const heard: { headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      response.writeHead(status).end('{"echo":"secret text"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, heard, stop: () => void server.close() }
}

const message = { id: 'm1', phone: '13800000000', text: '您好","to":"x\n&a=b', template: 'signInCode' }

test('a message is one POST, whose text cannot add a field', async () => {
  const { url, heard, stop } = await gateway(200)
  await httpSms({ url, headers: { authorization: 'Bearer k' }, template: '{"to":"{phone}","text":"{text}","id":"{id}"}' }).send(message)
  await httpSms({ url, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, template: 'to={phone}&text={text}' }).send(message)
  stop()
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ to: message.phone, text: message.text, id: 'm1' })
  expect(heard[0]?.headers).toMatchObject({ authorization: 'Bearer k', 'content-type': 'application/json' })
  expect(Object.fromEntries(new URLSearchParams(heard[1]?.body))).toEqual({ to: message.phone, text: message.text })
})

test('an answer that is no success is a failure that does not repeat what was sent', async () => {
  const { url, stop } = await gateway(500)
  const failed = httpSms({ url, headers: {}, template: '{"t":"{text}"}' }).send(message)
  await expect(failed).rejects.toThrow(/^HTTP 500$/)
  stop()
})

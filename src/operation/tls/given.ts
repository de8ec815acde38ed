import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { failWith } from '../trouble.ts'
import type { Pair } from './authority.ts'

/** A certificate that somebody else issued. @throws OperationFailed naming the file and what is wrong with it */
export function givenCertificate(files: { cert: string; key: string }, now = new Date()): Pair {
  const [cert, key] = [readText(files.cert), readText(files.key)]
  const parsed = tryTo(() => new X509Certificate(cert)) ?? failWith({ zh: `${files.cert} 不是 PEM 证书`, en: `${files.cert} is not a PEM certificate` })
  const secret =
    tryTo(() => createPrivateKey(key)) ??
    failWith({ zh: `${files.key} 不是 PEM 私钥,或有口令保护`, en: `${files.key} is not a PEM private key, or it has a password` })
  if (!parsed.checkPrivateKey(secret)) {
    failWith({ zh: `证书 ${files.cert} 与私钥 ${files.key} 不是一对`, en: `the certificate ${files.cert} does not fit the key ${files.key}` })
  }
  const until = new Date(parsed.validTo)
  if (until <= now) {
    const day = until.toISOString().slice(0, 10)
    failWith({ zh: `证书 ${files.cert} 已于 ${day} 过期,请更换`, en: `the certificate ${files.cert} ran out on ${day}; replace it` })
  }
  if (new Date(parsed.validFrom) > now) {
    failWith({ zh: `证书 ${files.cert} 尚未生效,请检查本机时间`, en: `the certificate ${files.cert} is not valid yet; check this machine's clock` })
  }
  return { cert, key, until }
}

function readText(file: string): string {
  return tryTo(() => readFileSync(file, 'utf8')) ?? failWith({ zh: `无法读取 ${file}`, en: `${file} cannot be read` })
}

function tryTo<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

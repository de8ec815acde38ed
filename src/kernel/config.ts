import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Cipher, ciphers } from './cipher.ts'

/** One setting: where it comes from, what it means and what it is when nobody sets it. */
type Setting = { readonly env: string; readonly flag?: string; readonly takes?: number; readonly about: string; readonly schema: z.ZodType }

const port = z.coerce.number().int().min(0).max(65535)

const settings = {
  port: { env: 'TONGMAI_PORT', flag: '--port', about: 'port of the web server', schema: port.default(8080) },
  host: {
    env: 'TONGMAI_HOST',
    flag: '--host',
    about: 'address to listen on; any but loopback is served by TLS only. 0.0.0.0 is every address of this machine',
    schema: z.string().min(1).default('127.0.0.1'),
  },
  tls: {
    env: 'TONGMAI_TLS',
    flag: '--tls',
    takes: 2,
    about: 'certificate and key, PEM files (in the environment CERT:KEY); without them a host gets a certificate of its own authority',
    schema: z
      .string()
      .regex(/^[^:]+:[^:]+$/, 'two files are needed: the certificate and the key')
      .transform((text) => ({ cert: resolve(text.split(':')[0] ?? ''), key: resolve(text.split(':')[1] ?? '') }))
      .optional(),
  },
  processes: {
    env: 'TONGMAI_PROCESSES',
    flag: '--processes',
    about: 'server processes on this machine; more than one is of use with more than two cores',
    schema: z.coerce.number().int().min(1).max(16).default(1),
  },
  data: {
    env: 'TONGMAI_DATA',
    flag: '--data',
    about: 'folder of the database, keys and personas',
    schema: z.string().default(fileURLToPath(new URL('../../.data', import.meta.url))),
  },
  seed: {
    env: 'TONGMAI_SEED',
    flag: '--seed',
    about: 'synthetic county made at first start: none, tiny, small or county',
    schema: z.enum(['none', 'tiny', 'small', 'county']).optional(),
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    about: 'a PostgreSQL 15 to 18 of your own, as a user who may create roles; without it an embedded one is used',
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
  },
  logLevel: {
    env: 'TONGMAI_LOG',
    about: 'how much is logged: error, warn, info or debug',
    schema: z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  },
  cipher: {
    env: 'TONGMAI_CIPHER',
    about: 'algorithm of new keys for identity numbers and phones: sm4 or aes; values sealed before stay readable',
    schema: z.enum(ciphers).default('sm4'),
  },
  backupFolder: {
    env: 'TONGMAI_BACKUP',
    flag: '--backups',
    about: 'folder of the daily backups; best on another disk. With real data `backups` in the data folder, without it none',
    schema: z.string().optional(),
  },
  uploadMegabytes: {
    env: 'TONGMAI_UPLOAD_MB',
    about: 'largest spreadsheet that may be sent, in megabytes',
    schema: z.coerce.number().int().min(1).max(4000).default(300),
  },
  address: {
    env: 'TONGMAI_ADDRESS',
    about: 'address of the platform as people reach it, printed as a code on paper: https://tongmai.example.cn',
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/$/, ''))
      .optional(),
  },
  connections: {
    env: 'TONGMAI_CONNECTIONS',
    about: 'database connections of the web server',
    schema: z.coerce.number().int().min(2).max(50).default(16),
  },
  addressConnections: {
    env: 'TONGMAI_ADDRESS_CONNECTIONS',
    about: 'connections that one address may hold at once; raise it behind a proxy, from which everybody comes',
    schema: z.coerce.number().int().min(10).max(100_000).default(1000),
  },
  smsGateway: {
    env: 'TONGMAI_SMS_GATEWAY',
    about: 'file that describes the gateway of text messages (url, headers, template); without it messages stay on this machine',
    schema: z.string().min(1).optional(),
  },
} as const satisfies Record<string, Setting>

export type Config = {
  readonly port: number
  readonly host: string
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly processes: number
  readonly data: string
  readonly seed: 'none' | 'tiny' | 'small' | 'county' | undefined
  readonly databaseUrl: string | undefined
  readonly logLevel: string
  readonly cipher: Cipher
  readonly backupFolder: string | undefined
  readonly uploadMegabytes: number
  readonly address: string | undefined
  readonly connections: number
  readonly addressConnections: number
  readonly smsGateway: string | undefined
}

/** A setting that cannot be used: which one, why, and what it means. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads flags first, then the environment, then defaults. An unknown flag or an impossible value says so.
 * @throws ConfigError naming the setting, the reason and its meaning
 */
export function readConfig(flags: readonly string[], env: NodeJS.ProcessEnv): Config {
  const given = new Map<string, string>()
  for (let i = 0; i < flags.length; i++) {
    const [flag, inline] = (flags[i] ?? '').split('=', 2) as [string, string | undefined]
    const name = Object.entries(settings).find(([, s]) => 'flag' in s && s.flag === flag)?.[0]
    if (!name)
      throw new ConfigError(
        `unknown option ${flag}; known: ${Object.values(settings)
          .flatMap((s) => ('flag' in s ? [s.flag] : []))
          .join(' ')}`,
      )
    const setting: Setting = settings[name as keyof typeof settings]
    const taken = inline === undefined ? flags.slice(i + 1, i + 1 + (setting.takes ?? 1)) : [inline]
    i += inline === undefined ? (setting.takes ?? 1) : 0
    const value = taken.length === 0 ? undefined : taken.join(':')
    if (value === undefined) throw new ConfigError(`${flag} needs a value: ${settings[name as keyof typeof settings].about}`)
    given.set(name, value)
  }
  const read = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => {
      const raw = given.get(name) ?? (env[setting.env] || undefined)
      const parsed = (setting.schema as z.ZodType).safeParse(raw)
      if (!parsed.success) {
        throw new ConfigError(`${'flag' in setting ? setting.flag : setting.env} = ${raw}: ${parsed.error.issues[0]?.message}. It is the ${setting.about}.`)
      }
      return [name, parsed.data]
    }),
  ) as unknown as Config
  return { ...read, data: resolve(read.data), backupFolder: read.backupFolder === undefined ? undefined : resolve(read.backupFolder) }
}

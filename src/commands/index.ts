import { readConfig } from '#kernel/config.ts'
import { createPool } from '#kernel/database.ts'
import { describe } from '#kernel/wire.ts'
import { contracts } from '../contracts.ts'
import { keyedMarks, sealedPlaces } from '../wiring.ts'
import { manageAccount } from './account.ts'
import { runBackup } from './backup.ts'
import { readPersonas, seedOnce } from './county.ts'
import { examine } from './doctor/index.ts'
import { examineTrail } from './doctorTrail.ts'
import { runDrill } from './drill.ts'
import { runImportTerms } from './importTerms.ts'
import { printIndicators } from './indicators.ts'
import { runKeyCopy } from './keyCopy.ts'
import { manageKeys } from './keys.ts'
import { listMessages } from './messages.ts'
import { writePack } from './pack.ts'
import { keysFolder, openPlatform } from './platform.ts'
import { runRestore } from './restore.ts'
import { up } from './up.ts'

export type Print = (line: string) => void
/** Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done. */
export type Command = { readonly about: string; readonly run: (args: readonly string[], print: Print) => Promise<number> }

/** What every command knows, with how many words follow. */
const generalFlags: Readonly<Record<string, number>> = { '--data': 1, '--backups': 1, '--port': 1, '--host': 1, '--tls': 2 }

/** Splits a command's own arguments from the options every command knows (`--data`, `DATABASE_URL`). */
function configFrom(args: readonly string[]) {
  const own: string[] = []
  const general: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    const [name = '', inline] = arg.split('=', 2)
    const words = generalFlags[name]
    if (words === undefined) own.push(arg)
    else {
      general.push(arg, ...(inline === undefined ? args.slice(i + 1, i + 1 + words) : []))
      i += inline === undefined ? words : 0
    }
  }
  return { own, config: readConfig(general, process.env) }
}

async function onPlatform(
  args: readonly string[],
  print: Print,
  work: (on: Awaited<ReturnType<typeof openPlatform>>, own: string[]) => Promise<number>,
): Promise<number> {
  const { own, config } = configFrom(args)
  const platform = await openPlatform({ config, tell: print })
  try {
    return await work(platform, own)
  } finally {
    await platform.stop()
  }
}

export const commands: Readonly<Record<string, Command>> = {
  up: {
    about: '启动平台 · set up and serve: [--seed none|tiny|small|county] [--port N] [--host ADDR [--tls CERT KEY]] [--processes N] [--data DIR]',
    async run(args, print) {
      await up(readConfig(args, process.env), print)
      return 0
    },
  },
  import: {
    about: '导入 · import fhir DIR [--facility NAME], import terms KIND FILE',
    run: (args, print) =>
      onPlatform(args, print, async ({ ownerUrl, vault }, [kind, ...rest]) => {
        if (kind === 'fhir') return (await import('./importFhir.ts')).runImportFhir(rest, { ownerUrl, vault, print })
        if (kind === 'terms') return runImportTerms(rest, { ownerUrl, vault, print })
        print('import fhir DIR | import terms KIND FILE')
        return 2
      }),
  },
  settlement: {
    about: '县外结算 · settlement FILE [--kept FILE]: the settlement file of the insurance bureau; rows to mend go to another file',
    run: (args, print) => {
      const { config } = configFrom(args)
      return onPlatform(args, print, async ({ ownerUrl, url }, own) =>
        (await import('./settlement.ts')).runSettlement(own, { ownerUrl, url, keys: keysFolder(config), data: config.data, print }),
      )
    },
  },
  personas: {
    about: '演示账号 · people to sign in as, synthetic counties only: [--json]',
    async run(args, print) {
      const { own, config } = configFrom(args)
      const personas = readPersonas(config.data)
      if (own.includes('--json')) print(JSON.stringify(personas.map(({ login, password, role, facilityId }) => ({ login, password, role, facilityId }))))
      else for (const p of personas) print(`${p.login.padEnd(16)} ${p.password.padEnd(14)} ${p.role.padEnd(18)} ${p.name} · ${p.facility}`)
      if (personas.length === 0 && !own.includes('--json')) print('没有演示账号 · none: this is not a synthetic county')
      return 0
    },
  },
  migrate: {
    about: '升级数据库结构 · bring the database to the newest step',
    run: (args, print) =>
      onPlatform(args, print, async ({ migrated }) => {
        print(migrated.length === 0 ? '已是最新 · up to date' : `${migrated.length} 步 · steps`)
        return 0
      }),
  },
  published: {
    about: '公布值与计算值 · published shares beside what the indicators say of a synthetic county; 1 where one differs',
    run: (args, print) => onPlatform(args, print, async ({ url }) => (await import('./published.ts')).runPublished(url, print)),
  },
  seed: {
    about: '生成合成县 · make a synthetic county: tiny|small|county, or a prefecture: prefecture [--visits N]',
    run(args, print) {
      const { own, config } = configFrom(args)
      if (own[0] === 'prefecture') {
        return onPlatform(args, print, async ({ ownerUrl }) => (await import('./prefecture.ts')).seedPrefecture(own.slice(1), { ownerUrl, config, print }))
      }
      const [size] = own
      if (size !== 'tiny' && size !== 'small' && size !== 'county' && size !== 'none') {
        print('seed tiny|small|county|prefecture|none')
        return Promise.resolve(2)
      }
      return onPlatform(args, print, async ({ ownerUrl, vault }) => {
        await seedOnce({ ownerUrl, vault, data: config.data }, size, print)
        return 0
      })
    },
  },
  doctor: {
    about: '自检 · says what is wrong and how to mend it; doctor --trail: whether anybody touched the trail',
    async run(args, print) {
      if (args.includes('--trail')) return examineTrail(configFrom(args.filter((arg) => arg !== '--trail')).config, print)
      return examine(configFrom(args).config, print)
    },
  },
  backup: {
    about: '备份 · backup --to FOLDER: one sealed file, read back whole before it is called good',
    run: (args, print) => {
      const { own, config } = configFrom(args)
      return runBackup(own, { config, print })
    },
  },
  restore: {
    about: '恢复 · restore --from FILE|FOLDER --data NEWFOLDER [--keys FILE|FOLDER]; restore --by-hand REASON: it was brought back by other means',
    run: (args, print) => {
      const { own, config } = configFrom(args)
      return runRestore(own, { config, print, dataGiven: own.length < args.length || config.databaseUrl !== undefined })
    },
  },
  drill: {
    about: '恢复演练 · drill: restores the newest backup beside the data, compares it, throws it away',
    run: (args, print) => {
      const { own, config } = configFrom(args)
      return runDrill(own, { config, print })
    },
  },
  account: {
    about: '账号 · account reset LOGIN: a new password, printed once; account reset-factor LOGIN',
    run: (args, print) =>
      onPlatform(args, print, ({ url }, own) => {
        const pool = createPool(url, { max: 1 })
        return manageAccount(own, { pool, print }).finally(() => pool.end())
      }),
  },
  keys: {
    about: '密钥 · keys, keys copy --to FOLDER, keys confirm, keys rotate [--blind], keys retire N [--blind]',
    run: (args, print) => {
      const { own, config } = configFrom(args)
      if (own[0] === 'copy' || own[0] === 'confirm') return runKeyCopy(own, { config, print })
      const keys = { folder: keysFolder(config), cipher: config.cipher, places: sealedPlaces, marks: keyedMarks, print }
      return onPlatform(args, print, ({ ownerUrl }) => manageKeys(own, { ownerUrl, ...keys }))
    },
  },
  messages: {
    about: '短信 · the last text messages and how they fared: [--limit N]',
    run: (args, print) =>
      onPlatform(args, print, ({ ownerUrl, vault }, own) => {
        const pool = createPool(ownerUrl, { max: 1 })
        return listMessages(own, { pool, vault, print }).finally(() => pool.end())
      }),
  },
  pack: {
    about: '离线包 · pack --facility ID --out FILE: what a device of that clinic would take along, for measuring and support',
    run: (args, print) =>
      onPlatform(args, print, ({ url, vault }, own) => {
        const pool = createPool(url, { max: 2 })
        return writePack(own, { pool, vault, print }).finally(() => pool.end())
      }),
  },
  indicators: {
    about: '指标 · indicators --at LEVEL:ID --period 2025|2025-Q1|2025-03 [--as-of DAY] [--json]: every figure with what it was computed from',
    run: (args, print) =>
      onPlatform(args, print, ({ url }, own) => {
        const pool = createPool(url, { max: 2 })
        return printIndicators(own, { pool, print }).finally(() => pool.end())
      }),
  },
  export: {
    about: '导出明细 · export facts --from DAY --to DAY --out FOLDER: the rows behind every figure as CSV and Parquet, nobody named',
    run: (args, print) =>
      onPlatform(args, print, async ({ url }, [kind, ...rest]) => {
        if (kind === 'facts') return (await import('./exportFacts.ts')).exportFacts(rest, { url, print })
        print('export facts --from YYYY-MM-DD --to YYYY-MM-DD --out FOLDER')
        return 2
      }),
  },
  openapi: {
    about: '接口说明 · the interface as OpenAPI 3.1',
    async run(_args, print) {
      print(JSON.stringify(describe(new Map(Object.entries(contracts))), null, 2))
      return 0
    },
  },
  help: {
    about: '说明 · this page',
    async run(_args, print) {
      print(usage())
      return 0
    },
  },
}

export function usage(): string {
  return ['用法 · usage: bin/tongmai COMMAND', '', ...Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)].join('\n')
}

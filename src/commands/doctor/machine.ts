import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { freemem, totalmem } from 'node:os'
import type { Config } from '#kernel/config.ts'
import { type Finding, judge } from './finding.ts'

const giga = 2 ** 30

/** The program this runs on. */
export function checkNode(): Finding {
  const isNew = Number(process.versions.node.split('.')[0]) >= 24
  return judge(isNew, { what: `Node ${process.versions.node}`, mend: '用 bin/up 启动,它会取得 Node 24 · start with bin/up, which fetches Node 24' })
}

/** The folder of the data: there, and ours to write. */
export function checkFolder({ data }: Config): Finding {
  if (!existsSync(data)) return { state: 'ok', what: `数据目录尚未建立 · no data folder yet: ${data}` }
  try {
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
    return { state: 'ok', what: `数据目录 · data folder ${data}` }
  } catch {
    return {
      state: 'bad',
      what: `数据目录无法读写 · the data folder cannot be read and written: ${data}`,
      mend: '用建立它的用户启动,或检查磁盘是否已挂载 · start as the user who made it, or see whether its disk is mounted',
    }
  }
}

/** Room to write: below two gigabytes is late, below a tenth is soon. */
export function checkDisk({ data }: Config): Finding {
  const { bavail, bsize, blocks } = statfsSync(existsSync(data) ? data : '.')
  const free = bavail * bsize
  const what = `磁盘剩余 · free disk ${(free / giga).toFixed(1)} GB`
  const mend =
    '请清理磁盘或把数据移到更大的磁盘;满了以后不能保存,已保存的不会丢 · free some space or move the data; a full disk saves nothing new and loses nothing old'
  if (free < 2 * giga) return { state: 'bad', what, mend }
  return judge(bavail > blocks / 10, { what, mend, otherwise: 'warn' })
}

/** Memory: below one gigabyte the database and the server get in each other's way. */
export function checkMemory(): Finding {
  const all = Math.min(totalmem(), process.constrainedMemory() || totalmem())
  const what = `内存 · memory ${(all / giga).toFixed(1)} GB(空闲 free ${(freemem() / giga).toFixed(1)})`
  return judge(all > 1.5 * giga, { what, mend: '建议至少 2 GB 内存 · two gigabytes at least', otherwise: 'warn' })
}

/** The port: free, or taken by a Tongmai that runs. */
export async function checkPort({ port, host }: Config): Promise<Finding> {
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen({ port, host }, () => probe.close(() => resolve(true)))
  })
  if (isFree) return { state: 'ok', what: `端口 ${port} 空闲 · port ${port} is free` }
  const runs = await fetch(`http://127.0.0.1:${port}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  )
  return judge(runs, {
    what: runs ? `端口 ${port}:同脉正在运行 · Tongmai runs on port ${port}` : `端口 ${port} 被占用 · port ${port} is taken`,
    mend: '如果不是同脉(HTTPS 方式也会这样显示),请停止占用它的程序,或用 --port 换一个 · unless that is Tongmai by HTTPS, stop the other program or choose another with --port',
    otherwise: 'warn',
  })
}

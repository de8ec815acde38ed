import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk that can really be filled: the system's own "no space left", nothing pretended. */
export type SmallDisk = { readonly folder: string; free(): number; fill(): void; clear(): void; remove(): void }

/**
 * A tmpfs of its own where this process may mount one (root), else a place in the shared-memory disk, which containers get small.
 * Throws where neither can be had: a test that cannot fill a disk proves nothing.
 */
export function smallDisk(megabytes: number): SmallDisk {
  const mounted = mkdtempSync(join(tmpdir(), 'tongmai-disk-'))
  chmodSync(mounted, 0o755)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', mounted]).status === 0) {
    return disk(mounted, () => {
      spawnSync('umount', ['-l', mounted])
      rmSync(mounted, { recursive: true, force: true })
    })
  }
  rmSync(mounted, { recursive: true })
  const { bavail, bsize } = statfsSync('/dev/shm')
  if (bavail * bsize > 2 ** 30) throw new Error('no small disk: this process may not mount one, and /dev/shm is too large to be filled')
  const folder = mkdtempSync('/dev/shm/tongmai-disk-')
  chmodSync(folder, 0o755)
  return disk(folder, () => rmSync(folder, { recursive: true, force: true }))
}

function disk(folder: string, remove: () => void): SmallDisk {
  const filler = join(folder, 'filler')
  const free = () => statfsSync(folder).bavail * statfsSync(folder).bsize
  return {
    folder,
    free,
    fill() {
      for (let part = 0; free() > 0; part++) {
        try {
          writeFileSync(`${filler}${part}`, Buffer.alloc(Math.max(4096, Math.min(free(), 8_000_000))))
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOSPC') throw error
        }
      }
    },
    clear: () => spawnSync('sh', ['-c', `rm -f ${filler}*`]),
    remove,
  }
}

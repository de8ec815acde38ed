import { useSyncExternalStore } from 'react'
import type { Waiting } from '#web/offline/book.ts'
import { listenToDevice, type Open, openNow } from '#web/offline/device.ts'
import { waitingNow } from '#web/offline/queue.ts'
import { type Syncing, syncing } from '#web/offline/sync.ts'
import type { SyncState } from '#web/ui/phone/PhoneShell.tsx'
import { useNetworkIsDown } from '#web/wire/network.ts'

export function useOpenDevice(): Open | undefined {
  return useSyncExternalStore(listenToDevice, openNow)
}

export function useWaiting(): readonly Waiting[] {
  return useSyncExternalStore(listenToDevice, waitingNow)
}

export function useSyncing(): Syncing {
  return useSyncExternalStore(listenToDevice, syncing)
}

/** What the header of every page says; undefined where this device works with a network only. */
export function useSyncState(things: number): SyncState | undefined {
  const open = useOpenDevice()
  const waiting = useWaiting()
  const { isRunning, left } = useSyncing()
  const isDown = useNetworkIsDown()
  if (!open) return undefined
  if (isDown) return { kind: 'offline', waiting: waiting.length }
  if (isRunning) return { kind: 'syncing', ...(left > 0 ? { waiting: left } : {}) }
  if (things > 0) return { kind: 'toSettle', things, href: '/waiting' }
  return open.device.syncedAt ? { kind: 'synced', at: open.device.syncedAt } : undefined
}

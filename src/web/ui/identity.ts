import { createContext, useContext } from 'react'
import type { Text } from '#web/ui/words.ts'

/** Who sits here and for whom, as the shells show it. */
export type Identity = {
  readonly facility: Text
  readonly person: string
  /** In which role the person acts: 转诊中心. */
  readonly post: Text
  /** Other posts the person may act from. */
  readonly posts: readonly {
    readonly postId: string
    readonly facility: Text
    readonly name: Text
    readonly isActing: boolean
  }[]
  readonly onPost: (postId: string) => void
  readonly onSignOut: () => void
}

const nobody: Identity = { facility: '', person: '', post: '', posts: [], onPost() {}, onSignOut() {} }

export const IdentityContext = createContext<Identity>(nobody)

export function useIdentity(): Identity {
  return useContext(IdentityContext)
}

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Capability, Input, Output } from '#kernel/capability.ts'
import { call } from '#web/wire/call.ts'
import { type AnyProblem, type Problem, problemOf } from '#web/wire/problem.ts'
import { keyOf } from '#web/wire/queries.ts'

export type AskOptions = {
  /** Topics on which this is asked again: kinds (`duty`) or things (`referral:<id>`). Ids in the input are heard anyway. */
  readonly live?: readonly string[]
  /** False while something needed for the question is missing. */
  readonly when?: boolean
  /** Shows the previous answer while a changed question is under way (typing into a search). */
  readonly keepPrevious?: boolean
  /** How long an answer is taken for fresh when a screen opens again. 20 by default. */
  readonly freshSeconds?: number
  /** Asked again this often as well, for work under way whose end must not be missed with a lost line. */
  readonly everySeconds?: number
}

export type Asked<T, P = AnyProblem> = {
  readonly data: T | undefined
  readonly problem: P | undefined
  /** The first answer is under way and there is nothing to show. */
  readonly isLoading: boolean
  /** An answer is shown and a newer one is under way. */
  readonly isRefreshing: boolean
  /** The answer shown belongs to the question before. */
  readonly isPrevious: boolean
  readonly again: () => void
}

/** Asks one capability and keeps the answer, live, for every screen that asks the same. */
export function useAsk<C extends Capability>(
  capability: C,
  input: Input<C>,
  options: AskOptions = {},
): Asked<Output<C>, Problem<C>> {
  const query = useQuery<Output<C>>({
    queryKey: keyOf(capability, input),
    queryFn: ({ signal }) => call(capability, input, { signal }),
    meta: { live: options.live ?? [] },
    enabled: options.when ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.freshSeconds === undefined ? {} : { staleTime: options.freshSeconds * 1000 }),
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
  })
  return {
    data: query.data as Output<C> | undefined,
    problem: query.error ? (problemOf(query.error) as Problem<C>) : undefined,
    isLoading: query.isLoading,
    isRefreshing: query.isFetching && !query.isLoading,
    isPrevious: query.isPlaceholderData,
    again: () => void query.refetch(),
  }
}

type Page = { readonly items: readonly unknown[]; readonly cursor: string | null }
type ItemOf<C extends Capability> = Output<C> extends { readonly items: readonly (infer T)[] } ? T : never

/** What a list needs to go on: given whole to `QueueTable` and `MoreButton`. */
export type More = { readonly has: boolean; readonly isLoading: boolean; readonly load: () => void }

export type AskedPages<T, P = AnyProblem, A = unknown> = Omit<Asked<readonly T[], P>, 'isPrevious'> & {
  readonly items: readonly T[]
  /** The answer of the first page, for what comes beside the items: counts. */
  readonly first: A | undefined
  readonly more: More
}

/** Asks a list that comes in pages (`{ items, cursor }`) and shows them as one. */
export function useAskPages<C extends Capability>(
  capability: C,
  input: Omit<Input<C>, 'cursor'>,
  options: Omit<AskOptions, 'keepPrevious'> = {},
): AskedPages<ItemOf<C>, Problem<C>, Output<C>> {
  const query = useInfiniteQuery({
    queryKey: [...keyOf(capability, input), 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const page = pageParam === null ? input : { ...input, cursor: pageParam }
      return call(capability, page as Input<C>, { signal }) as Promise<Page>
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page) => last.cursor,
    meta: { live: options.live ?? [] },
    enabled: options.when ?? true,
    ...(options.freshSeconds === undefined ? {} : { staleTime: options.freshSeconds * 1000 }),
  })
  const items = (query.data?.pages.flatMap((page) => page.items) ?? []) as readonly ItemOf<C>[]
  return {
    items,
    first: query.data?.pages[0] as Output<C> | undefined,
    data: query.data ? items : undefined,
    problem: query.error ? (problemOf(query.error) as Problem<C>) : undefined,
    isLoading: query.isLoading,
    isRefreshing: query.isFetching && !query.isLoading && !query.isFetchingNextPage,
    again: () => void query.refetch(),
    more: { has: query.hasNextPage, isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() },
  }
}

import { query, type Scope } from '#kernel/scope.ts'
import { afterPrefix } from '#registry/resident/rules.ts'
import type { TermKind, TermStatus } from './contract.ts'
import { plain, searchKeysOf, type Term } from './rules.ts'

export type TermRow = {
  code: string
  zh: string
  en: string | null
  status: TermStatus
  source: string
  details: Record<string, string>
}

/** Terms with a key that begins with what was typed: whole matches first, then the shortest names. */
export async function searchTerms(scope: Scope, { kind, q, limit }: { kind: TermKind; q: string; limit: number }): Promise<TermRow[]> {
  const prefix = plain(q)
  return query<TermRow>(
    scope,
    `select t.code, t.zh, t.en, t.status, t.source, t.details
       from (select code, min(char_length(term)) as distance
               from (select term, code from record.term_search where kind = $1 and term >= $2 and term < $3 order by term limit 2000) near
              group by code order by distance, code limit $4) found
       join record.term t on t.kind = $1 and t.code = found.code
      order by found.distance, char_length(t.zh), t.code`,
    [kind, prefix, afterPrefix(prefix), limit],
  )
}

/** The name that the list gives to a code, by `kind code`. */
export async function listedNames(scope: Scope, wanted: readonly { kind: TermKind; code: string }[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map()
  const rows = await query<{ kind: TermKind; code: string; zh: string }>(
    scope,
    'select t.kind, t.code, t.zh from unnest($1::text[], $2::text[]) w(kind, code) join record.term t on t.kind = w.kind and t.code = w.code',
    [wanted.map((w) => w.kind), wanted.map((w) => w.code)],
  )
  return new Map(rows.map((r) => [`${r.kind} ${r.code}`, r.zh]))
}

/**
 * Adds or changes terms with their search keys. The list that ships (`unverified`) never overwrites one that was imported.
 * @returns the codes that were added or changed
 */
export async function saveTerms(scope: Scope, list: { kind: TermKind; status: TermStatus; source: string; terms: readonly Term[] }): Promise<string[]> {
  const { kind, status, source, terms } = list
  const rows = terms.map(({ code, zh, en, aliases, details }) => ({
    code,
    zh,
    en,
    details: { ...details, ...(aliases.length > 0 ? { aliases: aliases.join('|') } : {}) },
  }))
  const saved = await query<{ code: string; is_new: boolean }>(
    scope,
    `insert into record.term (kind, code, zh, en, status, source, details)
     select $1, r.code, r.zh, r.en, $2, $3, r.details from jsonb_to_recordset($4) r (code text, zh text, en text, details jsonb)
     on conflict (kind, code) do update set zh = excluded.zh, en = excluded.en, status = excluded.status, source = excluded.source, details = excluded.details
      where (term.zh, term.en, term.status, term.details) is distinct from (excluded.zh, excluded.en, excluded.status, excluded.details)
        and (excluded.status <> 'unverified' or term.status = 'unverified')
     returning code, xmax = 0 as is_new`,
    [kind, status, source, JSON.stringify(rows)],
  )
  const known = saved.filter((r) => !r.is_new).map((r) => r.code)
  if (known.length > 0) await query(scope, 'delete from record.term_search where kind = $1 and code = any ($2)', [kind, known])
  const codes = new Set(saved.map((r) => r.code))
  await addKeys(
    scope,
    kind,
    terms.filter((t) => codes.has(t.code)),
  )
  return [...codes]
}

async function addKeys(scope: Scope, kind: TermKind, terms: readonly Term[]): Promise<void> {
  const keys = terms.flatMap((t) => searchKeysOf(t).map((key) => [key, t.code] as const))
  await query(
    scope,
    'insert into record.term_search (kind, term, code) select $1, k.term, k.code from unnest($2::text[], $3::text[]) k(term, code) order by k.term collate "C" on conflict do nothing',
    [kind, keys.map(([key]) => key), keys.map(([, code]) => code)],
  )
}

/** The shortest list of each kind that a device takes along: what ships with the product, with the keys it is found by. */
export async function shortList(scope: Scope, limit: number): Promise<(TermRow & { kind: TermKind; keys: string[] })[]> {
  return query<TermRow & { kind: TermKind; keys: string[] }>(
    scope,
    `select t.kind, t.code, t.zh, t.en, t.status, t.source, t.details,
            array(select s.term from record.term_search s where s.kind = t.kind and s.code = t.code) as keys
       from (select *, row_number() over (partition by kind order by status = 'imported', char_length(zh), code) as place from record.term
              where kind in ('diagnosis', 'medication')) t
      where t.place <= $1 order by t.kind, t.code`,
    [limit],
  )
}

import { everyRole, role } from '#registry/access/roles.ts'
import { contracts } from '../../src/contracts.ts'
import { everyCapability } from './requests.ts'

const reaches = {
  none: "no person's data",
  self: 'own account',
  scope: 'rows of the acting facility and those under it, and of loops it takes part in',
  record: "one resident's record, of the own catchment or opened by a basis",
} as const

/** The page `docs/access.md`, made from the contracts: who may ask for what, and how far that reaches. */
export function accessPage(): string {
  const domains = Object.keys(contracts).map((domain) => {
    const rows = everyCapability
      .filter((asked) => asked.domain === domain)
      .map(({ name, capability: c }) => {
        const reach = 'open' in c.access ? 'open' : c.access.county ? `${c.access.basis}, whole county` : c.access.basis
        const who = 'open' in c.access ? `everybody: ${c.access.open}` : whoIn(c.access.roles)
        return `| \`${name}\` | ${c.title.zh} · ${c.title.en} | \`${c.method} ${c.path}\` | ${reach} | ${who} |`
      })
    return [`## ${domain}`, '', '| Capability | Title | Request | Reach | Who |', '|---|---|---|---|---|', ...rows, ''].join('\n')
  })
  return [
    '# Who may ask for what',
    '',
    'Generated from the contracts and compared with what HTTP answers by `tests/guards/access.test.ts`.',
    'After a change of a contract: `TONGMAI_WRITE=1 bin/test tests/guards/access.test.ts`.',
    '',
    'A role that is not named is answered 403. A row that is not there and a row that is not yours are both answered 404.',
    '',
    '| Reach | What is reached |',
    '|---|---|',
    ...Object.entries(reaches).map(([reach, words]) => `| ${reach} | ${words} |`),
    '',
    '| Role | 岗位 |',
    '|---|---|',
    ...role.codes.map((code) => `| \`${code}\` | ${role.labels[code].zh} |`),
    '',
    ...domains,
  ].join('\n')
}

function whoIn(roles: readonly string[]): string {
  return roles.length === everyRole.length && !roles.includes('resident') ? 'everybody at work' : roles.join(', ')
}

// The walls of docs/architecture.md as path rules. Tiers are in the path, so nobody keeps a list of domains.
// tests/guards/walls.test.ts plants a violation of each rule and sees it found.

const { builtinModules } = require('node:module')

const test = '[.]test[.]tsx?$'
/** The half of the kernel without IO: what contracts, rules and the browser may stand on. */
const pureNames = '(capability|words|wire|refusal|calendar|csv|fen|ids|policy|typeset)[.]ts$'
const pureKernel = `^src/kernel/${pureNames}`
const domain = '^src/domains/[^/]+/[^/]+/'
/** The one list of roles: contracts of every domain name them, and so does the browser. */
const roles = '^src/domains/registry/access/roles[.]ts$'
/** What one domain shows to another. Rules of the registry are pure and about everybody (age, identity numbers), so they count. */
/** Decides on a device without a network too, where no door reaches: what is measured and which criteria fire it takes from the pure halves. */
const offline = '^src/domains/care/(chronicCare/|referral/rules/)'
const pureDoors = '^src/domains/(record/visit|care/tieredCare)/(labels[.]ts$|policy[.]ts$|rules([.]ts$|/))'
const doors = [`${domain}(index|contract)[.]ts$`, roles, '^src/domains/registry/[^/]+/rules([.]ts$|/)']
/** A room of interop that serves people has its contract, its words and its rules like a domain. */
const room = '^src/interop/[^/]+/'
const pureFiles = [`${domain}(contract[.]ts$|policy[.]ts$|labels[.]ts$|rules[.]ts$|rules/|diseases/)`, `${room}(contract|labels)[.]ts$`]
const contracts = [`${domain}contract[.]ts$`, `${room}contract[.]ts$`]
const store = 'store([.]ts$|/)'
const actions = 'actions([.]ts$|/)'
/** Builds the screens; runs neither in the browser nor for a request. */
const buildTime = '^src/(web/(wire|worker)/plugin|commands/screens)[.]ts$'
const root = '^src/(main|wiring|contracts)[.]ts$'

function npm(...names) {
  return `(^|/)node_modules/(${names.join('|')})/`
}

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'A wall cannot judge an import it cannot find.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'product-not-to-tests',
      comment: 'What runs in the county does not need tests, benches, tools or development packages.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: [test, '^(tests|bench|tools)/'] },
    },
    {
      name: 'product-not-to-dev-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: [test, buildTime, '[.]d[.]ts$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },

    // Tiers: each looks down only.
    {
      name: 'kernel-knows-no-domain',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/kernel/' },
    },
    {
      name: 'kernel-pure-half',
      comment: 'These files also run in the browser.',
      severity: 'error',
      from: { path: pureKernel },
      to: { pathNot: [pureKernel, npm('zod', 'pinyin-pro', 'uuid')] },
    },
    {
      name: 'registry-on-kernel',
      severity: 'error',
      from: { path: '^src/domains/registry/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(kernel|domains/registry)/' },
    },
    {
      name: 'record-on-registry',
      severity: 'error',
      from: { path: '^src/domains/record/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(kernel|domains/(registry|record))/' },
    },
    {
      name: 'care-on-record',
      severity: 'error',
      from: { path: '^src/domains/(care|publicHealth)/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(kernel|domains/(registry|record|care|publicHealth))/' },
    },
    {
      name: 'governance-on-domains',
      severity: 'error',
      from: { path: '^src/domains/governance/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(kernel|domains)/' },
    },
    {
      name: 'nobody-on-governance',
      comment: 'What governance must hear at once is published as a fact.',
      severity: 'error',
      from: { path: '^src/(kernel|interop|domains/(registry|record|care|publicHealth))/', pathNot: test },
      to: { path: '^src/domains/governance/' },
    },
    {
      name: 'interop-on-doors',
      severity: 'error',
      from: { path: '^src/interop/', pathNot: test },
      to: { path: '^src/', pathNot: ['^src/(kernel|interop)/', ...doors] },
    },
    {
      name: 'web-on-pure-files',
      comment: 'The browser gets contracts, rules, policy and the pure half of the kernel.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: test },
      to: { path: '^(src|db)/', pathNot: ['^src/web/', pureKernel, ...pureFiles, roles] },
    },
    {
      name: 'web-without-node',
      severity: 'error',
      from: { path: '^src/web/', pathNot: [test, buildTime] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-without-server-packages',
      severity: 'error',
      from: { path: '^src/web/', pathNot: [test, buildTime] },
      to: {
        path: npm('@fastify', '@node-rs', 'fastify', 'graphile-worker', 'kysely', 'pg', 'pg-copy-streams', 'pino', 'prom-client'),
      },
    },
    {
      name: 'county-on-doors',
      comment: 'The synthetic county comes in through the doors like everybody else, and obeys the same rules.',
      severity: 'error',
      from: { path: '^src/county/', pathNot: test },
      to: { path: '^src/', pathNot: ['^src/(kernel|county)/', ...pureFiles, ...doors] },
    },
    {
      name: 'operation-on-kernel',
      comment: 'Keeping the data safe must not depend on what the data is about.',
      severity: 'error',
      from: { path: '^src/operation/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(kernel|operation)/' },
    },
    {
      name: 'commands-on-doors',
      comment: "The operator's commands start the wired platform, the importers and the county; the rest through the doors.",
      severity: 'error',
      from: { path: '^src/commands/', pathNot: test },
      to: {
        path: '^src/',
        pathNot: ['^src/(kernel|operation|commands|county)/', '^src/(wiring|contracts)[.]ts$', '^src/interop/[^/]+/index[.]ts$', ...pureFiles, ...doors],
      },
    },
    {
      name: 'nobody-on-outer-rooms',
      severity: 'error',
      from: { path: '^src/', pathNot: [test, root, '^src/(commands|county|operation)/'] },
      to: { path: ['^src/(commands|county|operation)/', root] },
    },

    // Domains: in through the door.
    {
      name: 'domain-through-its-door',
      comment: "Another domain's index.ts or contract.ts, never its inside.",
      severity: 'error',
      from: { path: '^src/domains/([^/]+/[^/]+)/', pathNot: [test, offline] },
      to: { path: domain, pathNot: ['^src/domains/$1/', ...doors] },
    },
    {
      name: 'offline-through-pure-doors',
      severity: 'error',
      from: { path: offline, pathNot: test },
      to: { path: domain, pathNot: [offline, ...doors, pureDoors] },
    },
    {
      name: 'store-stays-home',
      comment: "A domain's tables stay in one pair of hands. Not even main.ts imports a store.",
      severity: 'error',
      from: { path: '^src/', pathNot: [test, '^src/domains/'] },
      to: { path: `${domain}${store}` },
    },
    {
      name: 'actions-by-main',
      comment: 'An action without its capability has nobody asking who may.',
      severity: 'error',
      from: { path: '^src/', pathNot: [test, root, '^src/domains/'] },
      to: { path: [`${domain}${actions}`, `${room}actions[.]ts$`] },
    },
    {
      name: 'contract-is-words',
      severity: 'error',
      from: { path: contracts },
      to: {
        pathNot: ['^src/kernel/(capability|words|refusal|policy)[.]ts$', ...contracts, `${domain}labels[.]ts$`, `${room}labels[.]ts$`, roles, npm('zod')],
      },
    },
    {
      name: 'rules-are-pure',
      comment:
        'Rules, policies and labels are functions and values of what they are given: no IO, however many files away, so that ' + 'they run in the browser.',
      severity: 'error',
      from: { path: [...pureFiles, `${room}(rules|fields)/`, roles], pathNot: [test, ...contracts] },
      to: {
        reachable: true,
        path: [
          `^src/kernel/(?!${pureNames})`,
          `${domain}(store|actions|index|jobs|facts)([.]ts$|/)`,
          `^src/(?!kernel/|domains/|interop/[^/]+/(contract|labels)[.]ts|interop/[^/]+/(rules|fields)/)`,
          '^db/',
          '(^|/)node_modules/(?!(zod|pinyin-pro|uuid)/)',
          `^(node:)?(${builtinModules.filter((name) => /^[a-z0-9_/]+$/.test(name)).join('|')})$`,
        ],
      },
    },

    // The database's types describe tables, and tables belong to stores.
    {
      name: 'tables-for-stores',
      comment: 'The synthetic county fills tables in bulk, so it may know them too.',
      severity: 'error',
      from: { path: '^src/', pathNot: [test, '^src/(kernel|county)/', `${domain}${store}`] },
      to: { path: '^db/' },
    },
    {
      name: 'tables-by-type',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '^db/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    // Type-only imports are dependencies of the reader's head as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
}

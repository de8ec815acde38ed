/// <reference types="vite/client" />

/**
 * A contract with its schemas and its access rules, for code that must judge input without the server (working
 * offline). Everywhere else import the contract plainly: the build then sends only its wire and its words.
 *
 * ```ts
 * import type * as Referral from '#care/referral/contract.ts'
 * const whole = (await import('#care/referral/contract.ts?whole')) as typeof Referral
 * ```
 */
declare module '*?whole'

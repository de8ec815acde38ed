import { networkInterfaces } from 'node:os'

const loopback = ['127.0.0.1', '::1', 'localhost']

/** True where only this machine can come in. */
export function isLoopback(host: string): boolean {
  return loopback.includes(host) || host.startsWith('127.')
}

/** True where the server listens on every address of the machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** Addresses of this machine in its networks, those of IPv4 first: what a phone in the same network types. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all
    .filter((one) => !one.internal && !one.address.startsWith('fe80'))
    .toSorted((a, b) => a.family.localeCompare(b.family))
    .map((one) => one.address)
}

/** The address to print for people: the one that was named, else the first of this machine. */
export function addressForPeople(host: string, port: number): string {
  const name = isEverywhere(host) ? (ownAddresses()[0] ?? 'localhost') : host
  return `https://${name.includes(':') ? `[${name}]` : name}:${port}`
}

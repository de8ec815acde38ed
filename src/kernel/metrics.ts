import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** Figures for Prometheus: how often each capability was asked, how it was answered, how long it took. */
export type Metrics = {
  capability(call: { name: string; status: number; seconds: number }): void
  job(run: { name: string; ok: boolean; seconds: number }): void
  text(): Promise<string>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'tongmai_' })
  const calls = new Histogram({
    name: 'tongmai_capability_seconds',
    help: 'time of a capability',
    labelNames: ['capability', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  const jobs = new Counter({ name: 'tongmai_jobs_total', help: 'jobs that ran', labelNames: ['job', 'ok'], registers: [registry] })
  return {
    capability: ({ name, status, seconds }) => calls.observe({ capability: name, status }, seconds),
    job: ({ name, ok }) => jobs.inc({ job: name, ok: String(ok) }),
    text: () => registry.metrics(),
  }
}

/** What an operator watches, as Prometheus reads it (text format 0.0.4): requests, jobs, followers, the process. */
import type { ChangePort } from '../domain/change.ts';
import type { Connections } from './connections.ts';
import { PRODUCT_VERSION } from '../version.ts';

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** Seconds; the last bucket has no end. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

type Labels = Readonly<Record<string, string>>;

/** Counts requests as they are answered. */
export class RequestMetrics {
  readonly #counts = new Map<string, { readonly labels: Labels; count: number }>();
  readonly #buckets = BUCKETS.map(() => 0);
  #sum = 0;
  #total = 0;

  /** Methods are those of the protocol: a client cannot make this grow. */
  observe(method: string, status: number, milliseconds: number): void {
    const labels = { method: METHODS.has(method) ? method : 'other', status: String(status) };
    const key = `${labels.method} ${labels.status}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { labels, count: 1 });
    else known.count += 1;
    const seconds = milliseconds / 1000;
    this.#sum += seconds;
    this.#total += 1;
    for (const [index, limit] of BUCKETS.entries()) if (seconds <= limit) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
  }

  lines(): readonly string[] {
    return [
      ...metric('sma_http_requests_total', 'counter', 'Requests answered.', [...this.#counts.values()].map(({ labels, count }) => [labels, count])),
      ...heading('sma_http_request_seconds', 'histogram', 'How long requests took.'),
      ...BUCKETS.map((limit, index) => line('sma_http_request_seconds_bucket', { le: String(limit) }, this.#buckets[index] ?? 0)),
      line('sma_http_request_seconds_bucket', { le: '+Inf' }, this.#total), line('sma_http_request_seconds_sum', {}, this.#sum), line('sma_http_request_seconds_count', {}, this.#total),
    ];
  }
}
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'MERGE', 'PATCH', 'DELETE', 'OPTIONS']);

/** The whole document. */
export async function writeMetrics(requests: RequestMetrics, changes: ChangePort, { followers, connections }: { readonly followers: number; readonly connections: Connections['counts'] }): Promise<string> {
  const jobs = await changes.read((db) => db.selectFrom('Jobs').select(['JobStatus', (e) => e.fn.countAll<number>().as('n')]).groupBy('JobStatus').execute());
  const memory = process.memoryUsage();
  return `${[
    ...metric('sma_build_info', 'gauge', 'The version that runs.', [[{ version: PRODUCT_VERSION }, 1]]),
    ...requests.lines(),
    ...metric('sma_jobs', 'gauge', 'Jobs by status.', jobs.map(({ JobStatus, n }) => [{ status: JobStatus }, n])),
    ...metric('sma_event_followers', 'gauge', 'Clients that follow jobs.', [[{}, followers]]),
    ...metric('sma_connections', 'gauge', 'Clients that are connected.', [[{}, connections.open]]),
    ...metric('sma_connections_refused_total', 'counter', 'Connections for which there was no room.', [[{}, connections.refused]]),
    ...metric('sma_connections_evicted_total', 'counter', 'Connections without a request that were cut to make room.', [[{}, connections.evicted]]),
    ...metric('process_resident_memory_bytes', 'gauge', 'Memory of the process.', [[{}, memory.rss]]),
    ...metric('process_heap_bytes', 'gauge', 'Heap in use.', [[{}, memory.heapUsed]]),
    ...metric('process_cpu_seconds_total', 'counter', 'Processor time used.', [[{}, (process.cpuUsage().user + process.cpuUsage().system) / 1e6]]),
    ...metric('process_start_time_seconds', 'gauge', 'When the process began.', [[{}, Math.round(Date.now() / 1000 - process.uptime())]]),
  ].join('\n')}\n`;
}

const heading = (name: string, type: string, help: string): readonly string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
const metric = (name: string, type: string, help: string, samples: readonly (readonly [Labels, number])[]): readonly string[] => [...heading(name, type, help), ...samples.map(([labels, value]) => line(name, labels, value))];

function line(name: string, labels: Labels, value: number): string {
  const text = Object.entries(labels).map(([label, of]) => `${label}="${of.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`).join(',');
  return `${name}${text === '' ? '' : `{${text}}`} ${value}`;
}

// Records that workers report, as fast as they come, while others read: what arrives, what reads take meanwhile, and memory.
import { join } from 'node:path';
import { Budget, median, milliseconds, type Bench, type Row } from './bench.ts';
import { startBenchService, type BenchService } from './serviceProcess.ts';

const JOBS = 8;
/** What has to arrive, and what is sent: somewhat more, since the start of the jobs and their end take time as well. */
const LEAST_PER_SECOND = 50_000;
const PER_SECOND = 56_000;
const SECONDS = 12;
/** Of reading before anything is measured: the first reads of a process take several times as long as all that follow. */
const WARM_MILLISECONDS = 4_000;
const BATCH = 500;
/** Reads of a person's tools at a time. */
const READERS = 2;
const PAUSE = 10;

interface Reads { readonly all: number[]; stop(): Promise<void> }

/** Reads of what editors and dashboards look at, one after the other by each reader, with a pause between. */
function keepReading({ ask, url }: BenchService, paths: readonly string[]): Reads {
  const all: number[] = [];
  const ends = new AbortController();
  let turn = 0;
  const reader = async (): Promise<void> => {
    while (!ends.signal.aborted) {
      const path = paths[turn++ % paths.length] ?? '';
      const began = performance.now();
      // Another address each time: what is kept of earlier answers does not help.
      await ask(`${url}${path}${path.includes('?') ? '&' : '?'}turn=${turn}`);
      all.push(performance.now() - began);
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  };
  const readers = Array.from({ length: READERS }, reader);
  return { all, stop: async () => { ends.abort(); await Promise.all(readers); } };
}

const percentile = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
const pause = (time: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, time); });

export const bench: Bench = {
  name: 'records of workers',
  run: async () => {
    await using service = await startBenchService(join(import.meta.dirname, 'recordWorker.ts'));
    const { url, post, ask, memory } = service;
    const perJob = (PER_SECOND * SECONDS) / JOBS;
    const version = await post(`${url}RunbookVersions`, `# ${perJob} ${PER_SECOND / JOBS} ${BATCH}`, { Slug: 'Talks', 'Content-Type': 'application/octet-stream' }) as { RunbookID: string };
    const runbook = `${url}Runbooks(guid'${version.RunbookID}')`;
    await post(`${runbook}/Publish`, '{}');
    const paths = ['Runbooks?$top=20', `Runbooks(guid'${version.RunbookID}')`, 'Jobs?$orderby=CreationTime%20desc', "Jobs?$filter=JobStatus%20eq%20'Running'", 'Variables'];
    const warming = keepReading(service, paths);
    await pause(WARM_MILLISECONDS);
    await warming.stop();
    const idle = keepReading(service, paths);
    await pause(5_000);
    await idle.stop();

    const jobs = await Promise.all(Array.from({ length: JOBS }, async () => Object.values(await post(`${runbook}/Start`, '{}') as object)[0] as string));
    const done = async (): Promise<number> => Number((await ask(`${url}Jobs/$count?$filter=JobStatus%20eq%20'Completed'`)).toString());
    const began = performance.now();
    const busy = keepReading(service, [...paths, `JobStreams/GetStreamItems?jobId='${jobs[0]}'&streamType='Any'&$top=100`]);
    const sizes: number[] = [];
    while (await done() < JOBS) {
      sizes.push(await memory());
      if (performance.now() - began > SECONDS * 8_000) throw new Error('The jobs do not end.');
      await pause(250);
    }
    const took = (performance.now() - began) / 1000;
    await busy.stop();
    const stored = Number((await ask(`${url}JobStreams/Stream/$count`)).toString());
    if (stored !== perJob * JOBS) throw new Error(`${stored} records were stored, not ${perJob * JOBS}.`);
    const [before, during] = [percentile(idle.all, 0.99), percentile(busy.all, 0.99)];
    const rate = stored / took;
    const third = Math.ceil(sizes.length / 3);
    const [first, last] = [median(sizes.slice(third, 2 * third)), median(sizes.slice(2 * third))];
    const rows: Row[] = [
      { what: `records taken in, ${JOBS} jobs at once`, value: `${Math.round(rate)} a second`, against: `${stored} sent in ${SECONDS} s`, budget: Budget.atLeast(rate, LEAST_PER_SECOND, ' a second') },
      { what: 'reads meanwhile, 99th percentile', value: `${milliseconds(during)} = ${(during / before).toFixed(1)} x`, against: `idle: ${milliseconds(before)}, ${idle.all.length} and ${busy.all.length} reads`, budget: Budget.atMost(during / before, 3, ' x') },
      { what: 'reads meanwhile, median', value: milliseconds(median(busy.all)), against: `idle: ${milliseconds(median(idle.all))}` },
      { what: 'memory of the service', value: `${Math.round(first)}, then ${Math.round(last)} MB`, against: 'the second and the last third of the run', budget: Budget.atMost(last / first, 1.2, ' x') },
    ];
    return rows;
  },
};

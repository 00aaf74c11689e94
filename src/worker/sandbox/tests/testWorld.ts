/** What every test of a sandbox shares, and the engine that each of them gets for itself. */
import { cmdlets } from '../../../powershell/cmdlets/index.ts';
import { outString } from '../../../powershell/format/outString.ts';
import { changedView } from '../../../powershell/format/shownText.ts';
import { runtimeView } from '../../../powershell/format/runtimeView.ts';
import { Coverage } from '../../../powershell/runtime/debug/coverage.ts';
import { Engine } from '../../../powershell/engine/engine.ts';
import type { EngineHost, FilePort } from '../../../powershell/runtime/host.ts';
import { pesterCmdlets } from '../../../powershell/testing/pester/index.ts';
import type { TestEvent } from '../../../powershell/testing/protocol.ts';
import type { Masker } from '../../masking/masking.ts';
import { debugPort } from '../ports/debugPort.ts';
import { baseHost } from '../engine/engineHost.ts';
import type { EngineLink } from '../engine/engineLink.ts';
import { overlapPort } from '../threads/overlapPort.ts';
import { filePort } from '../ports/filePort.ts';
import type { SandboxJob } from '../protocol.ts';
import type { RecordStream } from '../records/recordStream.ts';
import type { TestAssets } from './fixtures.ts';
import { folderRunbooks } from './folderRunbooks.ts';
import { TestRecords, TestSink } from './testSink.ts';
import { Deadline } from './timeLimit.ts';

export interface TestWorld {
  readonly job: SandboxJob;
  readonly link: EngineLink;
  /** Records for a person who debugs. */
  readonly stream: RecordStream;
  readonly counts: boolean;
  readonly tell: (event: TestEvent) => void;
}
export interface TestEngine {
  readonly engine: Engine;
  readonly host: EngineHost;
  readonly records: TestRecords;
  readonly sink: TestSink;
  readonly limit: Deadline;
  /** Tells what has run since the last time. */
  readonly tellCoverage: () => void;
}
/** A drive of PowerShell is nothing to the system: scripts are called by such paths too. */
const withDrive = (folder: string): FilePort => ({ ...filePort, resolve: (...parts) => filePort.resolve(...parts.map((part) => part.replace(/^TestDrive:[\\/]*/i, () => `${folder}${filePort.separator}`))) });
const WITH_PESTER = [...cmdlets, ...pesterCmdlets];

export function testEngine(world: TestWorld, job: SandboxJob, parts: { readonly assets: TestAssets; readonly masker: Masker; readonly wantsJson: boolean; readonly isPester: boolean; readonly testDrive?: string }): TestEngine {
  const { link, stream } = world, isDebugged = job.debugged === true, { masker } = parts;
  const flush = (): void => { if (isDebugged) stream.flush(); }, poll = (): void => { if (isDebugged) engine.session.debug?.whileWaiting(); };
  const records = new TestRecords(isDebugged ? stream : undefined), limit = new Deadline(isDebugged), asking = overlapPort(link, flush, poll);
  const sink: TestSink = new TestSink(job, records, masker, (values) => engine.use((session) => outString(values, changedView(runtimeView((block, item) => session.evaluateBlock(block, item)), (text) => masker.mask(text)), { width: job.width })), parts.wantsJson);
  const host: EngineHost = limit.limit({
    ...baseHost(link, asking), ...(parts.testDrive === undefined ? {} : { files: withDrive(parts.testDrive) }), records: sink, assets: parts.assets, runbooks: { ...folderRunbooks(job.directory ?? ''), variables: parts.assets.service }, overlap: asking, width: job.width,
    wait: { sleep(milliseconds: number) { flush(); poll(); return !link.sleep(milliseconds, poll); } },
    // A checkpoint of a test is taken and forgotten.
    checkpoints: { save: () => {}, suspendAsked: () => false },
    ...(job.directory === undefined ? {} : { directory: job.directory }), ...(isDebugged ? { debug: debugPort(link, masker, flush) } : {}),
  });
  const engine: Engine = new Engine(host, parts.isPester ? WITH_PESTER : cmdlets), coverage = world.counts && !isDebugged ? new Coverage() : undefined;
  engine.session.coverage = coverage;
  return {
    engine, host, records, sink, limit,
    tellCoverage: () => {
      const sources = [...(coverage?.take() ?? [])].map(([source, statements]) => ({ source, statements }));
      if (sources.length > 0) world.tell({ kind: 'coverage', sources });
    },
  };
}

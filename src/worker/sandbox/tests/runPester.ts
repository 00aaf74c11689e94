/** A file in Pester's words: run once, its tests tell of themselves. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSignal } from '../../../powershell/runtime/run/pipeline/signals.ts';
import { placeOf, SourceText } from '../../../powershell/runtime/run/source.ts';
import { failureOf } from '../../../powershell/testing/pester/failure.ts';
import { PesterRun } from '../../../powershell/testing/pester/pesterRun.ts';
import { runAt } from '../../../powershell/testing/pester/setup.ts';
import type { PesterFile, TestFailure } from '../../../powershell/testing/protocol.ts';
import { jobTable } from '../../../powershell/workflow/jobs/jobTable.ts';
import { prepare } from '../runJob.ts';
import type { SandboxJob } from '../protocol.ts';
import { Masker } from '../../masking/masking.ts';
import { fixtureAssets } from './fixtures.ts';
import { testEngine } from './testWorld.ts';
import type { TestWorld } from './testWorld.ts';

const NO_ASSETS = { variables: {}, encryptedVariables: {}, credentials: {}, connections: {}, certificates: {} };

export function runPester(file: PesterFile, item: number, world: TestWorld): void {
  const job: SandboxJob = { ...world.job, runbookName: file.path, runbookType: 'PowerShellScript', script: file.script, directory: file.directory, parameters: [] };
  const masker = new Masker(), { engine, records, sink, limit, tellCoverage } = testEngine(world, job, { assets: fixtureAssets(NO_ASSETS, masker), masker, wantsJson: false, isPester: true, testDrive: file.testDrive }), { session } = engine;
  const takeRecords = (): ReturnType<typeof records.take> => { sink.end(); return records.take(); };
  const pester = new PesterRun(session, { file, item, tell: world.tell, limit, takeRecords, isCalled: (name) => isCalledBeside(name, file) });
  session.caches.set('pester', pester);
  session.mocks = pester.mocks;
  prepare(engine, job);
  // An error outside of the tests ends the file: nothing is said by going on.
  session.guarded += 1;
  const failures: (TestFailure & { readonly path: readonly string[] })[] = [];
  try {
    pester.drive.make();
    const result = engine.run({ script: file.script, file: file.path });
    for (const { message, start } of result.parseErrors.slice(0, 1)) failures.push({ message, places: [{ source: file.path, ...new SourceText(file.script).place(start) }], path: [] });
    const { error } = result;
    if (error !== undefined && result.parseErrors.length === 0) {
      const places = error.position === undefined ? [] : [{ source: error.position.source.file, ...placeOf(error.position) }];
      failures.push({ message: `${error.message}${error.wayOut === '' ? '' : `\n${error.wayOut}`}`, places, path: [] });
    }
    engine.use(() => {
      for (const after of pester.block.afterAll) {
        const { depth, guarded } = session;
        try { runAt({ frame: session.global, out: session.global.out, streams: session.global.streams }, after); } catch (e) {
          if (isSignal(e)) return;
          session.depth = depth;
          session.guarded = guarded;
          const { record: _, ...failure } = failureOf(e, session.global);
          failures.push({ ...failure, path: [] });
        }
      }
    });
  } finally {
    jobTable(engine).end();
    pester.drive.remove();
  }
  tellCoverage();
  if (!world.link.stopAsked) world.tell({ kind: 'file', item, failures: [...pester.failures, ...failures] });
}

const MOST_FILES = 500, MOST_FOLDERS = 500;
const texts = new Map<string, readonly string[]>();
/** Whether a script in the folder of the file, or in or below the one above, names a command: then it may be mocked though the engine does not have it. */
function isCalledBeside(name: string, file: PesterFile): boolean {
  const word = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i');
  return [file.directory, dirname(file.directory)].some((folder) => {
    let known = texts.get(folder);
    if (known === undefined) texts.set(folder, (known = scriptsIn(folder)));
    return known.some((text) => word.test(text));
  });
}
function scriptsIn(folder: string): string[] {
  const found: string[] = [];
  let folders = 0;
  const visit = (at: string, depth: number): void => {
    if (++folders > MOST_FOLDERS) return;
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (found.length >= MOST_FILES) return;
      if (entry.isDirectory() && depth > 0 && !entry.name.startsWith('.') && entry.name !== 'node_modules') visit(join(at, entry.name), depth - 1);
      else if (entry.isFile() && /\.psm?1$/i.test(entry.name) && !/\.tests\.ps1$/i.test(entry.name)) found.push(readFileSync(join(at, entry.name), 'utf8'));
    }
  };
  try { visit(folder, 3); } catch { /* A folder that cannot be read has no scripts. */ }
  return found;
}

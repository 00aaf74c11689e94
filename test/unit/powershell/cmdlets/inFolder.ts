/** Runs scripts in a real engine whose location is a new folder on the disk. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import type { ProcessPort, StreamRecord, WebPort } from '../../../../src/powershell/runtime/host.ts';
import { filePort } from '../../../../src/worker/sandbox/ports/filePort.ts';
import { testHost } from '../runtime/harness.ts';

export interface RanInFolder { readonly folder: string; readonly output: readonly string[]; readonly errors: readonly string[]; readonly other: readonly StreamRecord[]; readonly ended: string | undefined }
const folders: string[] = [];
/** Removes the folders of the runs; call after each test. */
export function removeFolders(): void { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); }

/** Output as text (the folder shown as `<F>`), errors as `id: message`. */
export function runInFolder(script: string, options: { readonly web?: WebPort; readonly platform?: 'linux' | 'win32'; readonly process?: ProcessPort; readonly files?: Readonly<Record<string, string | Uint8Array>> } = {}): RanInFolder {
  const folder = mkdtempSync(join(tmpdir(), 'cmdlets-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(options.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const output: string[] = [], errors: string[] = [], other: StreamRecord[] = [];
  const shown = (text: string): string => text.replaceAll(folder, '<F>');
  const host = testHost((r) => {
    if (r.stream === 'Output') output.push(shown(engine.use(() => toText(r.value))));
    else if (r.stream === 'Error') errors.push(shown(`${r.error.fullyQualifiedErrorId}: ${r.error.message}`));
    else other.push(r);
  });
  const engine: Engine = new Engine({ ...host, environment: { ...host.environment, platform: options.platform ?? 'linux' }, files: filePort, directory: folder, ...(options.web === undefined ? {} : { web: options.web }), ...(options.process === undefined ? {} : { process: options.process }) }, cmdlets);
  const result = engine.run({ script });
  return { folder, output, errors, other, ended: result.error === undefined ? undefined : shown(`${result.error.fullyQualifiedErrorId}: ${result.error.message}`) };
}

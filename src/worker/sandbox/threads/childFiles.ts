/**
 * Script runbooks that a whole runbook calls as `.\Child.ps1`: in files, since the PowerShell that runs it knows no service. The
 * original's sandbox has them beside the runbook too (sma-rest-api.md 6.2).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandsIn, parse, runbookNames } from '../../../powershell/index.ts';
import type { RunbookText } from '../../../powershell/runtime/host.ts';
import { SourceText } from '../../../powershell/runtime/run/source.ts';

export interface ChildFiles {
  readonly folder: string;
  /** What each file holds, by its name in lower case. */
  readonly sources: ReadonlyMap<string, SourceText>;
  dispose(): void;
}

const calledBy = (script: string): readonly string[] => runbookNames(script, commandsIn(parse(script).ast)).flatMap(({ form, name }) => (form === 'script' ? [name] : []));

/** The children a text names, and theirs, in a folder of their own that only this account can read; undefined where it names none that there is. */
export function childFiles(script: string, find: (name: string) => RunbookText | undefined): ChildFiles | undefined {
  const texts = new Map<string, RunbookText>(), asked = new Set<string>(), open = [...calledBy(script)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    // Spelt as it is called: the files of some systems are told apart by it.
    if (asked.has(name)) continue;
    asked.add(name);
    const found = find(name);
    // A workflow is no child of a script.
    if (found === undefined || found.isWorkflow) continue;
    texts.set(name, found);
    open.push(...calledBy(found.script));
  }
  if (texts.size === 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'sma-children-')), sources = new Map<string, SourceText>();
  for (const [name, text] of texts) {
    // With the mark, without which Windows PowerShell takes it for another code page.
    writeFileSync(join(folder, `${name}.ps1`), `\uFEFF${text.script.replace(/^\uFEFF/, '')}`, { mode: 0o600 });
    sources.set(`${name}.ps1`.toLowerCase(), new SourceText(text.script, `${text.name}.ps1`));
  }
  return { folder, sources, dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

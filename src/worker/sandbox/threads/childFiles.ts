/**
 * Script runbooks that a whole runbook calls as `.\Child.ps1`: in files, since the PowerShell that runs it knows no service. The
 * original's sandbox has them beside the runbook too (sma-rest-api.md 6.2).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeviceName } from '../../../powershell/analysis/mentions/deviceNames.ts';
import { commandsIn, parse, runbookNames, type RunbookName } from '../../../powershell/index.ts';
import type { RunbookText } from '../../../powershell/runtime/host.ts';
import { SourceText } from '../../../powershell/runtime/run/source.ts';

export interface ChildFiles {
  readonly folder: string;
  /** The script as it runs beside them. */
  readonly text: string;
  /** What each file holds, by its name in lower case. */
  readonly sources: ReadonlyMap<string, SourceText>;
  dispose(): void;
}

const callsIn = (script: string): readonly RunbookName[] => runbookNames(script, commandsIn(parse(script).ast)).filter(({ form }) => form === 'script');
const calledBy = (script: string): readonly string[] => callsIn(script).map(({ name }) => name);

/** The children a text names, and theirs, in a folder of their own that only this account can read; undefined where it names none that there is. */
export function childFiles(script: string, find: (name: string) => RunbookText | undefined, platform: NodeJS.Platform = process.platform): ChildFiles | undefined {
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
  const safe = safeNames([...texts.keys()], asked, platform);
  const folder = mkdtempSync(join(tmpdir(), 'sma-children-')), sources = new Map<string, SourceText>();
  for (const [name, text] of texts) {
    const file = `${safe.get(name) ?? name}.ps1`;
    // With the mark, without which Windows PowerShell takes it for another code page.
    writeFileSync(join(folder, file), `\uFEFF${withNames(text.script, safe).replace(/^\uFEFF/, '')}`, { mode: 0o600 });
    sources.set(file.toLowerCase(), new SourceText(text.script, `${text.name}.ps1`));
  }
  return { folder, text: withNames(script, safe), sources, dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** On Windows a file CON.ps1 would be the console. Another name of the same length, so that all else stays at its line and column. */
function safeNames(names: readonly string[], asked: ReadonlySet<string>, platform: NodeJS.Platform): ReadonlyMap<string, string> {
  const safe = new Map<string, string>();
  if (platform !== 'win32') return safe;
  const taken = new Set([...asked].map((name) => name.toLowerCase()));
  for (const name of names.filter(isDeviceName)) {
    const other = Array.from('_-abcdefghijklmnopqrstuvwxyz').map((last) => name.slice(0, -1) + last).find((one) => !isDeviceName(one) && !taken.has(one.toLowerCase()));
    if (other === undefined) continue;
    taken.add(other.toLowerCase());
    safe.set(name, other);
  }
  return safe;
}

/** A text whose calls name the files as they are. */
function withNames(script: string, safe: ReadonlyMap<string, string>): string {
  if (safe.size === 0) return script;
  return callsIn(script).reduce((text, { name, start, end }) => text.slice(0, start) + (safe.get(name) ?? text.slice(start, end)) + text.slice(end), script);
}

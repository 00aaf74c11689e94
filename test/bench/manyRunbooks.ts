/** A folder of 2,000 runbooks, and a text of 2,000 lines. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { parse } from '../../src/powershell/index.ts';

const COUNT = 2_000;

/** Runbooks as people have them: real texts under names of their own, each calling two others and using assets. */
export function writeFolder(folder: string): void {
  const bodies = ['media/samples/*.ps1', 'test/conformance/cases/runbooks/*.ps1'].flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
    .map((file) => readFileSync(join(root, file), 'utf8').replaceAll(/^(\s*)workflow\b/gim, '$1function').replaceAll('\r', '')).filter((text) => text.length > 300 && parse(`function Helper {\n${text}\n}`).errors.length === 0);
  for (let i = 0; i < COUNT; i++) {
    const body = bodies[i % bodies.length]!, calls = [(i * 7 + 1) % COUNT, (i * 13 + 5) % COUNT].map((other) => `  Invoke-Task${other} -Server $Server -Times ${i}\n`).join('');
    writeFileSync(join(folder, `Invoke-Task${i}.ps1`), `<#\n.SYNOPSIS\nTask ${i}.\n#>\nworkflow Invoke-Task${i} {\n  param([Parameter(Mandatory)][string]$Server, [int]$Times)\n  $value = Get-AutomationVariable -Name 'Setting ${i % 300}'\n${calls}}\n\nfunction Helper${i} {\n${body}\n}\n`);
  }
}

/** The texts of such a folder, one behind the other, until they are as long as the longest runbooks that people have. */
export function longText(folder: string): string {
  let lines = '';
  for (let i = 0; lines.split('\n').length < 2000; i++) lines += readFileSync(join(folder, `Invoke-Task${i}.ps1`), 'utf8');
  return lines;
}

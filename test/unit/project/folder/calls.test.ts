import assert from 'node:assert/strict';
import { callableAt, callersIn, callersOf, callsFrom, fileFacts, FolderTables, scriptOf, type CurrentFile } from '../../../../src/project/folder/index.ts';
import { analyseSymbols, commandsIn, LineMap, parse } from '../../../../src/powershell/index.ts';

const files: Readonly<Record<string, string>> = {
  'Get-Child': 'workflow Get-Child { "x" }',
  Parent: 'workflow Parent {\n  function Helper { Get-It }\n  $x = (Get-Child).Count\n  Get-Child | Out-String\n  Helper\n}',
  Script: 'function Start-Both { .\\Tool.ps1; Start-SmaRunbook -Name Get-Child }\nStart-Both\nPublish-SmaRunbook -Name Get-Child\n. .\\Tool.ps1',
  Beside: '& "$PSScriptRoot\\Tool.ps1"',
  Tool: 'function Get-It { 1 }\nGet-It',
};
const current = (key: string): CurrentFile => {
  const result = parse(files[key]!);
  return { key, facts: fileFacts(key, result), parsed: { result, scope: analyseSymbols(result.ast), commands: commandsIn(result.ast) } };
};
const tables = new FolderTables();
for (const key of Object.keys(files)) tables.set(key, current(key).facts);

/** `caller > call` for every call that leads to what is defined at a place. */
function incoming(key: string, part: string | undefined): string[] {
  const own = current(key), callable = part === undefined ? scriptOf(own.parsed.result, own.facts) : callableAt(own.parsed.result, own.facts, files[key]!.indexOf(part) + 1);
  return [...callersOf(callable, own, tables)].flatMap(([other, spans]) => callersIn(current(other), new LineMap(files[other]!), spans)
    .flatMap(({ callable: caller, places }) => places.map(({ start, end }) => `${caller.kind} ${caller.name} > ${files[other]!.slice(start, end)}`))).sort();
}
const outgoing = (key: string, part: string | undefined): string[] => {
  const own = current(key), callable = part === undefined ? scriptOf(own.parsed.result, own.facts) : callableAt(own.parsed.result, own.facts, files[key]!.indexOf(part) + 1);
  return callsFrom(callable, own, tables).map(({ symbol, places }) => `${symbol.kind} ${symbol.name} ${places.length}`).sort();
};

describe('who calls whom in a folder', () => {
  it('finds callers of a runbook with what they stand in, in expressions and pipelines too, and leaves out who only deals with it', () => {
    assert.deepEqual(incoming('Get-Child', 'Get-Child'), ['function Start-Both > Get-Child', 'workflow Parent > Get-Child', 'workflow Parent > Get-Child']);
    assert.deepEqual(incoming('Tool', undefined), ['function Start-Both > Tool', 'script Beside > Tool', 'script Script > Tool']);
    assert.deepEqual(incoming('Parent', 'Parent'), []);
  });

  it('finds callers of a function, in its own text and in those that load it', () => {
    assert.deepEqual(incoming('Parent', 'Helper'), ['workflow Parent > Helper']);
    assert.deepEqual(incoming('Script', 'Start-Both'), ['script Script > Start-Both']);
    assert.ok(incoming('Tool', 'Get-It').includes('script Tool > Get-It'));
  });

  it('finds what a runbook, a function or a script itself calls', () => {
    assert.deepEqual(outgoing('Parent', 'Parent'), ['function Helper 1', 'runbook Get-Child 2']);
    assert.deepEqual(outgoing('Parent', 'Helper'), ['function Get-It 1']);
    assert.deepEqual(outgoing('Script', undefined), ['function Start-Both 1', 'runbook Tool 1']);
    assert.deepEqual(outgoing('Script', 'Start-Both'), ['runbook Get-Child 1', 'runbook Tool 1']);
    assert.deepEqual(outgoing('Get-Child', 'Get-Child'), []);
  });
});

/** The pure parts of the bridge to PowerShell: texts, values, errors, and which program is taken. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createEngine } from '../../../../src/powershell/engine/index.ts';
import { errorFrom } from '../../../../src/powershell/host/errors.ts';
import { findPowerShell } from '../../../../src/powershell/host/process/findPowerShell.ts';
import type { Surroundings } from '../../../../src/powershell/host/process/findPowerShell.ts';
import { asciiJson } from '../../../../src/powershell/host/protocol.ts';
import type { ErrorFacts } from '../../../../src/powershell/host/protocol.ts';
import { PowerShellHostError } from '../../../../src/powershell/host/errors.ts';
import { fromWire, toWire } from '../../../../src/powershell/host/wire.ts';
import { automationCmdlets } from '../../../../src/powershell/cmdlets/automation/index.ts';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { inlineText, needsService, workflowCall } from '../../../../src/powershell/host/workflowText.ts';
import { commonApart } from '../../../../src/powershell/runtime/bind/commonApart.ts';
import type { Argument } from '../../../../src/powershell/runtime/bind/argument.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { SourceText, placeOf } from '../../../../src/powershell/runtime/run/source.ts';
import { Hashtable } from '../../../../src/powershell/runtime/values/dictionary.ts';
import { PSCredential, SecureString } from '../../../../src/powershell/runtime/values/misc.ts';
import { customObject, PSObject } from '../../../../src/powershell/runtime/values/psObject.ts';
import type { Value } from '../../../../src/powershell/runtime/values/value.ts';
import { parse } from '../../../../src/powershell/syntax/index.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../../../src/worker/sandbox/ports/systemPorts.ts';
import { anyCharacter } from '../../../support/anyCharacter.ts';

const engine = createEngine({ records: { write: () => {} }, clock: systemClock, random: systemRandom, environment: systemEnvironment, wait: { sleep: () => false }, stop: { requested: () => false } });

describe('Texts for PowerShell', () => {
  it('are ASCII whatever they hold', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const line = asciiJson({ text });
      assert.match(line, /^[\u0020-\u007e]*$/);
      assert.equal((JSON.parse(line) as { text: string }).text, text);
    }), { numRuns: 50 });
  });

  it('define nothing in the other PowerShell that hides a command of the same name', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../src/powershell/host/bootstrap.ps1'), 'utf8'), defined = [...text.matchAll(/^function (?:global:)?([\w-]+)/gm)].map(([, name = '']) => name.toLowerCase());
    assert.ok(defined.length > 10);
    assert.deepEqual(defined.filter((name) => cmdlets.some((c) => c.name.toLowerCase() === name)), ['write-progress'], 'but for the one whose records go the bridge\'s way');
  });

  it('tell the workflows that need the service: for their state, assets, jobs, other runbooks', () => {
    const needs = (text: string): boolean => needsService(text, (name) => name === 'child-flow' || automationCmdlets.some((c) => c.name.toLowerCase() === name));
    for (const text of [
      'workflow W { Checkpoint-Workflow }', 'workflow W { if ($a) { parallel { PERSIST } } }', 'workflow W { Suspend-Workflow -Label a }', 'workflow W { Get-Date -PSPersist $true }', 'workflow W { $PSPersistPreference = $true }',
      'workflow W { $v = Get-AutomationVariable -Name a }', 'workflow W { InlineScript { Start-SmaRunbook -Name x } }', 'workflow W { Child-Flow -A 1 }',
    ]) assert.equal(needs(text), true, text);
    for (const text of ['workflow W { Get-Date; Other-Flow }', "workflow W { 'Checkpoint-Workflow' } # Suspend-Workflow", 'workflow W { $persist = 1 }', 'workflow Child-Flow { } workflow W { Child-Flow }', '']) assert.equal(needs(text), false, text);
  });

  it('read $using: as variables of the same length', () => {
    const text = 'workflow W {\n  InlineScript { "$using:a $($using:b.C) ${using:d}"; Get-X @using:e; $other; \'$using:not\' }\n}';
    const start = text.indexOf('{ "$'), end = text.indexOf('}', text.indexOf('not')) + 1, made = inlineText(text, start, end);
    assert.equal(made, '{ "$using_a $($using_b.C) ${using_d}"; Get-X @using_e; $other; \'$using:not\' }');
    assert.equal(made.length, end - start);
  });

  it('call the workflow of the runbook\'s name and leave calls beside the definitions out, lines kept', () => {
    const text = "function Help { 'it''s' }\nHelp\nworkflow Other { }\nworkflow Main {\n  param($A)\n  'x'\n}\nMain -A 1\n", made = workflowCall(text, 'main');
    assert.deepEqual(parse(made).errors, []);
    assert.ok(made.endsWith("; & 'Main' @args"));
    assert.ok(made.includes("\nworkflow Main {\n  param($A)\n  ''x''\n}\n         \n"));
    assert.doesNotMatch(made, /Main -A 1|^Help$/m);
    assert.ok(workflowCall('workflow One { }\nworkflow Two { }', 'Nobody').endsWith("& 'Two' @args"));
  });
});

describe('Values on their way to PowerShell', () => {
  const there = (v: Value): Value => engine.use(() => fromWire(toWire(v)));
  it('keep what is secret readable for the other side, at any place', () => {
    const table = new Hashtable();
    table.set('inside', [new PSCredential('u', new SecureString('p4ss'))]);
    const back = there(customObject([['Key', new SecureString('geheim')], ['Table', table], ['Plain', 5]]));
    assert.ok(back instanceof PSObject);
    const key = back.get('Key'), inner = back.get('Table');
    assert.ok(key instanceof SecureString && key.reveal() === 'geheim');
    assert.ok(inner instanceof Hashtable);
    const [credential] = [...(inner.get('inside') as unknown as { readonly items: readonly Value[] }).items];
    assert.ok(credential instanceof PSCredential && credential.userName === 'u' && credential.password.reveal() === 'p4ss');
    assert.equal(back.get('Plain'), 5);
  });
  it('come back as they went', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.boolean(), fc.constant(null)), (v) => { assert.equal(there(v), v); }));
  });
  it('that cannot be read are told as what PowerShell did, and not as a fault of the engine', () => {
    const wrapped = (xml: string): string => `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${xml}</Objs>`;
    for (const text of ['<Objs', 'no xml', wrapped('<Nope>1</Nope>'), wrapped('<DT>never</DT>')]) {
      assert.throws(() => engine.use(() => fromWire(text)), (e) => e instanceof PowerShellHostError && e.code === 'PowerShellFailed' && e.message.startsWith('PowerShell sent a value that cannot be read. '), text);
    }
  });
  it('show an enum\'s value by its name', () => {
    const back = engine.use(() => fromWire('<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>System.ServiceProcess.ServiceControllerStatus</T><T>System.Enum</T><T>System.ValueType</T><T>System.Object</T></TN><ToString>Running</ToString><I32>4</I32></Obj></Objs>'));
    assert.equal(engine.use(() => toText(back)), 'Running');
    assert.equal(back instanceof PSObject ? back.get('value__') : undefined, 4);
  });
});

describe('Errors of PowerShell', () => {
  const facts: ErrorFacts = { message: 'no', id: 'Id,Get-X', category: 'ObjectNotFound', activity: 'Get-X', reason: 'R', targetName: 't', targetType: 'String', exception: 'My.Cloud.NotThereException', exceptionMessage: 'no', stack: null };
  it('keep id, command, category and the type of their exception', () => {
    const record = errorFrom(facts);
    assert.deepEqual([record.errorId, record.commandName, record.fullyQualifiedErrorId, record.category, record.exception.netType.name, record.position], ['Id', 'Get-X', 'Id,Get-X', 'ObjectNotFound', 'My.Cloud.NotThereException', undefined]);
    assert.equal(errorFrom({ ...facts, category: 'Nonsense' }).category, 'NotSpecified');
  });
  it('stand in the runbook\'s text, without the frames of the bridge', () => {
    const source = new SourceText('first\r\n  second line\r\nthird', 'Book');
    const record = errorFrom({ ...facts, line: 2, column: 3, lineText: '  second line', stack: 'at Inner, <No file>: line 2\nat <ScriptBlock>, <No file>: line 3\nat <ScriptBlock>, <No file>: line 3\nat Invoke-SmaText, /x/bootstrap.ps1: line 9\nat <ScriptBlock>, /x/bootstrap.ps1: line 99' }, source);
    assert.equal(record.stackTrace, 'at Inner, Book: line 2\nat <ScriptBlock>, Book: line 3');
    assert.ok(record.position !== undefined);
    assert.deepEqual(placeOf(record.position), { line: 2, column: 3 });
    assert.equal(source.text.slice(record.position.start, record.position.end), 'second line');
    // What the outermost statement calls is said to stand in the bridge: the stack knows better.
    const outer = errorFrom({ ...facts, line: 3, column: 1, lineText: '& $SmaBlock @SmaArguments *>&1 | ForEach-Object { Send-SmaRecord $_ $SmaAsText }', stack: 'at <ScriptBlock>, <No file>: line 2\nat <ScriptBlock>, <No file>: line 3\nat Invoke-SmaText, /x/bootstrap.ps1: line 9' }, source);
    assert.equal(placeOf(outer.position ?? assert.fail()).line, 2);
    assert.equal(errorFrom({ ...facts, line: 99, column: 1, lineText: '' }, source).position?.source, source);
    // A module has its own lines; of its text only the one is known.
    const inModule = errorFrom({ ...facts, line: 7, column: 3, lineText: '  throw "x"\n', file: '/m/Zed.psm1' }, source).position ?? assert.fail();
    assert.deepEqual([inModule.source.file, placeOf(inModule), inModule.source.text.slice(inModule.start, inModule.end)], ['/m/Zed.psm1', { line: 7, column: 3 }, 'throw "x"']);
    const own = new SourceText('a\nb', '/r/Book.ps1');
    assert.equal(errorFrom({ ...facts, line: 2, column: 1, lineText: 'b', file: '/r/Book.ps1' }, own).position?.source, own);
  });
});

describe('Arguments for a command that is bound elsewhere', () => {
  const argument = (name: string | undefined, value?: Value): Argument => ({ name, folded: name?.toLowerCase() ?? '', value, hasValue: value !== undefined });
  it('are told apart from the common parameters, named in full or by alias', () => {
    const { common, own } = commonApart([argument('Name'), argument(undefined, 'web'), argument('ErrorAction'), argument(undefined, 'Stop'), argument('ov', 'x'), argument('Verbose'), argument(undefined, 'positional'), argument('Error', 1)]);
    assert.deepEqual(common.map((a) => [a.name, a.value]), [['ErrorAction', 'Stop'], ['ov', 'x'], ['Verbose', undefined]]);
    assert.deepEqual(own.map((a) => [a.name, a.value]), [['Name', undefined], [undefined, 'web'], [undefined, 'positional'], ['Error', 1]]);
  });
});

describe('Which PowerShell is taken', () => {
  const around = (platform: NodeJS.Platform, path: string, ...programs: readonly string[]): Surroundings => ({ platform, path, isProgram: (file) => programs.includes(file) });
  it('is the one of the setting, by path or by name, and nothing else', () => {
    assert.deepEqual(findPowerShell({ engine: 'auto', path: '/opt/pwsh' }, false, around('linux', '/bin', '/opt/pwsh', '/bin/pwsh')), { kind: 'found', path: '/opt/pwsh' });
    assert.deepEqual(findPowerShell({ engine: 'auto', path: 'pwsh-preview' }, false, around('linux', '/usr/bin:/bin', '/bin/pwsh-preview')), { kind: 'found', path: '/bin/pwsh-preview' });
    assert.equal(findPowerShell({ engine: 'auto', path: '/opt/pwsh' }, false, around('linux', '/bin', '/bin/pwsh')).kind, 'failed');
  });
  it('is the first on PATH, never one of a relative folder', () => {
    assert.deepEqual(findPowerShell({ engine: 'auto' }, false, around('linux', 'tools:.:/a:/b', 'tools/pwsh', '/b/pwsh')), { kind: 'found', path: '/b/pwsh' });
    assert.deepEqual(findPowerShell({ engine: 'auto', path: '' }, false, around('linux', '/a')), { kind: 'absent' });
  });
  it('is on Windows the one that has workflows, where there is one to run', () => {
    const both = around('win32', 'C:\\Windows\\PowerShell;C:\\pwsh', 'C:\\pwsh\\pwsh.exe', 'C:\\Windows\\PowerShell\\powershell.exe');
    assert.deepEqual([findPowerShell({ engine: 'auto' }, true, both), findPowerShell({ engine: 'auto' }, false, both)], [{ kind: 'found', path: 'C:\\Windows\\PowerShell\\powershell.exe' }, { kind: 'found', path: 'C:\\pwsh\\pwsh.exe' }]);
    assert.deepEqual(findPowerShell({ engine: 'auto' }, false, around('win32', 'C:\\Windows', 'C:\\Windows\\powershell.exe')), { kind: 'found', path: 'C:\\Windows\\powershell.exe' });
  });
  it('is an error to lack only where it is asked for, with the way out', () => {
    const found = findPowerShell({ engine: 'powershell' }, false, around('linux', '/a'));
    assert.ok(found.kind === 'failed');
    assert.match(found.message, /Install PowerShell .*sma\.powerShellPath/);
  });
});

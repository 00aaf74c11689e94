/** The script that runs inside PowerShell, as a real child process: by our engine in PowerShell's place, and by a PowerShell where there is one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEngine } from '../../src/powershell/engine/index.ts';
import { fromWire, toWire } from '../../src/powershell/host/wire.ts';
import type { FromPowerShell } from '../../src/powershell/host/protocol.ts';
import { toText } from '../../src/powershell/runtime/convert/toText.ts';
import { DateTime } from '../../src/powershell/runtime/values/dateTime.ts';
import { Hashtable } from '../../src/powershell/runtime/values/dictionary.ts';
import { PSCredential, SecureString } from '../../src/powershell/runtime/values/misc.ts';
import { PSObject, customObject } from '../../src/powershell/runtime/values/psObject.ts';
import type { Value } from '../../src/powershell/runtime/values/value.ts';
import { findPowerShell } from '../../src/powershell/host/process/findPowerShell.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import { BootstrapTalk } from '../support/bootstrapTalk.ts';
import { testPowerShell } from '../support/testPowerShell.ts';
import type { TestProgram } from '../support/imposter.ts';

const real = findPowerShell({ engine: 'auto' }, false);
const engine = createEngine({ records: { write: () => {} }, clock: systemClock, random: systemRandom, environment: systemEnvironment, wait: { sleep: () => false }, stop: { requested: () => false } });
const wire = (v: Value): string => engine.use(() => toWire(v));
const value = (text: string): Value => engine.use(() => fromWire(text));
const table = (entries: Readonly<Record<string, Value>>): Hashtable => {
  const made = new Hashtable();
  for (const [name, v] of Object.entries(entries)) made.set(name, v);
  return made;
};
const of = <T extends FromPowerShell['type']>(replies: readonly FromPowerShell[], type: T): Extract<FromPowerShell, { type: T }>[] => replies.filter((r): r is Extract<FromPowerShell, { type: T }> => r.type === type);

function conversation(which: string, open: () => Promise<TestProgram | { readonly path: string }>): void {
  describe(`The bootstrap script in ${which}`, function () {
    this.timeout(240_000);
    let program: TestProgram | { readonly path: string }, talk: BootstrapTalk, ready: FromPowerShell | undefined;
    before(async () => {
      program = await open();
      ({ talk, ready } = await BootstrapTalk.start(program.path));
    });
    after(async () => {
      await talk[Symbol.asyncDispose]();
      if (Symbol.dispose in program) program[Symbol.dispose]();
    });
    const run = (text: string, given: Value = table({}), options: { readonly asText?: boolean; readonly variables?: Value } = {}): Promise<FromPowerShell[]> =>
      talk.ask({ type: 'run', text, arguments: wire(given), variables: wire(options.variables ?? table({})), asText: options.asText ?? false });
    const outputs = (replies: readonly FromPowerShell[]): Value[] => of(replies, 'output').map((r) => r.value ?? (r.clixml === undefined ? r.text ?? null : value(r.clixml)));

    it('greets with its version', () => {
      assert.ok(ready?.type === 'ready');
      assert.match(ready.version, /^\d+\.\d+/);
    });

    it('runs a text with typed parameters and gives every stream in order, with lines', async () => {
      const replies = await run('param([int]$Count, $Name)\n"$Name $($Count + 1)"\nWrite-Warning "careful"\nWrite-Error "wrong" -ErrorId Own\nWrite-Host "shown"\nWrite-Information "told"\nWrite-Verbose "more" -Verbose\nWrite-Progress -Activity "Work" -Status "half" -PercentComplete 50\n$null\n', table({ Count: 41, Name: 'x' }), { variables: table({ InformationPreference: 'Continue' }) });
      assert.deepEqual(replies.map((r) => r.type), ['output', 'warning', 'error', 'information', 'information', 'verbose', 'progress', 'output', 'done']);
      assert.deepEqual(outputs(replies), ['x 42', null]);
      assert.deepEqual(of(replies, 'warning').map(({ text, line }) => [text, line]), [['careful', 3]]);
      assert.equal(of(replies, 'error')[0]?.error.message, 'wrong');
      assert.match(of(replies, 'error')[0]?.error.id ?? '', /^Own/);
      assert.deepEqual(of(replies, 'information').map(({ text, isHost }) => [text, isHost]), [['shown', true], ['told', false]]);
      assert.deepEqual(of(replies, 'progress').map(({ activity, status, percent }) => [activity, status, percent]), [['Work', 'half', 50]]);
    });

    it('hands values over as deserialised objects, typed', async () => {
      const given = [1, 2n, 'text', true, null, customObject([['A', 1]]), table({ k: [1, 2] }), new PSCredential('user', new SecureString('pass word')), new SecureString('geheim'), DateTime.fromUnixMs(0, 'Utc')];
      const [list] = outputs(await run('param($V) ,@($V)', table({ V: given })));
      const names = (await run('param($V) foreach ($item in $V) { if ($null -eq $item) { "none" } else { $item.GetType().Name } }', table({ V: given })));
      assert.deepEqual(outputs(names), ['Int32', 'Int64', 'String', 'Boolean', 'none', 'PSCustomObject', 'Hashtable', 'PSCredential', 'SecureString', 'DateTime']);
      const items = engine.use((): Value[] => [...(list as unknown as { readonly items: readonly Value[] }).items]);
      assert.equal(items[0], 1);
      assert.equal(items[1], 2n);
      assert.ok(items[5] instanceof PSObject && items[5].get('A') === 1);
      assert.ok(items[6] instanceof Hashtable);
      assert.ok(items[7] instanceof PSCredential && items[7].userName === 'user' && items[7].password.reveal() === 'pass word');
      assert.ok(items[8] instanceof SecureString && items[8].reveal() === 'geheim');
      assert.equal(engine.use(() => toText(items[9] ?? null)), '01/01/1970 00:00:00');
    });

    it('hands bags and tables over whole, however deep, with the secrets in them', async () => {
      let deep: Value = customObject([['Word', new SecureString('geheim')], ['At', table({ c: new PSCredential('user', new SecureString('pass word')) })]]);
      for (let i = 0; i < 9; i++) deep = i % 2 === 0 ? customObject([['Deep', deep]]) : table({ Deep: deep });
      const replies = await run('param($V) $V = $V.Deep.Deep.Deep.Deep.Deep.Deep.Deep.Deep.Deep; $V.Word.GetType().Name; $V.At.c.GetNetworkCredential().Password', table({ V: deep }));
      assert.deepEqual(outputs(replies), ['SecureString', 'pass word']);
    });

    it('carries any text there and back', async () => {
      await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 4 }), async (texts) => {
        const given = ['\u0000\u001e\r\n"\\\'$`', '\ufeff\u2028\u{1f600}', ...texts];
        assert.deepEqual(outputs(await run('param($T) $T', table({ T: given }))), given);
      }), { numRuns: 25 });
    });

    it('goes on behind an error that ends only a statement, and tells the one that ends the script', async () => {
      const replies = await run('"a"\n[int]"x"\n"b"\nthrow "the end"\n"c"');
      assert.deepEqual(outputs(replies), ['a', 'b']);
      const [error] = of(replies, 'error'), [done] = of(replies, 'done');
      assert.equal(error?.error.line, 2);
      assert.equal(done?.error?.message, 'the end');
      assert.equal(done?.error?.line, 4);
    });

    it('says what is wrong with a text', async () => {
      const [done] = of(await run('"a'), 'done');
      assert.match(done?.error?.message ?? '', /terminator/i);
    });

    it('shows objects as a person sees them where it is asked for texts', async () => {
      const replies = await run('[pscustomobject]@{ A = 1; B = 2 }\n1..2 | ForEach-Object { [pscustomobject]@{ N = $_ } } | Format-Table N', table({}), { asText: true });
      assert.deepEqual(of(replies, 'output').map((r) => (r.text ?? '').trim().split(/\s*\r?\n/)), [['A B', '- -', '1 2'], ['N', '-', '1', '2']]);
    });

    it('asks for activities of the service, and reports what it is told', async () => {
      const asked: string[] = [];
      talk.activity = (command, parameters) => {
        const given = value(parameters);
        asked.push(`${command} ${given instanceof Hashtable ? [...given.entries.values()].map((e) => engine.use(() => `${toText(e.key)}=${toText(e.value)}`)).sort().join(' ') : ''}`);
        return command.startsWith('Set') ? { clixml: wire([]), error: null }
          : asked.length === 1 ? { clixml: wire([table({ a: 1 })]), error: null } : { clixml: wire([]), error: { message: 'is not there', id: 'AssetNotFound', category: 'ObjectNotFound', ends: false } };
      };
      const replies = await run('$v = Get-AutomationVariable -Name One\n$v.a\n$w = Get-AutomationVariable Two\n[string]::IsNullOrEmpty($w)\nSet-AutomationVariable -Name Three -Value 5 -ErrorAction Stop');
      assert.deepEqual(asked, ['Get-AutomationVariable Name=One', 'Get-AutomationVariable Name=Two', 'Set-AutomationVariable Name=Three Value=5']);
      assert.deepEqual(outputs(replies), [1, true]);
      assert.deepEqual(of(replies, 'error').map(({ error }) => [error.message, error.id]), [['is not there', 'AssetNotFound,Get-AutomationVariable']]);
    });

    it('finds a command with what it takes, its help, and nothing where there is none', async () => {
      await run('function global:Get-Own { <# .SYNOPSIS Gets own things. #> [CmdletBinding()] param([Parameter(Mandatory, Position = 0)][Alias("N")][string]$Name, [ValidateSet("a", "b")]$Kind, [switch]$All, [Parameter(ValueFromPipeline)]$In) }');
      const [done] = of(await talk.ask({ type: 'find', name: 'Get-Own' }), 'done'), { found } = done ?? {};
      assert.ok(found != null && 'parameters' in found);
      const [name, kind, all, piped] = ['Name', 'Kind', 'All', 'In'].map((each) => found.parameters.find((p) => p.name === each));
      assert.deepEqual([name?.type, name?.aliases, name?.sets[0]?.mandatory, name?.sets[0]?.position], ['System.String', ['N'], true, 0]);
      assert.deepEqual([kind?.values, all?.isSwitch, piped?.sets[0]?.pipeline], [['a', 'b'], true, true]);
      assert.match(of(await talk.ask({ type: 'help', name: 'Get-Own' }), 'done')[0]?.help ?? '', /Get-Own/);
      assert.equal(of(await talk.ask({ type: 'find', name: 'Get-NothingOfThatName' }), 'done')[0]?.found ?? undefined, undefined);
      assert.deepEqual(of(await talk.ask({ type: 'names', name: 'Get-Ow*' }), 'done')[0]?.names?.map((n) => n.name), ['Get-Own']);
    });

    it('answers what it cannot read or does not know, and goes on', async () => {
      talk.raw('{"type":"run","text":');
      assert.match(of(await talk.all(), 'done')[0]?.error?.message ?? '', /unreadable/);
      talk.raw('{"type":"sing"}');
      assert.match(of(await talk.all(), 'done')[0]?.error?.message ?? '', /sing/);
      assert.deepEqual(outputs(await run('"still here"')), ['still here']);
    });

    it('takes and gives records of megabytes', async () => {
      const long = 'x'.repeat(4 * 1024 * 1024);
      assert.deepEqual(outputs(await run('param($T) $T.Length; $T + "!"', table({ T: long }))), [long.length, `${long}!`]);
    });

    it('ends with the other side', async () => {
      talk.end();
      assert.equal(await talk.ended, 0);
    });
  });
}

conversation('our engine', async () => await testPowerShell());
// Nothing is skipped where there is no PowerShell: then there is nothing to test.
if (real.kind === 'found') conversation(`PowerShell (${real.path})`, async () => await Promise.resolve({ path: real.path }));
else process.stderr.write('    (No PowerShell on this machine: the conversation was tried with our engine alone.)\n');

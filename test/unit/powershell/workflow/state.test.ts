import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unpack } from '../../../../src/powershell/workflow/state/packing.ts';
import { flow, inSteps } from './harness.ts';

/** Every statement of a text is followed by a checkpoint, each run in an engine of its own: the same lines as in one go. */
function same(text: string, least: number): void {
  const whole = flow(text), stepped = inSteps(text);
  assert.deepEqual([stepped.outcome, stepped.failure], [whole.outcome, whole.failure]);
  assert.deepEqual(stepped.lines, whole.lines);
  assert.ok(stepped.steps >= least, `${stepped.steps} steps`);
}
const after = (...statements: readonly string[]): string => statements.map((s) => `${s}; Checkpoint-Workflow`).join('\n');

describe('The state of a workflow', () => {
  it('holds values of every kind, and what they can do', () => {
    const values = [
      "'text'", '1', '5000000000', '1.5', '1.5d', '-0.0', '[double]::NaN', "[char]'x'", '$true', '$null', '[byte]7', '[uint64]9', '[bigint]123456789012345678901234567890', '[single]2.5', "[datetime]'2020-01-02T03:04:05'",
      "[timespan]'1.02:03:04'", "[guid]'11111111-2222-3333-4444-555555555555'", "[version]'1.2.3'", "[uri]'https://a.example/b?c=d'", "[regex]'a(b)c'", "[xml]'<a b=\"c\"><d>e</d></a>'", '@(1, 2, 3)', '[int[]](4, 5)',
      "[byte[]](1, 255)", '@{ a = 1; b = @(2, @{ c = 3 }) }', '[ordered]@{ z = 1; a = 2 }', "[pscustomobject]@{ P = 1; Q = [pscustomobject]@{ R = 's' } }", '[System.Collections.Generic.List[string]]@("x", "y")',
      '[System.Collections.Generic.Dictionary[string,int]]::new()', '[System.Collections.ArrayList]@(1, "b")', '[System.Collections.Generic.HashSet[int]]@(1, 2)', '[System.Collections.Generic.Queue[int]]@(1, 2)', '[System.Text.StringBuilder]::new("ab")',
      '[DayOfWeek]::Friday', '[int]', '[System.Management.Automation.PSCredential]::new("u", (ConvertTo-SecureString "p4ssw0rd" -AsPlainText -Force))', '[System.Net.IPAddress]"10.1.2.3"', '[System.Exception]::new("oops")', '[switch]$true', '[System.DBNull]::Value',
      "[mailaddress]'a@b.example'", '[System.Globalization.CultureInfo]"de-DE"',
    ];
    const text = `${values.map((v, i) => `$v${i} = ${v}`).join('\n')}\nCheckpoint-Workflow\n${values.map((_, i) => `$x = if${i}`.replace(`$x = if${i}`, `InlineScript { $v = $using:v${i}; "${i} $(if ($null -eq $v) { 'null' } else { "$($v.GetType().FullName) $(ConvertTo-Json -InputObject $v -Compress -Depth 5 -WarningAction SilentlyContinue)" })" }`)).join('\n')}`;
    const whole = flow(text), stepped = inSteps(text);
    assert.deepEqual([whole.outcome, whole.failure, stepped.failure], ['completed', undefined, undefined]);
    stepped.lines.forEach((line, i) => assert.equal(line, whole.lines[i], values[i]));
    assert.equal(stepped.lines.length, values.length);
    assert.ok(!JSON.stringify(whole.lines).includes('EngineFault'));
  });

  it('keeps live objects live, and one object in two variables one', () => {
    same(after("$sb = New-Object -TypeName System.Text.StringBuilder", '$same = $sb', "[void]$same.Append('ab')", '"$($sb.Length) $($sb.ToString())"', '$d = @{ n = 1 }', '$e = @($d, $d)', "$x = $e[0].Add('k', 2)", '"$($e[1].Count) $($d.Count)"'), 8);
    same(after("$c = @{ self = $null }", "$x = $c.set_Item('self', $c)", '"$($c.self.self.self.Count)"'), 3);
  });

  it('holds what -match has found, in branches too, and what regular expressions, Random and tuples give', () => {
    for (const text of [
      "if ('x1' -match '(?<digit>\\d)') { Write-Output c; \"$($Matches['digit']) $($Matches[0])\" }",
      "parallel { sequence { $q = 'a1' -match '\\d'; Write-Output c; $Matches[0] } sequence { $w = 'b2' -match '\\d'; Write-Output d; $Matches[0] } }",
      "$m = [regex]::Match('xabcd', '(a)(.)+'); $many = [regex]::Matches('abab', 'a(b)'); Write-Output c; \"$($m.Value) $($m.Groups[2].Captures.Count) $($m.Groups[2].Captures[0].Value) $($many[1].Index)\"; $m.NextMatch().Success -eq $true",
      '$r = New-Object -TypeName System.Random -ArgumentList 5; $a = $r.Next(1000); Write-Output c; $b = $r.Next(1000); "$a $b"',
      "$t = [Tuple]::Create(1, 'a'); $v = [ValueTuple]::Create(1, 2); Write-Output c; \"$($t.Item2) $($v.Item2) $t\"",
    ]) {
      const whole = flow(text), cut = inSteps(`$PSPersistPreference = $true; ${text}`);
      assert.deepEqual([cut.lines.toSorted(), cut.outcome, cut.failure, cut.steps > 0], [whole.lines.toSorted(), 'completed', undefined, true], text);
      assert.equal(whole.outcome, 'completed', text);
    }
  });
  it('holds the place in every kind of statement', () => {
    same('foreach ($i in 1..4) { "i$i"; Checkpoint-Workflow; if ($i -eq 2) { "two"; Checkpoint-Workflow } else { "else" } }', 5);
    same('$n = 0; while ($n -lt 3) { $n++; Checkpoint-Workflow; $n }; do { $n--; Checkpoint-Workflow } until ($n -le 0); for ($j = 0; $j -lt 2; $j++) { Checkpoint-Workflow; "j$j" }', 8);
    same("switch (2) { 1 { 'one' } 2 { Checkpoint-Workflow; 'two' } }; $r = foreach ($i in 1..3) { $i; Checkpoint-Workflow }; \"$r\"", 4);
    same("try { 'a'; Checkpoint-Workflow; throw 'x' } catch { Checkpoint-Workflow; $_.Message; Checkpoint-Workflow } finally { 'f'; Checkpoint-Workflow; 'g' }; 'h'", 4);
    same("try { try { throw 'in' } finally { Checkpoint-Workflow; 'f' } } catch { \"c $($_.Message)\"; Checkpoint-Workflow; try { throw } catch { \"again $($_.Message)\" } }", 2);
    same('workflow c { param([int]$p, [string]$s = "d") Checkpoint-Workflow; "$p $s $WorkflowCommandName"; $p = "7"; Checkpoint-Workflow; $p + 1 }\nworkflow t { $v = c -p 3; Checkpoint-Workflow; "[$v] $WorkflowCommandName" }', 3);
    same("'a'; return 'b'; 'never'", 0);
    same('sequence { $a = 1; Checkpoint-Workflow; $WORKFLOW:b = $a + 1; Checkpoint-Workflow }; "$b[$a]"', 2);
  });

  it('holds branches wherever they are, sleeping ones too', () => {
    const text = "$WORKFLOW:n = 0; parallel { sequence { 'a1'; Checkpoint-Workflow; 'a2'; Start-Sleep -Seconds 5; 'a3' } sequence { 'b1'; Start-Sleep -Seconds 9; 'b2'; Checkpoint-Workflow; 'b3' } foreach -parallel -ThrottleLimit 2 ($i in 1..4) { Start-Sleep -Seconds $i; Checkpoint-Workflow; \"c$i\" } }; 'end'".replace('$WORKFLOW:n = 0; ', '');
    const whole = flow(text), stepped = inSteps(text);
    assert.deepEqual([stepped.outcome, stepped.lines.toSorted(), stepped.lines.at(-1)], ['completed', whole.lines.toSorted(), 'end']);
    assert.ok(stepped.steps >= 4, `${stepped.steps}`);
  });

  it('takes no checkpoint while another branch is in the middle of an activity', () => {
    // An answer that comes late is waited for before the state is saved.
    let asked = 0;
    const news: { kind: 'answer'; ticket: number; answer: unknown }[] = [];
    const seen: string[] = [];
    const ran = flow("parallel { sequence { 'before'; Checkpoint-Workflow; 'after' } sequence { $v = Get-AutomationVariable -Name A; \"v $v\" } }", {
      host: {
        assets: { getVariable: () => ({ value: 'late' }), setVariable: () => false, getCredential: () => undefined, getCertificate: () => undefined, getConnection: () => undefined },
        overlap: {
          attempt(answers, work) { if (answers.length === 0) { asked += 1; news.push({ kind: 'answer', ticket: asked, answer: 1 }); return asked; } work(); return undefined; },
          script: () => 0, cancel: () => {}, stop: () => {}, suspend: () => {}, wait: () => { seen.push('wait'); return { stopped: false, news: news.splice(0) }; },
        },
      },
    });
    assert.deepEqual([ran.outcome, ran.lines.toSorted(), asked, seen.length, ran.states.length], ['completed', ['after', 'before', 'v late'], 1, 1, 1]);
    assert.ok(!(ran.states[0] ?? '').includes('"ticket"'));
  });

  it('says which variable cannot be kept', () => {
    const { outcome, failure } = flow("$ok = 1; $bad = New-Object -TypeName System.IO.StringReader -ArgumentList 'x'; Checkpoint-Workflow");
    assert.equal(outcome, 'failed');
    assert.match(failure ?? '', /\$bad holds an object of the type System\.IO\.StringReader/);
  });

  it('is refused where it is of another text, another version, or broken', () => {
    const { states } = flow("'a'; Checkpoint-Workflow; 'b'"), state = states[0] ?? '';
    assert.deepEqual(flow("'a'; Checkpoint-Workflow; 'b'", { state }).lines, ['b']);
    assert.match(flow("'a'; Checkpoint-Workflow; 'c'", { state }).failure ?? '', /another text of the runbook/);
    assert.match(flow("'a'; Checkpoint-Workflow; 'b'", { state: state.replace('"format":2', '"format":99') }).failure ?? '', /another version of the product \(state format 99, this one reads 1 and 2\)\. Start the runbook again\./);
    assert.match(flow("'a'; Checkpoint-Workflow; 'b'", { state: state.slice(0, -9) }).failure ?? '', /damaged/);
  });

  it('that is large is packed, says so, goes on, and is refused where it is cut off, changed, or larger than the limit', () => {
    const body = "$large = 'äöü\ud83d\ude00 x' * 5000; $lone = \"$([char]0xD800)\"; Checkpoint-Workflow; \"$($large.Length) $($large.Substring(0, 6)) $([int][char]$lone)\"";
    const { states } = flow(body), state = states[0] ?? '';
    assert.match(state, /^zstd:[A-Za-z0-9+/]+={0,2}$/);
    assert.ok(state.length < 5_000, `${state.length} characters`);
    assert.deepEqual(flow(body, { state }).lines, ['35000 äöü\ud83d\ude00  55296']);
    for (const broken of [state.slice(0, -9), `${state.slice(0, 40)}AAAA${state.slice(44)}`, 'zstd:', 'zstd:AAAA']) assert.match(flow(body, { state: broken }).failure ?? '', /damaged/);
    assert.throws(() => unpack(state, 10_000), { code: 'StateUnreadable' });
    assert.equal(unpack(state, 1_000_000).startsWith('{"format":2,'), true);
    assert.equal(unpack('{"format":1}', 1), '{"format":1}');
  });

  for (const name of ['format-1', 'format-1-loops', 'format-2', 'format-2-loops']) {
    it(`that an earlier version has stored is read for ever: ${name} goes on`, () => {
      const folder = join(import.meta.dirname, '../../../fixtures/workflow'), stored = (ending: string): string => readFileSync(join(folder, `${name}.${ending}`), 'utf8').trim();
      assert.deepEqual(flow(stored('ps1'), { state: stored('json') }).lines, stored('txt').split('\n'));
    });
  }

  it('of any data is the same after it', () => {
    const literal: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.integer({ min: -2147483648, max: 2147483647 }).map(String), fc.string({ maxLength: 12 }).map((s) => `'${s.replaceAll("'", "''").replaceAll(/[\u2018-\u201b\r\n\0]/g, '')}'`), fc.constantFrom('$null', '$true', '1.25', '9999999999'),
        fc.array(tie('value'), { maxLength: 4 }).map((list) => `@(${list.join(', ')})`), fc.array(tie('value'), { maxLength: 3 }).map((list) => `@{ ${list.map((v, i) => `k${i} = ${v}`).join('; ')} }`),
        fc.array(tie('value'), { minLength: 1, maxLength: 3 }).map((list) => `[pscustomobject]@{ ${list.map((v, i) => `P${i} = ${v}`).join('; ')} }`)),
    })).value;
    fc.assert(fc.property(literal, (text) => { same(`$v = ${text}; Checkpoint-Workflow; InlineScript { ConvertTo-Json -InputObject $using:v -Depth 9 -Compress }`, 1); }), { numRuns: 60 });
  });
});

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { calledParameterAt, fileFacts, FolderTables, keptArguments, keptRenameProblem, parameterArguments, parameterFiles, parameterOf, ParameterQuestion, parameterRenameProblem, readTogether, folderSymbolAt } from '../../../../src/project/folder/index.ts';
import { packFacts, unpackFacts } from '../../../../src/project/folder/fileFacts.ts';
import type { CurrentFile } from '../../../../src/project/folder/index.ts';
import { analyseSymbols, commandsIn, LineMap, parse } from '../../../../src/powershell/index.ts';

const fileOf = (key: string, text: string, isWhole = true): CurrentFile => {
  const result = parse(text);
  return { key, facts: unpackFacts(packFacts(fileFacts(key, result, { isWhole }))), parsed: { result, scope: analyseSymbols(result.ast), commands: commandsIn(result.ast) } };
};
const folderOf = (texts: Readonly<Record<string, string>>): FolderTables => {
  const tables = new FolderTables();
  for (const [key, text] of Object.entries(texts)) tables.set(key, fileOf(key, text).facts);
  return tables;
};

/** Ways to call the runbook Child and the function Get-Far, of which both kinds have the parameters Amount, Among and Note. */
const calls = ['Child', 'Get-Far', '.\\Child.ps1', '& Get-Far', '& "$PSScriptRoot\\Child.ps1"', 'gf', 'al', '& $n', '& $m', 'Get-Other', 'Lib\\Get-Far', 'Get-Date'];
const given = ['-Amount 1', '-Amo 2', '-Am 3', '-Note:4', '5', '@p', '@PSBoundParameters', '-Count 1', '@q', '-Verbose', '-Other "a $(Child -Amount 9)"', '`\n    -Amount 6'];
const call = fc.tuple(fc.constantFrom(...calls), fc.array(fc.constantFrom(...given), { maxLength: 3 })).map(([name, all]) => [name, ...all].join(' '));
const statement = fc.oneof(
  { weight: 6, arbitrary: call }, call.map((one) => `1 | ${one}`), call.map((one) => `[pscustomobject]@{ Amount = 1 } | ${one} | Out-Null`), call.map((one) => `InlineScript { ${one} }`), call.map((one) => `$x = ${one}`),
  fc.constantFrom("Start-SmaRunbook -Name Child -Parameters @{ Amount = 1; 'Note' = 2 }", "Start-SmaRunbook 'Child' -Parameters @{ \"Amount\" = 1; Am = 3 }", 'Start-SmaRunbook -Name $n -Parameters @{ Amount = 2 }', 'Start-SmaRunbook -Name Child -Parameters $p', 'Start-SmaRunbook @q', 'Publish-SmaRunbook -Name Child',
    "$n = 'Child'", "$m = 'Get-Far'", '$p = @{ Amount = 1; Note = 2 }', "$q = @{ Name = 'Child'; Parameters = @{ Amount = 3 } }", "Set-Alias al Get-Far", 'Set-Alias Child Get-Far', "$PSDefaultParameterValues['Get-Far:Amount'] = 1", 'Get-Command Get-Far', '${function:Get-Far}', "Start-SmaRunbook Child -Parameters @{ 'Am''ount' = 1 }"),
  fc.constantFrom('function Get-Far { param($Amount) }', 'function In { function Get-Far { } }', 'function Other { param($Amount) Get-Far -Amount $Amount }', 'class K { [void] M() { function Get-Far { } } }', '& { function Get-Far { } }'),
);
const text = fc.tuple(fc.constantFrom('', '. .\\Lib.ps1\n', 'Import-Module Lib\n'), fc.array(statement, { minLength: 1, maxLength: 6 })).map(([load, rows]) => `${load}${rows.join('\n')}\n`);

const params = '[Alias("Sum")][int]$Amount, $Among, $Note';
const child = `workflow Child {\n  param(${params})\n  $Amount\n}\n`, lib = `function Get-Far {\n  [Alias('gf')] param([Parameter(ValueFromPipelineByPropertyName)]${params})\n  $Amount\n}\n`;

describe('what the index keeps of calls', () => {
  it('is what their text says, wherever it answers, of functions and runbooks', function () {
    this.timeout(40_000);
    let answered = 0, open = 0, found = 0;
    fc.assert(fc.property(text, fc.boolean(), fc.boolean(), fc.constantFrom('Amounts', 'Verb', 'A', 'Count', 'Amo', 'Not'), (written, ofFunction, isByProperty, newName) => {
      const library = isByProperty ? lib : lib.replace('[Parameter(ValueFromPipelineByPropertyName)]', ''), texts = { 'Lib': library, 'Child': child, 'User': written }, tables = folderOf(texts);
      const home = ofFunction ? fileOf('Lib', library) : fileOf('Child', child), asked = parameterOf(folderSymbolAt(home, home.parsed.result.text.indexOf('$Amount') + 1, tables)!, home)!;
      const { parameter, names, homes } = parameterFiles(asked, tables, home), user = fileOf('User', written), lines = new LineMap(written);
      assert.equal(homes.has('User'), false);
      const kept = keptArguments(user, parameter, names), whole = parameterArguments(user.parsed, parameter, names, false);
      if (kept === undefined) {
        open++;
        return;
      }
      answered++;
      found += kept.length;
      assert.deepEqual(kept.map(([line, column, length]) => [lines.offset(line + 1, column + 1), length]), whole.map(({ start, end }) => [start, end - start]), written);
      assert.equal(keptRenameProblem(user, parameter, names, newName), parameterRenameProblem(user.parsed, parameter, names, newName, false), written);
    }), { numRuns: 1500 });
    assert.ok(answered > 400 && open > 150 && found > 150, `${answered} answered with ${found} places, ${open} open`);
  });

  it('answers for plain calls, and never for the beginning of a long text', () => {
    const written = 'Child -Amount 1\n$x = Child -Among 2 -Amou 3\nStart-SmaRunbook -Name Child -Parameters @{ Amount = 4 }\n', asked = { command: 'Child', parameter: 'Amount' }, names = ['Amount', 'Among', 'Note'];
    assert.deepEqual(keptArguments(fileOf('User', written), asked, names), [[0, 7, 6], [1, 21, 4], [2, 44, 6]]);
    assert.equal(keptArguments(fileOf('User', written, false), asked, names), undefined);
    assert.equal(keptArguments(fileOf('User', 'Child @p'), asked, names), undefined);
  });
});

describe('a question about a parameter', () => {
  const texts: Record<string, string> = { Child: child, Splatted: '$p = @{ Amount = 1 }\nChild @p\n' };
  for (let i = 0; i < 168; i++) texts[`User${i}`] = `workflow User${i} {\n  Child -Amount ${i} -Note 'x'\n}\n`;
  const tables = folderOf(texts), home = fileOf('Child', child);

  it('reads the home and those callers that the index does not tell, each once, for the problem and the places', async () => {
    const opened: string[] = [], asked = parameterOf(folderSymbolAt(home, child.indexOf('$Amount') + 1, tables)!, home)!;
    const question = new ParameterQuestion(asked, tables, home, async (key) => {
      opened.push(key);
      return await Promise.resolve(fileOf(key, texts[key]!).parsed);
    });
    assert.equal(await question.renameProblem('Count'), undefined);
    const places = await question.places();
    assert.deepEqual(opened, ['Child', 'Splatted']);
    assert.equal(places.length, 2 + 168 + 1);
    assert.deepEqual([...new Set(places.map(({ key, at: [line, column, length] }) => texts[key]!.split('\n')[line]!.slice(column, column + length)))], ['Amount']);
    assert.match(await question.renameProblem('Note') ?? '', /already|a parameter/i);
  });

  it('takes the current text as it is now, and gone files as none', async () => {
    const now = fileOf('User7', "workflow User7 {\n  'new line'\n  Child -Amount 7\n}\n"), asked = calledParameterAt(now, now.parsed.result.text.indexOf('-Amount') + 2, tables)!;
    const places = await new ParameterQuestion(asked, tables, now, async (key) => await Promise.resolve(key === 'Splatted' ? undefined : fileOf(key, texts[key]!).parsed)).places();
    assert.deepEqual(places.filter(({ key }) => key === 'User7').map(({ at }) => at), [[2, 9, 6]]);
    assert.equal(places.some(({ key }) => key === 'Splatted'), false);
    assert.deepEqual(await new ParameterQuestion(asked, tables, now, async (key) => await Promise.resolve(fileOf(key, texts[key]!).parsed)).places(() => true), []);
  });
});

describe('files read together', () => {
  it('come in their order, sixteen on the way at a time', async () => {
    let now = 0, most = 0;
    const came: number[] = [];
    for await (const [key, value] of readTogether(Array.from({ length: 50 }, (_, i) => i), async (i) => {
      most = Math.max(most, ++now);
      await setTimeout((i * 7) % 5);
      now--;
      return i * 2;
    })) {
      assert.equal(value, key * 2);
      came.push(key);
    }
    assert.deepEqual(came, Array.from({ length: 50 }, (_, i) => i));
    assert.equal(most, 16);
  });

  it('fail where the asked one fails, and nowhere else', async () => {
    const read = async (i: number): Promise<number> => await (i === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(i)), came: number[] = [];
    await assert.rejects(async () => {
      for await (const [key] of readTogether([0, 1, 2], read)) came.push(key);
    }, /gone/);
    assert.deepEqual(came, [0]);
    for await (const [key] of readTogether([0, 1], read)) if (key === 0) break;
    await setTimeout(5);
  });
});

import assert from 'node:assert/strict';
import { candidatesAt } from '../../../src/features/language/candidates/candidates.ts';
import type { KnowledgeView } from '../../../src/features/language/candidates/candidate.ts';
import { ParsedText } from '../../../src/features/language/parsedText.ts';
import { cmdletCatalogue, commonParameters } from '../../../src/powershell/cmdlets/catalogue.ts';
import { applyEdits, foldsOf, formatText, outlineOf, parse, positionalArguments, semanticTokens, symbolAt } from '../../../src/powershell/index.ts';
import {
  calledParameterAt, callsFrom, fileFacts, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, FolderTables, parameterArguments, parameterFiles, parameterOf, parameterRenameProblem, scriptOf, type CurrentFile,
} from '../../../src/project/folder/index.ts';
import { applyFixes, keepingFixes, lint } from '../../../src/project/lint/index.ts';

const MANY = 5_000;
/** Of processor time, for a text with so many of a kind, for one thing that an editor asks; with what is linear it needs a small part of it. */
const MOST_MS = 2_500;
const rows = (make: (i: number) => string): string => Array.from({ length: MANY }, (_, i) => make(i)).join('\n');
const splatted = 'function F { param($A, $B) $A + $B }\n';
/** `@@` is where somebody asks. */
const texts: Readonly<Record<string, string>> = {
  'functions': `${rows((i) => `function F${i} { param($A${i}, $B) $A${i} + $B }`)}\nF1 -A1 2@@`,
  'calls of one function': `${splatted}${rows((i) => `F -A ${i} -B 'x'`)}\nF -A@@ 1`,
  'tables that are splatted': `${splatted}${rows((i) => `$p${i} = @{ A = ${i}; B = 2 }\nF @p${i}`)}\nF -A@@ 1`,
  'splats of one table': `${splatted}$p = @{ A = 1; B = 2 }\n${rows(() => 'F @p')}\nF -A@@ 1`,
  'splats of one variable that is set each time': `${splatted}${rows((i) => `$p = @{ A = ${i}; B = 2 }\nF @p`)}\nF -A@@ 1`,
  'hashtables': `${rows((i) => `$t${i} = @{ K${i} = ${i}; Other = @{ X = 1 } }; $t${i}.K${i}; $t${i}['Other']`)}\n$t1@@`,
  'assignments': `${rows((i) => `$v = $v + ${i}; $w${i} = $v`)}\n$v@@`,
  'checkpoints': `workflow W {\n${rows((i) => `  $v${i} = New-Object System.Net.WebClient\n  Checkpoint-Workflow\n  $v${i}`)}\n  $v1@@\n}`,
  'activities': `workflow W {\n${rows((i) => `  $r${i} = Get-ChildItem -Path 'x${i}' -Recurse`)}\n  Get-ChildItem -P@@\n}`,
  'assets in a variable': `${rows((i) => `$n = 'V${i}'\nGet-AutomationVariable -Name $n`)}\nGet-AutomationVariable -Name 'V1@@'`,
  'assets in a list': `foreach ($x in ${Array.from({ length: MANY }, (_, i) => `'W${i}'`).join(', ')}) { Get-AutomationVariable -Name $x }\nGet-AutomationVariable -Name 'W1@@'`,
  'runbooks that are started with splatted tables': `${rows((i) => `$p = @{ Name = 'R${i}'; Parameters = @{ A = 'x${i}' } }\nStart-SmaRunbook @p`)}\nStart-SmaRunbook -Name 'R1@@'`,
  'blocks in functions': `${rows((i) => `function O${i} { foreach ($i in 1..3) { if ($i) { & { $i } } } }\nO${i}`)}\nO1@@`,
  'a pipeline': `Get-Process${" | Where-Object { $_.Name -eq 'x' }".repeat(MANY)}\n$x@@`,
  'comments that silence': `${rows((i) => `# sma-lint-disable-next-line SMA6004\nWrite-Host 'x${i}'`)}\n$x@@`,
  'aliases': `${rows((i) => `Set-Alias -Name al${i} -Value Get-Date\nal${i}`)}\nal1@@`,
  'InlineScript blocks that set one name': `workflow W {\n${rows((i) => `  $a${i} = InlineScript { $b = 1; $b }`)}\n  $b\n  $a1@@\n}`,
  'loops behind a pipeline variable': `workflow W {\n${"Get-It -PipelineVariable x | ".repeat(MANY)}Get-It\n $a1@@\n}`,
  'children': `workflow W {\n${rows((i) => `  Child-R${i} -A 'x'`)}\n  Child-R1@@\n}`,
};

/** More parts of one thing than a call can be given as arguments, or so many that the square of their number would show. */
const WIDE = 130_000, LONG = 30_000;
const wide: Readonly<Record<string, string>> = {
  'a pipeline': `${'a|'.repeat(LONG)}b\n$x@@`,
  'a pipeline in a workflow': `workflow W {\n${'Get-It |\n'.repeat(LONG)}Get-It\n$x@@ }`,
  'a pipeline with blocks on one line': `$x${'|Where-Object {$_.A}'.repeat(LONG / 2)}\n$x@@`,
  'a table': `$t = @{ ${Array.from({ length: WIDE }, (_, i) => `a${i}=1`).join(';')} }\nF @t\n$t.@@`,
  'a table that is not closed': `F @t@@\n$t = @{ ${Array.from({ length: LONG }, (_, i) => `a${i}=1`).join(';')}`,
  'a call': `F ${'x '.repeat(WIDE)}-A@@`,
  'a call that is not closed': `(F ${'x '.repeat(WIDE)}-A@@`,
  'arguments by name': `F ${'-A x '.repeat(LONG)}-A@@`,
  'a help comment': `<#\n.SYNOPSIS\n${'a\n'.repeat(WIDE)}#>\nparam($x@@)`,
  'line comments in front of a parameter': `param(\n${'# a\n'.repeat(WIDE)}$x@@)`,
  'a class': `class C { ${Array.from({ length: LONG }, (_, i) => `$A${i}\n`).join('')} }\n[C]::new().@@`,
  'caught types': `try { } catch ${'[int], '.repeat(WIDE)}[int] { }\n$x@@`,
  'catch clauses': `try { } ${'catch [int] { } '.repeat(LONG)}\n$x@@`,
  'parameters with sets of their own': `param(${Array.from({ length: LONG / 10 }, (_, i) => `[Parameter(ParameterSetName = 's${i}')]$x${i}`).join(', ')})\n$x1@@`,
  'blocks of programs': `${'a.exe {b;c}\n'.repeat(LONG / 2)}$x@@`,
  'aliases that are corrected': `${'gci\n'.repeat(LONG)}$x@@`,
};

/** Each of many goes back to the one before: whoever follows them does so in a list, or not far. */
const chained: Readonly<Record<string, string>> = {
  ...Object.fromEntries(([
    ['texts', "$a0 = 'x'", (i) => `$a${i + 1} = $a${i}`], ['texts that grow', "$a0 = 'x'", (i) => `$a${i + 1} = $a${i} + 'y'`], ['texts in quotes', "$a0 = 'x'", (i) => `$a${i + 1} = "$($a${i})y"`],
    ['loops', '$a0 = 1, 2', (i) => `foreach ($a${i + 1} in $a${i}) { $a${i + 1} }`], ['items', '$a0 = Get-ChildItem', (i) => `$a${i + 1} = $a${i}[0]`], ['members', '$a0 = Get-Item x', (i) => `$a${i + 1} = $a${i}.Parent`], ['methods', '$a0 = Get-Item x', (i) => `$a${i + 1} = $a${i}.Get()`],
    ['tables', '$a0 = @{ A = 1 }', (i) => `$a${i + 1} = @{ A = $a${i} }`], ['pipelines', '$a0 = Get-Item x', (i) => `$a${i + 1} = $a${i} | Where-Object { $_.A }`], ['sums', "$a0 = 'x'", (i) => `$a${i + 1} += $a${i}`], ['objects', '$a0 = Get-Item x', (i) => `[object] $a${i + 1} = @(($a${i}))`],
  ] as readonly (readonly [string, string, (i: number) => string])[]).flatMap(([name, first, link]) => {
    const links = Array.from({ length: LONG / 3 }, (_, i) => link(i)), last = `$a${links.length}`;
    const uses = `Get-AutomationVariable -Name ${last}\nStart-SmaRunbook -Name ${last} -Parameters ${last}\n${last}.Foo()\nRemove-Item ${last}\nif (${last} -eq 'x') { }\n${last}@@.Foo`;
    return [[`variables: ${name}`, `${first}\n${links.join('\n')}\n${uses}`], [`variables, the last one first: ${name}`, `${links.toReversed().join('\n')}\n${first}\n${uses}`], [`variables in a workflow: ${name}`, `workflow W {\n${first}\n${links.join('\n')}\nCheckpoint-Workflow\n${uses}\n}`]];
  })),
  'classes': `class C0 { [int] $A }\n${rows((i) => `class C${i + 1} : C${i} { }`)}\n[C${MANY}]::new().@@A`,
  'classes by their properties': `class C0 { [int] $A }\n${rows((i) => `class C${i + 1} { [C${i}] $P }`)}\n[C${MANY}]::new().@@P`,
  'functions': `function F0 { 'x' }\n${rows((i) => `function F${i + 1} { $y = F${i}; $y }`)}\n$x = F${MANY}\n$x.Foo()\n$x@@.Foo`,
  'functions that hand their parameters on': `function F0 { param($a) $a }\n${rows((i) => `function F${i + 1} { param($a) F${i} @PSBoundParameters }`)}\nF${MANY} -a@@ 'x'`,
  'aliases': `Set-Alias f0 Get-Date\n${rows((i) => `Set-Alias f${i + 1} f${i}`)}\nf${MANY}@@`,
};
const cmdlets = new Map(cmdletCatalogue.map((facts) => [facts.name.toLowerCase(), facts]));

/** Everything that an editor asks of a text, and the processor time of each. */
function askAll(marked: string): { readonly what: string; readonly took: number }[] {
  const offset = marked.indexOf('@@'), text = marked.replace('@@', ''), times: { readonly what: string; readonly took: number }[] = [];
  const ask = <R>(what: string, work: () => R): R => {
    const began = process.cpuUsage().user, answer = work();
    times.push({ what, took: (process.cpuUsage().user - began) / 1000 });
    return answer;
  };
  const parsed = ask('parse', () => new ParsedText(text)), { result } = parsed;
  const scope = ask('symbols', () => parsed.scope), commands = ask('commands', () => parsed.commands), facts = ask('facts', () => fileFacts('W', result)), tables = new FolderTables();
  tables.set('W', facts);
  const current: CurrentFile = { key: 'W', facts, parsed };
  ask('problems', () => parsed.problems);
  const findings = ask('lint', () => lint({ result, fileName: 'W' }));
  ask('fix all', () => applyFixes(text, keepingFixes(findings)));
  ask('symbol', () => symbolAt(result, scope, commands, offset));
  ask('parameter of a call', () => calledParameterAt(current, offset, tables));
  for (const place of [offset, text.indexOf('$A') + 1]) {
    const symbol = ask('symbol in the folder', () => folderSymbolAt(current, place, tables)), parameter = symbol && parameterOf(symbol, current);
    if (symbol !== undefined) ask('places', () => folderPlaces(symbol, tables, current));
    if (symbol !== undefined) ask('rename', () => [folderRenameProblem(symbol, tables, current, 'Zz'), folderRename(symbol, 'Zz', tables, current)]);
    if (parameter === undefined) continue;
    const known = ask('files of a parameter', () => parameterFiles(parameter, tables, current));
    ask('arguments', () => parameterArguments(parsed, known.parameter, known.names));
    ask('rename of a parameter', () => parameterRenameProblem(parsed, known.parameter, known.names, 'Zz', true));
  }
  const knowledge: KnowledgeView = {
    connectionName: 'Local', cmdlets: cmdletCatalogue, assets: () => [], loadedFunctions: () => [], connectionFields: () => [], runbooks: [], commonParameters: () => commonParameters,
    command: (name, own) => own.functionFacts(name) ?? cmdlets.get(name.toLowerCase()), folderAssets: (kind) => tables.assetNames(kind),
  };
  ask('completion', () => candidatesAt(parsed, offset, knowledge));
  ask('semantic tokens', () => semanticTokens(result, scope, commands, (name) => cmdlets.has(name.toLowerCase())));
  ask('outline', () => outlineOf(result));
  ask('folds', () => foldsOf(result));
  ask('format', () => applyEdits(text, formatText(result, { tabSize: 4, insertSpaces: true }).edits));
  ask('hints', () => commands.map((use) => {
    const found = use.name === undefined ? undefined : knowledge.command(use.name, parsed);
    return found && positionalArguments(use, found, commonParameters);
  }));
  ask('calls', () => callsFrom(scriptOf(result, facts), current, tables));
  ask('lenses', () => facts.functions.map(({ name }) => folderPlaces({ kind: 'function', name, here: { start: 0, end: 0 }, owners: ['W'] }, tables, current).length));
  return times;
}

describe('A text in which each thing goes back to the one before is answered', () => {
  for (const [name, text] of Object.entries(chained)) {
    it(name, () => {
      assert.deepEqual(parse(text.replace('@@', '')).errors, []);
      assert.deepEqual(askAll(text).filter(({ took }) => took > MOST_MS), []);
    }).timeout(120_000);
  }
});

describe('A text with very many parts of one thing is answered', () => {
  for (const [name, text] of Object.entries(wide)) {
    it(name, () => assert.deepEqual(askAll(text).filter(({ took }) => took > MOST_MS), [])).timeout(120_000);
  }
});

describe('A text with 5,000 of a kind is answered like any other', () => {
  for (const [name, text] of Object.entries(texts)) {
    it(name, () => assert.deepEqual(askAll(text).filter(({ took }) => took > MOST_MS), [])).timeout(120_000);
  }
});

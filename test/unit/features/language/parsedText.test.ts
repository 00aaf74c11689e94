import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ParsedText, ParsedTexts } from '../../../../src/features/language/parsedText.ts';
import type { TextVersion } from '../../../../src/features/language/parsedText.ts';
import { applyEdits, formatText, Reparser, typeNamesIn } from '../../../../src/powershell/index.ts';
import { eventually } from '../../../support/eventually.ts';

const document = (text: string, version = 1, isClosed = false): TextVersion => ({ uri: 'file:///a.ps1', version, isClosed, getText: () => text });

/** The engine's own collector, asked for by hand. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

describe('ParsedTexts', () => {
  it('parse of a version what is new in it, and give who still asks for the version before its own places', () => {
    const texts = new ParsedTexts(), before = 'function One { $a }\n', text = `${before}function Two { Get-Two }\n`, first = texts.get(document(text));
    const [, two] = first.result.ast.endBlock!.statements, second = texts.get(document(text.replace('$a', '$a + $b'), 2));
    assert.equal(second.result.ast.endBlock!.statements[1], two);
    assert.equal(second.commands[0]!.nameStart, text.indexOf('Get-Two') + 5);
    assert.equal(first.commands[0]!.nameStart, text.indexOf('Get-Two'));
    assert.equal(first.scope.children[1]!.start, before.length);
  });

  it('know the functions of each version, and what is said of them, also where only a comment before one is another', () => {
    const texts = new ParsedTexts(), long = '  Write-Output "a line"\n'.repeat(10);
    const told = (text: string, version: number): string => {
      const parsed = texts.get(document(text, version));
      return [...parsed.functions.values()].map(({ name }) => `${name}: ${parsed.functionFacts(name)?.synopsis ?? ''} ${parsed.functionFacts(name)?.parameters.map((one) => one.name).join(' ') ?? ''}`).join(', ');
    };
    const text = (help: string, inner: string, more = ''): string => `# .SYNOPSIS\n# ${help}\n\nfunction One {\n  param($A${more})\n${long}}\nif ($x) {\n  function Two { function ${inner} { }\n${long} }\n}\nfunction Three { }\nclass Four { [Five] $x }\n`;
    assert.equal(told(text('First.', 'In'), 1), 'One: First. A, Three:  , Two:  , In:  ');
    assert.equal(told(text('Second.', 'In'), 2), 'One: Second. A, Three:  , Two:  , In:  ');
    assert.equal(told(text('Second.', 'Inner'), 3), 'One: Second. A, Three:  , Two:  , Inner:  ');
    assert.equal(told(text('Second.', 'Inner', ', $B'), 4), 'One: Second. A B, Three:  , Two:  , Inner:  ');
    assert.deepEqual(typeNamesIn(texts.get(document(`${text('', 'X')}[Six]::new()`, 5)).result), [{ name: 'four', access: 'declare' }, { name: 'five', access: 'read' }, { name: 'six', access: 'read' }]);
  });

  it('keeps places right behind a second byte order mark', () => {
    const text = '\uFEFF$x=1\nif($x){ 2 }\n', { result } = new ParsedText(text), [first] = result.ast.endBlock?.statements ?? [];
    assert.equal(text.slice(first?.start, first?.end), '$x=1');
    assert.equal(applyEdits(text, formatText(result, { tabSize: 4, insertSpaces: true }).edits).trimStart(), '$x = 1\nif ($x) { 2 }\n');
  });

  it('parses a version once, the next one anew, and keeps one of each document', () => {
    const texts = new ParsedTexts(), first = texts.get(document('1'));
    assert.equal(texts.get(document('1')), first);
    assert.notEqual(texts.get(document('2', 2)), first);
    assert.deepEqual([texts.parses, texts.size], [2, 1]);
  });

  it('forgets a document that is closed', () => {
    const texts = new ParsedTexts();
    texts.get(document('1'));
    texts.forget(document('1'));
    assert.equal(texts.size, 0);
  });

  it('answers about a document that was closed meanwhile, and keeps nothing of it', () => {
    const texts = new ParsedTexts();
    assert.ok(texts.get(document('function A { }', 1, true)).functions.has('a'));
    assert.equal(texts.size, 0);
  });

  it('gives the memory of many documents back when they are closed', async () => {
    const texts = new ParsedTexts(), freed = new Set<number>(), registry = new FinalizationRegistry((number: number) => freed.add(number)), gc = collector();
    for (let number = 0; number < 200; number++) {
      const one = { ...document(`$a${number} = Get-Date\n$a${number}.Year\nGet-AutomationVariable -Name 'x${number}'\n`.repeat(50)), uri: `file:///${number}.ps1` }, parsed = texts.get(one);
      assert.ok(parsed.commands.length > 0 && parsed.problems.length === 0 && parsed.scope.variables.size > 0 && parsed.values.types.all.length > 0);
      registry.register(parsed, number);
    }
    for (let number = 0; number < 200; number++) texts.forget({ uri: `file:///${number}.ps1` });
    // The last few may still be on the stack.
    await eventually(() => {
      gc();
      return freed.size > 190;
    }, 15_000, 'the parsed texts of closed documents to go');
  }).timeout(20_000);

  it('keeps no more behind 500 documents that were typed into and closed than before them', async () => {
    const texts = new ParsedTexts(), gc = collector(), held = (): number => {
      gc();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    /** Opens a document, types some letters above all that it holds, so that rows and facts are kept with its statements, and looks at it. */
    const open = (number: number): void => {
      const body = `function Get-One${number} {\n${`  $a${number} = Get-Date\n  $a${number}.Year\n`.repeat(40)}}\n`.repeat(2);
      for (const [version, letters] of ['', '$b', '$bc', '"x'].entries()) {
        const parsed = texts.get({ ...document(`${letters}\n${body}`, version + 1), uri: `file:///${number}.ps1` });
        assert.ok(parsed.commands.length > 0 && parsed.functions.size > 0 && parsed.scope.children.length > 0 && parsed.meant('x') === 'x');
      }
    };
    const round = (close: boolean): void => {
      for (let number = 0; number < 500; number++) {
        open(number);
        if (close) texts.forget({ uri: `file:///${number}.ps1` });
      }
    };
    for (let number = 0; number < 20; number++) open(number);
    texts.clear();
    const before = held();
    round(false);
    const whileOpen = held() - before;
    texts.clear();
    round(true);
    await eventually(() => held() - before < whileOpen / 20, 15_000, 'the memory of closed documents to be given back');
    assert.ok(whileOpen > 20, `${whileOpen} MB while they are open`);
  }).timeout(60_000);
});

describe('ParsedText', () => {
  it('takes of two functions with one name the last, and one that all of the text can call before those of others', () => {
    const of = (text: string): readonly string[] => new ParsedText(text).functionFacts('F')?.parameters.map(({ name }) => name) ?? [];
    assert.deepEqual(of('function F { param($x) }; function F { param($y) }; F '), ['y']);
    assert.deepEqual(of('function G { function F { param($z) } }; function F { param($x) }; function f { param($y) }; function H { function F { param($w) } }'), ['y']);
    assert.deepEqual(of('function G { function F { param($x) }; function F { param($y) } }'), ['y']);
  });

  it('gives what a workflow may not hold by its id, once the text parses', () => {
    const sound = new ParsedText('workflow A { & "x" }');
    assert.deepEqual(sound.problems.map(({ errorId, start, end }) => [errorId, start, end]), [['AlternateInvocationNotSupported', 13, 18]]);
    assert.deepEqual(new ParsedText('workflow A { & "x" ').problems.map(({ errorId }) => errorId), ['MissingEndCurlyBrace']);
  });

  it('finds functions at any depth and says whether there is a workflow', () => {
    const text = new ParsedText('function Outer { function Inner { } }');
    assert.deepEqual([...text.functions.keys()], ['outer', 'inner']);
    assert.deepEqual([text.hasWorkflow, new ParsedText('workflow A { }').hasWorkflow, text.functionFacts('INNER')?.name], [false, true, 'Inner']);
    const aliased = new ParsedText('Set-Alias gl Get-LibX; sal a b; nal b A; New-Alias -Name $x -Value y');
    assert.deepEqual(['GL', 'ls', 'a'].map((name) => aliased.meant(name)), ['Get-LibX', 'ls', 'b']);
  });
});

describe('aliases of a text', () => {
  it('are known wherever they are made, and while they are typed', () => {
    const body = Array.from({ length: 30 }, (_, i) => `Write-Output "line ${i}"`).join('\n'), versions = new Reparser();
    const meant = (text: string, name: string): string => new ParsedText(text, versions).meant(name);
    const function_ = (rest: string): string => `function Get-One {\n${rest}\n${body}\n}\n${body}`;
    assert.equal(meant(function_(''), 'g1'), 'g1');
    assert.equal(meant(function_("[Alias('g1')] param()"), 'G1'), 'Get-One');
    assert.equal(meant(function_('Set-Alias g1 Get-Two'), 'g1'), 'Get-Two');
    assert.equal(meant(function_("& 'Set-Al`ias' g1 Get-Two"), 'g1'), 'g1');
    assert.equal(meant(function_('sal g1 Get-Three'), 'g1'), 'Get-Three');
    assert.equal(meant(function_('if ($a) { Microsoft.PowerShell.Utility\\New-Alias g1 Get-Four }'), 'g1'), new ParsedText(function_('if ($a) { Microsoft.PowerShell.Utility\\New-Alias g1 Get-Four }')).meant('g1'));
    assert.equal(meant(function_(''), 'g1'), 'g1');
  });
});

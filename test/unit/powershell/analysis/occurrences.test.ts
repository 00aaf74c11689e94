import assert from 'node:assert/strict';
import { analyseSymbols, commandsIn, parse, renameProblem, semanticTokens, symbolAt, type NamedSymbol } from '../../../../src/powershell/index.ts';

const at = (marked: string): { text: string; symbol: NamedSymbol | undefined } => {
  const text = marked.replace('|', ''), { ast } = parse(text);
  return { text, symbol: symbolAt(text, analyseSymbols(ast), commandsIn(ast), marked.indexOf('|')) };
};
const renamed = (marked: string, newName: string): string => {
  const { text, symbol } = at(marked);
  assert.equal(renameProblem(symbol, newName), undefined);
  return [...symbol!.places].reverse().reduce((result, { start, end }) => result.slice(0, start) + newName + result.slice(end), text);
};

describe('symbolAt', () => {
  it('renames a variable wherever it is written, and no other of its name', () => {
    assert.equal(renamed('$|a = 1; "$a ${a}"; $script:A; f @a; function f { $a = 2 }', 'bb'), '$bb = 1; "$bb ${bb}"; $script:bb; f @bb; function f { $a = 2 }');
    assert.equal(renamed('workflow w { $a| = 1; InlineScript { $using:a; $a = 2 } }', 'b'), 'workflow w { $b = 1; InlineScript { $using:b; $a = 2 } }');
  });

  it('renames a function with its calls, and a parameter with the calls that name it', () => {
    assert.equal(renamed('function Do-It { } ; Do-|It; DO-IT 1', 'Run'), 'function Run { } ; Run; Run 1');
    assert.equal(renamed('function f($|x) { $x } f -X 1; g -x 2', 'y'), 'function f($y) { $y } f -y 1; g -x 2');
    assert.equal(renamed('function f($x) { $x } f -|X 1', 'y'), 'function f($y) { $y } f -y 1');
    assert.equal(renamed('function f($|LongName, $Loud) { $LongName } f -Long 1; f -Lo 1; f -L 2', 'Name'), 'function f($Name, $Loud) { $Name } f -Name 1; f -Lo 1; f -L 2');
    assert.equal(renamed('function script:Fo|o { 1 }; Foo; FOO', 'Bar'), 'function script:Bar { 1 }; Bar; Bar');
    assert.equal(renamed('function script:Foo { 1 }; Fo|o', 'Bar'), 'function script:Bar { 1 }; Bar');
  });

  it('says why something cannot be renamed', () => {
    const problem = (marked: string, newName?: string): string | undefined => renameProblem(at(marked).symbol, newName);
    assert.match(problem('1 |+ 2')!, /no variable or function/);
    assert.match(problem('Get-|Item')!, /not defined in this file/);
    assert.match(problem('$tr|ue')!, /own variable/);
    assert.match(problem('$|a = 1', 'b c')!, /letters, digits/);
    assert.match(problem('$|a = 1; $b = 2', 'B')!, /already/);
    assert.match(problem('$|a = 1', 'null')!, /own variable/);
    assert.match(problem('function |f { }', '1 2')!, /no name for a function/);
    assert.match(problem('$|a = 1; function f { $b = 2; $a }', 'b')!, /would become one/);
    assert.match(problem('function f { $|c = 2; $d }; $d = 1', 'd')!, /already|would become one/);
    assert.equal(problem('$|a = 1; function f { $b = 2 }', 'b'), undefined);
    assert.equal(problem('$|a = 1', 'A'), undefined);
  });
});

describe('semanticTokens', () => {
  const tokens = (text: string): string[] => {
    const result = parse(text);
    return semanticTokens(result, analyseSymbols(result.ast), commandsIn(result.ast), (name) => name === 'Write-Output').map(({ start, end, type, modifiers }) => [text.slice(start, end), type, ...modifiers].join(' '));
  };

  it('tells activities, workflow words, parameters and splatting apart', () => {
    assert.deepEqual(tokens('workflow w { param($p) parallel { Write-Output -InputObject $p; Test-It @s; InlineScript { $using:p; Write-Output 1 } } }'), [
      'workflow keyword', 'w function declaration', '$p parameter declaration', 'parallel keyword', 'Write-Output function defaultLibrary async', '-InputObject property', '$p parameter',
      'Test-It function async', '@s variable', 'InlineScript keyword', '$using:p variable readonly', 'Write-Output function defaultLibrary',
    ]);
  });

  it('gives stretches in order that do not overlap, in a broken text too', () => {
    const text = 'workflow w { param($p) "$p $(Write-Output -a $p)"; foreach -parallel ($x in $p) { InlineScript { $using:x';
    for (let length = 0; length <= text.length; length++) {
      const result = parse(text.slice(0, length));
      let last = 0;
      for (const { start, end } of semanticTokens(result, analyseSymbols(result.ast), commandsIn(result.ast), () => false)) {
        assert.ok(start >= last && end > start && end <= length);
        last = end;
      }
    }
  });
});

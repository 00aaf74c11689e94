import assert from 'node:assert/strict';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { variableText } from '../../../../src/features/language/variableText.ts';
import { nodesAt } from '../../../../src/powershell/index.ts';

/** The hover where the bar stands. */
function text(marked: string): string | undefined {
  const offset = marked.indexOf('¦'), parsed = new ParsedText(marked.replace('¦', '')), node = nodesAt(parsed.result.ast, offset).at(-1);
  return node?.kind === 'VariableExpressionAst' ? variableText(node, parsed) : 'no variable';
}
const first = (marked: string): string | undefined => text(marked)?.split('\n')[1];

describe('what is said of a variable', () => {
  it('is its type, as far as the text tells', () => {
    assert.equal(first('$d = Get-Date\n$¦d'), '[DateTime] $d');
    assert.equal(first('param([string] $Name)\n"x $¦Name"'), '[string] $Name');
    assert.equal(first('workflow W { $n = 1; InlineScript { $¦using:n } }'), '[int] $n');
    assert.equal(first('class Disk { }\n$x = [Disk]::new()\n$¦x'), '[Disk] $x');
    assert.equal(first('try { 1 } catch { $¦_ }'), '[ErrorRecord] $_');
    assert.equal(first("$v = 'a'\n$¦v = 1"), '[int] $v');
    assert.equal(first("$v = 1\n[datetime] $¦v = 'x'"), '[DateTime] $v');
    assert.equal(first("$v = 1\nforeach ($¦v in 'a', 'b') { }"), '[string] $v');
    assert.equal(text('$x = Get-Unknown\n$¦x'), undefined);
  });

  it('is what a parameter is for, and which keys a table has', () => {
    assert.match(text('<#\n.PARAMETER Server\nWhere it runs.\n#>\nworkflow W { param([Parameter(Mandatory)] [string] $Server) $¦Server }') ?? '', /\[string\] \$Server[^]*mandatory[^]*Where it runs\.[^]*Parameter of W/);
    assert.match(text('$h = @{ One = 1; Two = 2 }\n$¦h') ?? '', /Keys: One, Two$/);
  });
});

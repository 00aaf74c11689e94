import assert from 'node:assert/strict';
import { typeAccelerators, typeNames, typeRows, typeWords } from '../../../../src/powershell/cmdlets/typeCatalogue.ts';
import { analyseSymbols, Inference, ownDefinition, parse, TypeView } from '../../../../src/powershell/index.ts';

const types = new TypeView({ rows: typeRows, names: typeNames, words: typeWords });
const classes = 'enum Level { Low; High }\nclass Base { [int] $Size; [string] Say() { return "" } }\nclass Disk : Base { [Level] $Level; Disk() { } static [Disk] Find() { return [Disk]::new() } }\n';

/** What stands at the definition of what the bar stands on, with the line. */
function definition(marked: string): string | undefined {
  const whole = classes + marked, offset = whole.indexOf('¦'), result = parse(whole.replace('¦', ''));
  const found = ownDefinition(new Inference(result, analyseSymbols(result.ast), types, typeAccelerators), offset);
  return found && `${result.text.slice(0, found.start).split('\n').length}: ${result.text.slice(found.start, found.end)}`;
}

describe('definitions of classes and their members', () => {
  it('are found from their names in brackets, in lists and generic types too', () => {
    assert.equal(definition('[¦Disk]::Find()'), '3: Disk');
    assert.equal(definition('param([Di¦sk[]] $All)'), '3: Disk');
    assert.equal(definition('[System.Collections.Generic.List[Di¦sk]]::new()'), '3: Disk');
    assert.equal(definition('[Lev¦el]::Low'), '1: Level');
    assert.equal(definition('[str¦ing] $x'), undefined);
  });

  it('are found from members by what the value is', () => {
    assert.equal(definition('[Disk]::Fi¦nd()'), '3: Find');
    assert.equal(definition('[Disk]::ne¦w()'), '3: Disk');
    assert.equal(definition('[Base]::ne¦w()'), '2: Base');
    assert.equal(definition('[Level]::Hi¦gh'), '1: High');
    assert.equal(definition('$d = [Disk]::new()\n$d.Lev¦el'), '3: [Level] $Level;');
    assert.equal(definition('$d = [Disk]::Find()\n$d.Sa¦y()'), '2: Say');
    assert.equal(definition('$d = [Disk]::new()\n$d.Nothing¦'), undefined);
    assert.equal(definition('$d = Get-Date\n$d.Da¦y'), undefined);
    assert.equal(definition('$¦d.Level'), undefined);
  });
});

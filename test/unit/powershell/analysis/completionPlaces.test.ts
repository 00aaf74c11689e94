import assert from 'node:assert/strict';
import { parse, specialPlace } from '../../../../src/powershell/index.ts';
import type { SpecialPlace } from '../../../../src/powershell/index.ts';

/** The place is where the bar stands. */
const at = (marked: string): { readonly place: SpecialPlace | undefined; readonly word: string } => {
  const offset = marked.indexOf('|'), text = marked.replace('|', ''), result = parse(text), place = specialPlace(result, offset);
  return { place, word: place === undefined ? '' : text.slice(place.start, place.end) };
};
const kind = (marked: string): string => {
  const { place, word } = at(marked);
  return place === undefined ? 'none' : `${place.kind} "${word}"`;
};
const owner = (marked: string): string | undefined => {
  const { place } = at(marked);
  return place?.kind !== 'key' || place.owner === undefined ? undefined : `${place.owner.form} ${place.owner.command.name ?? ''} ${place.owner.form === 'argument' ? place.owner.parameter ?? '' : ''}`.trim();
};

describe('places that are no commands', () => {
  it('knows keywords of help, and parameters behind .PARAMETER', () => {
    assert.equal(kind('<#\n.SYN|\n#>'), 'help ".SYN"');
    assert.equal(kind('# .|'), 'help "."');
    const { place } = at('<#\n.PARAMETER Na|me\n#>');
    assert.deepEqual(place?.kind === 'help' && [place.parameter, place.end - place.start], [true, 4]);
    for (const text of ['<# a .SYN| #>', '# see foo.|', '<# #>.|']) assert.notEqual(kind(text).split(' ')[0], 'help', text);
  });

  it('knows types and attributes', () => {
    assert.equal(kind('[str|ing]$a'), 'type "string"');
    assert.equal(kind('$a -is [dat|'), 'type "dat"');
    assert.equal(kind('New-Object System.Coll|'), 'type "System.Coll"');
    assert.equal(kind('[int]$a = [da|'), 'type "da"');
    const attributes = (text: string): boolean => {
      const { place } = at(text);
      return place?.kind === 'type' && place.attributes;
    };
    assert.deepEqual(['param([|', 'param(\n  [Par|', 'param([Parameter()][|', '$a = [|'].map(attributes), [true, true, true, false]);
    for (const text of ['$a[|', '$a.b[|', '"[|"', "'[|'"]) assert.equal(kind(text), 'none', text);
  });

  it('knows arguments of attributes', () => {
    assert.equal(kind('param([Parameter(Man|)]$a)'), 'attributeArgument "Man"');
    const { place } = at('param([Parameter(Mandatory, |, HelpMessage = 1)]$a)');
    assert.deepEqual(place?.kind === 'attributeArgument' && [place.attribute, [...place.given].sort()], ['Parameter', ['helpmessage', 'mandatory']]);
    assert.equal(kind('param([Parameter(Mandatory = |)]$a)'), 'truth ""');
    assert.equal(kind('param([Parameter(Position = 1, Mandatory=$t|)]$a)'), 'truth "$t"');
    assert.equal(kind('using |'), 'usingWord ""');
    assert.equal(kind('$ErrorActionPreference = S|'), 'preference "S"');
    assert.equal(kind('$ErrorActionPreference = $o|'), 'none');
  });

  it('knows keys of hashtables and what they are for', () => {
    assert.equal(owner('foo @{ N| }'), 'argument foo');
    assert.equal(owner('Select-Object -Property a, @{ |'), 'argument Select-Object Property');
    assert.equal(owner('Start-SmaRunbook -Name X -Parameters @{ a = 1; | }'), 'argument Start-SmaRunbook Parameters');
    assert.equal(owner('$p = @{\n  a = 1\n  |\n}\nGet-Child @p'), 'splatted Get-Child');
    assert.equal(owner('$p = @{ | }\nStart-SmaRunbook -Name X -Parameters $p'), 'argument Start-SmaRunbook Parameters');
    const { place } = at('foo @{ Name = 1; | ; Other = 2 }');
    assert.deepEqual(place?.kind === 'key' && [...place.given].sort(), ['name', 'other']);
    for (const text of ['foo @{ a = | }', 'foo @{ a = b; c = 1 + | }', '$x = @{ | }', 'foo @{ a = { | } }']) assert.equal(owner(text), undefined, text);
  });

  it('knows members of what a command gave, and values of preferences', () => {
    const { place, word } = at('$c = Get-AutomationConnection -Name X\n$c.Us|er');
    assert.deepEqual(place?.kind === 'member' && [place.owner.kind, place.isStatic, word], ['VariableExpressionAst', false, 'User']);
    assert.equal(kind("$ErrorActionPreference = 'St|op'"), 'preference "\'Stop\'"');
  });

  it('answers for every place of a broken text', () => {
    const text = 'workflow A { param([Parameter(Mandatory)][string]$x) <# .SYNOPSIS #> $y = @{ a = 1; b = [int]2 }; Foo @y; $y.a; Select-Object @{ Name = "b';
    for (let length = 0; length <= text.length; length += 3) {
      const result = parse(text.slice(0, length));
      for (let offset = 0; offset <= length; offset++) {
        const place = specialPlace(result, offset);
        assert.ok(place === undefined || (place.start <= offset && offset <= place.end), `${length} ${offset}`);
      }
    }
  });
});

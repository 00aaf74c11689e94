import assert from 'node:assert/strict';
import { definitionErrors, parse, validate } from '../../../../src/powershell/index.ts';

const found = (text: string): string => validate(parse(text)).map(({ errorId, start, end }) => `${errorId}@${start}-${end}`).join(' ');

describe('What keeps classes and enumerations from being made', () => {
  const cases: readonly (readonly [script: string, errors: string])[] = [
    ['class foo { $x; $X; }', 'MemberAlreadyDefined@16-19'],
    ['class C { f(){} F(){} }', 'MemberAlreadyDefined@16-17'],
    ['class C { f([int]$a){} f([System.Int32]$b){} }', 'MemberAlreadyDefined@23-24'],
    ['class C { f(){} f($a){} f([int]$a){} static C(){} C(){} C($a){} }', ''],
    ['class C { static C([int]$x, $y) {} }', 'StaticConstructorCantHaveParameters@19-30'],
    ['class A {}; class B : A[] {}', 'SubtypeArray@22-25'],
    ['class baz : string {}', 'SealedBaseClass@12-18'],
    ['enum E { a }; class B : E {}', 'SealedBaseClass@24-25'],
    ['class A {}; class B {}; class C : A, B {}', 'InterfaceNameExpected@37-38'],
    ['class A : B {}; class B {}', 'TypeNotFound@10-11'],
    ['class A : A {}', 'TypeNotFound@10-11'],
    ['class A { A([int]$a) {} }; class B : A {}', 'BaseClassNoDefaultCtor@27-41'],
    ['class A { A([int]$a) {} }; class B : A { B() : base(1) {} }', ''],
    ['class A : System.Exception, System.IDisposable { [void] Dispose() {} }', ''],
    ['enum foo { x; X }', 'MemberAlreadyDefined@14-15'],
    ['enum foo { e = [int]::MaxValue; e2 }', 'EnumeratorValueOutOfBounds@32-34'],
    ['enum foo { e = [int]::MaxValue + 1 }', 'EnumeratorValueOutOfBounds@15-34'],
    ['enum foo : byte { e = -1 }', 'EnumeratorValueOutOfBounds@22-24'],
    ['enum foo : byte { e = 255 }', ''],
    ['enum foo { e = $foo }', 'EnumeratorValueMustBeConstant@15-19'],
    ['enum foo { e = "hello" }', 'CannotConvertValue@15-22'],
    ['enum foo { e = "5"; f = (1 + 2) * 3; g = 1 -shl 2; h = [foo2]::x } enum foo2 { x }', ''],
    ['enum E : float { a }', 'InvalidUnderlyingType@9-14'],
    ['enum E : object { a }', 'InvalidUnderlyingType@9-15'],
    ['enum a { x = [b]::x } enum b { x = [a]::x }', 'CycleInEnumInitializers@0-21 CycleInEnumInitializers@22-43'],
    ['[System.Management.Automation.Cmdlet("Get", "Thing", NounName="foo")]class C{}', 'ReadOnlyProperty@53-67'],
    ['function f { class baz : string {} }', ''], // found when the function runs
  ];
  for (const [script, errors] of cases) it(script, () => assert.equal(found(script), errors));

  it('comes behind errors of syntax and before those of workflows', () => {
    assert.equal(found('class A : string { '), 'MissingEndCurlyBrace@18-18');
    assert.equal(found('workflow w { break } class A : string { }'), 'SealedBaseClass@31-37');
    assert.deepEqual(definitionErrors(parse('workflow w { break }').ast), []);
  });
});

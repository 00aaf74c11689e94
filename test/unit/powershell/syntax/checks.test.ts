import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { scriptBlock } from '../../../../src/powershell/syntax/blocks/scriptBlock.ts';
import { Parser } from '../../../../src/powershell/syntax/parser.ts';

const errorsOf = (text: string): string => parse(text).errors.map(({ errorId, start, end }) => `${errorId}@${start}-${end}`).join(' ');

/** By topic: a script and what is wrong with it, in the official order. */
const cases: Readonly<Record<string, readonly (readonly [script: string, errors: string])[]>> = {
  'assignment targets': [
    ['$a.b() = 1', ''], // may be a property with parameters
    ['${a}?.b = 1', 'InvalidLeftHandSide@0-7'],
    ['1 = 2', 'InvalidLeftHandSide@0-1'],
    ['$a, 1 = 2', 'InvalidLeftHandSide@4-5'],
    ['$a, $b += 2', 'InvalidLeftHandSide@0-6'],
    ['[void]$x = 1', 'VoidTypeConstraintNotAllowed@0-6'],
    ['[int][ref]$x = 1', 'ReferenceNeedsToBeByItselfInTypeConstraint@5-10'],
    ['[int]$_ = 1', 'AssignmentStatementToAutomaticNotSupported@0-7'],
    ['[object]$_ = 1; [string]$PSScriptRoot = 1; [int]$script:input = 1', ''],
    ['[ValidateNotNull()]$args = 1', 'AssignmentStatementToAutomaticNotSupported@0-24'],
    ['$using:x = 1', 'InvalidLeftHandSide@0-8'],
    ['1++', 'OperatorRequiresVariableOrProperty@0-1'],
  ],
  casts: [
    ['[ref]$x', ''],
    ['[int] [ref] $x', 'ReferenceNeedsToBeLastTypeInTypeConversion@6-11'],
    ['[ref][ref]$x', 'ReferenceNeedsToBeByItselfInTypeSequence@5-10'],
    ['[ordered]1', 'OrderedAttributeOnlyOnHashLiteralNode@0-10'],
    [`[int${'[]'.repeat(201)}]`, 'ScriptTooComplicated@0-407'],
    ['[Alias("a")]1', 'UnexpectedAttribute@0-12'],
  ],
  'parameters and attributes': [
    ['param($a, $A)', 'DuplicateFormalParameter@10-12'],
    ['function f([void]$a) {}', 'VoidTypeConstraintNotAllowed@11-17'],
    ['function f([ordered]$a) {}', 'OrderedAttributeOnlyOnHashLiteralNode@11-20'],
    ['function f([int]$a, [ordered]$b) {}', 'OrderedAttributeOnlyOnHashLiteralNode@20-29'],
    ['function f() { param($a) }', ''],
    ['function f($b) { param($a) }', 'OnlyOneParameterListAllowed@17-26'],
    ['param([ValidateRange([int]::MinValue, 1kb)]$a, [ValidateScript({ $_ })]$b, [ValidateSet("a", "b", IgnoreCase = $false)]$c)', ''],
    ['param([ValidateSet($x)]$a)', 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock@19-21'],
    ['param([ValidateSet([string]"a")]$a)', 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock@19-30'],
    ['param([ValidateRange(1 / $null, 2)]$a)', 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock@21-30'],
    ['[CmdletBinding(DefaultParameterSetName = $x)] param()', 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock@41-43'],
    ['& { [OutputType($y)] param() 1 }', 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock@16-18'],
    ['param([Parameter(Position = 0, position = 1)]$a)', 'DuplicateNamedArgument@31-43'],
  ],
  'flow of control': [
    ['try { } catch [Exception] { } catch [ArgumentException] { }', 'ExceptionTypeAlreadyCaught@36-55'],
    ['try { } catch [ArgumentException] { } catch [Exception] { } catch { }', ''],
    ['try { } catch [int] { } catch [System.Int32] { }', 'ExceptionTypeAlreadyCaught@30-44'],
    ['try { } catch [string], [int[]] { } catch [System.String], [int32[]], [int] { }', 'ExceptionTypeAlreadyCaught@42-57 ExceptionTypeAlreadyCaught@59-68'],
    ['try { } catch [object] { } catch [int] { } catch [IO.IOException] { } catch [Own.Type] { }', 'ExceptionTypeAlreadyCaught@33-38 ExceptionTypeAlreadyCaught@49-65'],
    ['try { } catch [hashtable] { } catch [Collections.Hashtable] { } catch [System.Collections.Hashtable] { }', 'ExceptionTypeAlreadyCaught@36-59 ExceptionTypeAlreadyCaught@70-100'],
    ['try { } catch [int] { } catch [long] { } catch [Own.Type] { } catch [Own.Type] { } catch [Exception] { }', ''],
    ['try { } catch { } catch [Exception] { }', 'EmptyCatchNotLast@17-17'],
    ['try { } catch [ArgumentException] { } catch [Exception] { } catch [ArgumentNullException] { } catch [IO.IOException] { }', 'ExceptionTypeAlreadyCaught@66-89 ExceptionTypeAlreadyCaught@100-116'],
    ['try { } finally { return }', 'ControlLeavingFinally@18-24'],
    ['try { } finally { while (1) { break } switch (1) { 1 { continue } } }', ''],
    ['while (1) { try { } finally { break } }', 'ControlLeavingFinally@30-35'],
    ['try { } finally { & { return } }', ''],
  ],
  'data sections': [
    ['data x -SupportedCommand ConvertTo-Xml { ConvertTo-Xml 1; @{ a = "x", 2; b = $true; c = [int]"1"; d = [DayOfWeek]1 } }', ''],
    ['data { $x }', 'VariableReferenceNotSupportedInDataSection@7-9'],
    ['data { dir }', 'CmdletNotInAllowedListForDataSection@7-10'],
    ['data { . dir }', 'DotSourcingNotSupportedInDataSection@7-12'],
    ['data { & "$true" }', 'OperatorNotSupportedInDataSection@7-16'],
    ['data -SupportedCommand $x { dir }', ''],
    ['data { $null.x; $null.x(); $null[0] }', 'PropertyReferenceNotSupportedInDataSection@7-14 MethodCallNotSupportedInDataSection@16-25 ArrayReferenceNotSupportedInDataSection@27-35'],
    ['data { 1..2; 1 -eq 1; 1 -join 2 }', 'OperatorNotSupportedInDataSection@8-10 OperatorNotSupportedInDataSection@24-29'],
    ['data { [hashtable]$null; [int[]]1 }', 'TypeNotAllowedInDataSection@7-18'],
    ['data { { 1 } }', 'ScriptBlockNotSupportedInDataSection@7-12'],
    ['data { if (1) { 2 } while (1) { 2 } do { 2 } until (1) }', 'ForWhileStatementNotSupportedInDataSection@20-35 DoWhileStatementNotSupportedInDataSection@36-54'],
    ['data { 1 > a }', 'RedirectionNotSupportedInDataSection@9-12'],
    ['data { throw 1; exit }', 'FlowControlStatementNotSupportedInDataSection@7-14 FlowControlStatementNotSupportedInDataSection@16-20'],
    ['data { function f { } }', 'FunctionDeclarationNotSupportedInDataSection@7-21 ScriptBlockNotSupportedInDataSection@18-21'],
    ['data { data { 1 } }', 'DataSectionStatementNotSupportedInDataSection@7-17'],
  ],
  classes: [
    ['class A { [int] F() { while ($true) { return 1 } } }', 'MethodHasCodePathNotReturn@16-17'],
    ['class A { [int] F() { if ($true) { return 1 } else { throw "x" } } }', ''],
    ['class A { [int] F() { try { return 1 } catch { throw } } }', ''],
    ['class A { [int] F() { switch (1) { 1 { return 1 } default { return 2 } } } }', 'MethodHasCodePathNotReturn@16-17'],
    ['class A { [void] F() { return 1 } [int] G() { return } }', 'VoidMethodHasReturn@23-31 NonVoidMethodMissingReturnValue@46-52'],
    ['class A { static [int] F() { return $this.x } }', 'NonStaticMemberAccessInStaticMember@36-41'],
    ['class A { [int] F() { return $y } }', 'VariableNotLocal@29-31'],
    ['class A { [int] F() { foreach ($i in 1) { $z = $i }; return $z } }', 'VariableNotLocal@60-62'],
    ['class A { [int] F() { if ($true) { $z = 1 } else { $z = 2 }; return $z } }', ''],
    ['class A { [object] F() { return $host } [object] G() { return $global:x, $script:y, $env:z, $PSItem, $Matches, $null } }', 'VariableNotLocal@32-37'],
    ['class A { [object] F($p) { return & { $p; $other } } }', ''],
    ['class A { A() : base($q) { } }', 'VariableNotLocal@21-23'],
    ['class A { $x; [void] F($x) { $x = 1; ($x, $b) = 1, 2; $y = $b } }', 'MissingThis@29-31 MissingThis@38-40'],
    ['class A { static $x; F() { $x = 1 } }', 'MissingTypeInStaticPropertyAssignment@27-29'],
    ['class A { [NoSuch] $x; [System.NoSuch[]] $y; [Some.Other.Type] $z; [B] $b } class B { [A] $a }', 'TypeNotFound@11-17 TypeNotFound@24-37'],
    ['using namespace Some.Where\nclass A { [NoSuch] $x }', ''],
    ['class A : NoSuch { }', 'TypeNotFound@10-16'],
    ['class A { [Foo()] $x; [ValidateSet("a")] $y; [Obsolete()] $z }', 'CustomAttributeTypeNotFound@11-14'],
    ['class A { [ValidateNotNull()] [void] F() { } }', 'AttributeNotAllowedOnDeclaration@10-29'],
    ['class A { [Parameter(NoSuch = 1)] $x }', 'PropertyNotFoundForAttribute@21-31'],
    ['class A { [ValidateScript({ 1 })] $x }', 'ParameterAttributeArgumentNeedsToBeConstant@26-31'],
    ['class A { [void] F([int][string]$x) { } [void] $v }', 'MultipleTypeConstraintsOnMethodParam@24-32 TypeNotAllowedForProperty@40-46'],
    ['function f { class B { }; class b { } }', 'MemberAlreadyDefined@26-37'],
    ['class A { F() { :a foreach ($i in 1) { break a }; & { break b } } }', 'LabelNotFound@54-61'],
    ['[DscResource()] class A { [DscProperty(Key)] [string] $k; [A] Get() { return $this } [void] Set() { } [bool] Test() { return 1 } }', ''],
    ['[DscResource()] class A { [DscProperty(Key)] [hashtable] $k; [A] Get() { return $this } [void] Set() { } }', 'DscResourceInvalidKeyProperty@26-60 DscResourceMissingTestMethod@0-15'],
  ],
  '#requires': [
    ['#requires -Modules @{ ModuleName = "b" }', 'RequiresModuleInvalid@19-40'],
    ['#requires -Modules a, @{ ModuleName = "b"; ModuleVersion = "1.0" }', ''],
    ['#requires -Modules @{ModuleName="a";GUID="x";ModuleVersion="1.0"}', 'RequiresModuleInvalid@19-65'], ['#requires -Modules @{ModuleName="";ModuleVersion="1.0"}', 'RequiresModuleInvalid@19-55'], ['#requires -Modules @{ModuleName="a";MaximumVersion=".."}', 'RequiresModuleInvalid@19-56'],
    ['#requires -Modules @{ModuleName="a";GUID="6d2ca0b9-5d7a-4e0c-9fb9-2a2d5d1c8b11";MaximumVersion="1.*"}', ''], ['#requires -Modules @{ModuleName="a";GUID=5;ModuleVersion="1.0"}', 'RequiresModuleInvalid@19-63'], ['#requires -Modules @{ModuleName="a";ModuleVersion="1.99999999999"}', 'RequiresModuleInvalid@19-66'],
    ['#requires -Version 3\n#requires -Version 3.0', ''],
    ['#requires -Version 3\n#requires -Version 4', 'ParameterAlreadyBound@31-39'],
    ['#requires -PSSnapin "a b"', 'InvalidPSSnapInName@20-25'],
    ['#requires -ShellId 1', 'RequiresInvalidStringArgument@19-20'],
  ],
  'using module': [
    ["using module @{ ModuleName = 'a'; ModuleVersion = '1.0' }", ''], ["using module @{ModuleName='a';GUID='x';ModuleVersion='1.0'}", 'RequiresModuleInvalid@0-59'],
    ["using module @{ Name = 'a' }", 'RequiresModuleInvalid@0-28'],
    ["using module @{ ModuleName = 'a'; ModuleVersion = 1.0 }", 'RequiresModuleInvalid@0-55'],
    ["using module @{ ModuleName = 'a*'; RequiredVersion = '1.0' }", 'WildCardModuleNameError@0-60'],
    ['using module @{ ModuleName = $x; ModuleVersion = "1.0" }', 'RequiresArgumentMustBeConstant@0-56'],
    ['using module a*', 'WildCardModuleNameError@0-15'],
  ],
  'configurations of DSC are commands': [
    ['[DscLocalConfigurationManager()]\nConfiguration X { Node a { Settings { RefreshMode = "Push" } } }', ''],
    ['configuration X { Import-DscResource -ModuleName a; File b { Ensure = "Present" } }', ''],
  ],
};

describe('What the grammar allows and the language does not', () => {
  for (const [topic, list] of Object.entries(cases)) {
    describe(topic, () => {
      for (const [script, expected] of list) it(script.slice(0, 100), () => assert.equal(errorsOf(script), expected));
    });
  }

  it('passes over code that cannot be wrong and still finds the one thing that is', () => {
    const filler = 'function f { param($a) if ($a) { Get-Item -Path $a | Where-Object { $_.Name -eq "x" } } }\n'.repeat(2000);
    assert.equal(errorsOf(`${filler}@(@{ a = 1; a = 2 })\n${filler}`), `DuplicateKeyInHashLiteral@${filler.length + 12}-${filler.length + 13}`);
  });
});

describe('beside a statement that cannot be read', () => {
  it('the others are checked as without it', () => {
    let count = 0;
    for (const [script] of Object.values(cases).flat()) {
      const alone = parse(script);
      if (alone.isWhole !== true) continue;
      const broken = errorsOf(`${script}\nif (1) { $open = (1 + }\nfunction Other { $next = 2 }`);
      // In the order of the tree, behind those of the grammar.
      assert.ok(broken.endsWith(errorsOf(script)), `${script}: ${broken}`);
      count++;
    }
    assert.ok(count > 100);
  });

  it('the others are known to be sound', () => {
    const filler = 'function f { param($a) if ($a) { Get-Item -Path $a } }\n'.repeat(200);
    const parser = new Parser(`${filler}$open = (1 +\n)]\n${filler}`, { saveTokens: false, resolver: undefined });
    scriptBlock(parser, undefined, false);
    assert.deepEqual([...parser.broken].map(({ start }) => start), [filler.length]);
  });
});

describe('many of a kind', () => {
  it('are checked in one pass', () => {
    assert.equal(parse(`try { } ${'catch { } '.repeat(100_000)}`).errors.length, 99_999);
    assert.equal(parse(`try { } ${'catch [Exception] { } '.repeat(50_000)}`).errors.length, 49_999);
    assert.deepEqual(parse(`param([Parameter(${Array.from({ length: 20_000 }, (_, at) => `A${at} = 1`).join(', ')})] $x)`).errors, []);
  });
});

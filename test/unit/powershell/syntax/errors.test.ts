import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { errorsOf, shape } from './shape.ts';

describe('Errors of the PowerShell parser', () => {
  const rows: readonly (readonly [string, ...string[]])[] = [
    ['if ($a', 'MissingEndParenthesisAfterStatement@7-7', ], ['if', 'MissingOpenParenthesisInIfStatement@2-2'], ['if ()', 'IfStatementMissingCondition@4-4', 'MissingStatementBlock@4-5'],
    ['while ($x) 1', 'MissingLoopStatement@10-10'], ['do { }', 'MissingWhileOrUntilInDoWhile@6-6'], ['foreach ($x of 1) { }', 'MissingInInForeach@11-11', 'UnexpectedToken@16-17', ],
    ['try { }', 'MissingCatchOrFinally@7-7'], ['try { } catch', 'MissingCatchHandlerBlock@13-13'], ['function', 'MissingNameAfterKeyword@8-8'], ['function f', 'MissingFunctionBody@10-10'],
    ['{', 'MissingEndCurlyBrace@0-1'], ['}', 'UnexpectedToken@0-1'], ['(', 'ExpectedExpression@1-1', 'MissingEndParenthesisInExpression@1-1'], ["'abc", 'TerminatorExpectedAtEndOfString@0-4'],
    ['$a =', 'ExpectedValueExpression@4-4'], ['1 +', 'ExpectedValueExpression@3-3'], ['a |', 'EmptyPipeElement@3-3'], ['a &&', 'EmptyPipelineChainElement@4-4'], ['$a.', 'MissingPropertyName@3-3'], ['$a[1', 'MissingEndSquareBracket@4-4'],
    ['[int', 'EndSquareBracketExpectedAtEndOfAttribute@4-4'], ['@{ a', 'MissingEqualsInHashLiteral@4-4', 'MissingEndCurlyBrace@2-2'], ['a >', 'MissingFileSpecification@3-3'], ['a < b', 'RedirectionNotSupported@2-3'],
    ['var x', 'ReservedKeywordNotAllowed@0-3'], ['@', 'UnrecognizedToken@0-1'], ['<# x', 'MissingTerminatorMultiLineComment@0-4'], ['"$(1"', 'IncompleteDollarSubexpressionReference@1-5'], ['${a', 'IncompleteDollarVariableReference@1-3'],
    ['1 = 2', 'InvalidLeftHandSide@0-1'], ['1++', 'OperatorRequiresVariableOrProperty@0-1'], ['$x = @y', 'SplattingNotPermitted@5-7'], ['@{ a = 1; A = 2 }', 'DuplicateKeyInHashLiteral@10-11'],
    ['function f($a, $A) { }', 'DuplicateFormalParameter@15-17'], ['function f($a) { param($b) }', 'OnlyOneParameterListAllowed@17-26'], ['parallel { }', 'UnexpectedKeyword@0-8'],
    ['workflow w { function f { foreach -parallel ($x in 1) { } } }', 'ParallelNotSupported@26-57'], ['workflow w { InlineScript { function f { foreach -parallel -throttlelimit 2 ($x in 1) { } } } }', 'ParallelNotSupported@41-89'],
    ['foreach -parallel ($i in 1) { }', 'KeywordParameterReservedForFutureUse@0-31'], ['workflow w { foreach -throttlelimit 2 ($i in 1) { } }', 'ThrottleLimitRequiresParallelFlag@13-51'],
    ['try { } finally { return }', 'ControlLeavingFinally@18-24'], ['try { } catch { } catch [Exception] { }', 'EmptyCatchNotLast@17-17'], ['class A { $x; F() { $x = 1 } }', 'MissingThis@20-22'],
    ['class A { [int] F() { } }', 'MethodHasCodePathNotReturn@16-17'], ['1 | 2', 'ExpressionsMustBeFirstInPipeline@4-5'], ['$x -Output', 'UnexpectedToken@3-10'], ['[ordered]1', 'OrderedAttributeOnlyOnHashLiteralNode@0-10'],
    ['using type A = B', 'UsingStatementNotSupported@0-16'], ['a; using namespace b', 'UsingMustBeAtStartOfScript@3-20'], ['#requires -version x', 'RequiresVersionInvalid@19-20'], ['99999999999999999999u', 'BadNumericConstant@0-21'],
    ['"`u{110000}"', 'InvalidUnicodeEscapeSequenceValue@4-10'],
    // Behind `!` only a decimal number is one.
    ['!!0x1', 'MissingExpressionAfterOperator@1-1'], ['1 -eq !0b1', 'ExpectedValueExpression@5-5'], ['[int]!0x1', 'UnexpectedToken@5-9'],
    ['-.', 'BadNumericConstant@0-2'], ['+.', 'BadNumericConstant@0-2'], ['\u2013.', 'BadNumericConstant@0-2'], ['-.|', 'BadNumericConstant@0-2'], ['-0b', 'BadNumericConstant@0-3'],
    // What is wrong with a word is told before that it is one too many.
    ["try { } catch { $_@'\n.F }", 'TerminatorExpectedAtEndOfString@19-25'], ['try { } finally { $r$(.Dispose() }', 'IncompleteDollarSubexpressionReference@20-34'],
    ["if (1) { $a'b = 1 }", 'TerminatorExpectedAtEndOfString@11-19'],
    ["class C { [ValidateSet('a')] M($a, $a) { } }", 'AttributeNotAllowedOnDeclaration@10-28'], ['class C { [Parameter()] M([int][string] $a) { } }', 'AttributeNotAllowedOnDeclaration@10-23'],
    ['class C { M([int][string] $a) { } }', 'MultipleTypeConstraintsOnMethodParam@17-25'],
    ['param([Parameter(Mandatory=1,Mandatory=2)] $a)', 'DuplicateNamedArgument@29-40'], ['param([Parameter(-1)] @z)', 'SplattingNotPermitted@22-24'],
    ['#requires -Modules ""', 'RequiresModuleInvalid@19-21'], ['[Obsolete(x=1)] class A { }', 'PropertyNotFoundForAttribute@10-13'], ['[Obsolete(IsError=1)] class A { }', 'ReadOnlyProperty@10-19'],
    ['class A { m([Obsolete()] $p) { } }', 'AttributeNotAllowedOnDeclaration@12-24'], ['class A { [AllowNull(x=1)] $x }', 'PropertyNotFoundForAttribute@21-24'], ['[Cmdlet()] class A { }', 'CustomAttributeTypeNotFound@1-7'],
    ['class A { [Nope][x()] $a }', 'TypeNotFound@11-15'], ['class A { [x()][Nope] $a }', 'TypeNotFound@16-20'],
    ['enum E : string { a }', 'InvalidUnderlyingType@9-15'], ['enum E : nope { a }', 'InvalidUnderlyingType@9-13'],
  ];
  for (const [text, first] of rows) it(text, () => assert.equal(errorsOf(text)[0], first));

  it('has a message for people and says whether more text could mend it', () => {
    const [error] = parse('if ($a').errors;
    assert.deepEqual(error, { errorId: 'MissingEndParenthesisAfterStatement', message: "Missing closing ')' after expression in 'if' statement.", start: 7, end: 7, incompleteInput: true });
    assert.equal(parse('} x').errors[0]?.incompleteInput, false);
  });

  it('finds nothing wrong with what only looks so', () => {
    for (const text of ['!0x1', '!0x1 foo', '(!0xFF)', '!1.5', 'using namespace A`\n', '[System.Collections.ObjectModel.Collection``1[int]]', 'enum E : float { a }', 'using namespace System\n']) assert.deepEqual(errorsOf(text), [], text);
    assert.equal(shape('!0x1'), 'Command(StringConstant "!0x1")');
    assert.equal(shape('[Collection``1[int]]'), 'Type Collection`1[int]');
    assert.equal(shape('!1.5'), 'Unary Exclaim(Constant Double 1.5)');
  });

  it('takes a word that a mistake left over for a part of it', () => {
    for (const text of ['[int]else', 'if (1) { $a } [string]else { 2 }', 'try { } catch { } [int]catch { 2 }', '[int]until']) assert.deepEqual(errorsOf(text).map((error) => error.split('@')[0]), ['TypeNotAllowedBeforeStatement'], text);
    assert.equal(shape('if (1) { 3 } [string]else { 2 }'), 'If(Constant Int32 1, StatementBlock(Constant Int32 3)); ScriptBlock(ScriptBlock(NamedBlock(Constant Int32 2)))');
    assert.equal(shape('} else [int]else $x = 1'), 'Assignment Equals(Variable $x, Constant Int32 1)');
  });

  it('leaves the quote that ends a text out of the name of a variable that was not closed, and keeps what a broken number or attribute is made of', () => {
    assert.equal(shape('"x${name and more"'), 'ExpandableString "x${name and more\\""(Variable $name and more)');
    assert.equal(shape('(0xFFFFFFFFFFFFFFFFF)'), 'Paren(Constant Object )');
    assert.match(shape('{ param([Parameter(Mandatory,Mandatory)] $a) }'), /Mandatory.*Mandatory/);
  });

  it('says what the official parser says', () => {
    const first = (text: string): string => parse(text).errors[0]?.message ?? '';
    assert.match(first('#requires -Foo bar'), /^Cannot process the #requires statement because it is not in the correct format\.\nThe #requires statement must be in one of the following formats:\n "#requires -shellid <shellID>"\n/);
    const converted = 'The argument for the Module parameter is not valid. Cannot convert value "System.Collections.Hashtable" to type "Microsoft.PowerShell.Commands.ModuleSpecification". Error: ';
    assert.equal(first('#requires -Modules @{ModuleName="a";Foo=1}'), `${converted}"The hashtable describing a module contains one or more members that are not valid. The valid members are (ModuleName, ModuleVersion, RequiredVersion, GUID). Remove the members that are not valid ('Foo'), then try again."`);
    assert.equal(first('#requires -Modules @{ModuleName="a";ModuleVersion="1.x"}'), `${converted}"Cannot convert value "1.x" to type "System.Version". Error: "The input string 'x' was not in a correct format.""`);
    assert.equal(first('using module @{ModuleName="a";ModuleVersion="1.0";RequiredVersion="1.0"}'), 'The argument for the Module parameter is not valid. The parameters ModuleVersion and RequiredVersion cannot be used together. Please specify only one parameter.');
    assert.equal(first("#requires -Modules ''"), 'The argument for the Module parameter is not valid. Cannot convert value "" to type "Microsoft.PowerShell.Commands.ModuleSpecification". Error: "The value cannot be an empty string. (Parameter \'moduleName\')"');
    assert.equal(first('a *> b *> c'), 'The * stream for this command is already redirected.');
    assert.match(first('using module @{ ModuleName = "A"; ModuleVersion = "\u00a01.0" }'), /Cannot convert value "\u00a01\.0" to type "System\.Version"/);
    assert.equal(first('#requires -Modules @{ ModuleName = "A"; ModuleVersion = " 1.0" }'), '');
    assert.equal(first('[Flags()] class A { }'), "Attribute 'System.FlagsAttribute' is not valid on this declaration. It is valid on 'Enum' declarations only.");
    assert.equal(first('class A { [Alias(AliasNames=1)] $x }'), '"AliasNames" is a ReadOnly property.');
  });

  it('keeps the sound statements around a broken one', () => {
    assert.equal(shape('a\nif (\n$b = 1'), 'Command(StringConstant "a"); Error(Assignment Equals(Variable $b, Constant Int32 1))');
    assert.equal(shape('foreach ($x\n$y = 2'), 'Error(Variable $x); Assignment Equals(Variable $y, Constant Int32 2)');
    assert.equal(shape('$a = 1\n}\n$b = 2'), 'Assignment Equals(Variable $a, Constant Int32 1); Assignment Equals(Variable $b, Constant Int32 2)');
  });
});

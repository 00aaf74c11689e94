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
  ];
  for (const [text, first] of rows) it(text, () => assert.equal(errorsOf(text)[0], first));

  it('has a message for people and says whether more text could mend it', () => {
    const [error] = parse('if ($a').errors;
    assert.deepEqual(error, { errorId: 'MissingEndParenthesisAfterStatement', message: "Missing closing ')' after expression in 'if' statement.", start: 7, end: 7, incompleteInput: true });
    assert.equal(parse('} x').errors[0]?.incompleteInput, false);
  });

  it('keeps the sound statements around a broken one', () => {
    assert.equal(shape('a\nif (\n$b = 1'), 'Command(StringConstant "a"); Error(Assignment Equals(Variable $b, Constant Int32 1))');
    assert.equal(shape('foreach ($x\n$y = 2'), 'Error(Variable $x); Assignment Equals(Variable $y, Constant Int32 2)');
    assert.equal(shape('$a = 1\n}\n$b = 2'), 'Assignment Equals(Variable $a, Constant Int32 1); Assignment Equals(Variable $b, Constant Int32 2)');
  });
});

import assert from 'node:assert/strict';
import { errorsOf, shape } from './shape.ts';

/** Script and shape of its tree, by construct. Checked against PowerShell's own parser. */
const tables: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'commands and arguments': [
    ["Get-Item -Path C:\\x, 'y' -Force:$true @args", 'Command(StringConstant "Get-Item", CommandParameter Path, ArrayLiteral(StringConstant "C:\\\\x", StringConstant "y"), CommandParameter Force(Variable $true), Variable @args)'],
    ['a --% x | y $z\nb', 'Pipeline(Command(StringConstant "a", StringConstant "--%", StringConstant "x "), Command(StringConstant "y", Variable $z)); Command(StringConstant "b")'],
    ['& $cmd 1 2>&1 >> out.txt', 'Command Ampersand(Variable $cmd, Constant Int32 1, FileRedirection Output>>(StringConstant "out.txt"), MergingRedirection Error>&Output)'],
    ['. ./lib.ps1', 'Command Dot(StringConstant "./lib.ps1")'],
    ['a-b/c.d 5>&1 *> x', 'Command(StringConstant "a-b/c.d", FileRedirection All>(StringConstant "x"), MergingRedirection Debug>&Output)'],
    ['echo -1 77z a$b "c"d', 'Command(StringConstant "echo", StringConstant "-1", StringConstant "77z", ExpandableString "a$b"(Variable $b), StringConstant "c", StringConstant "d")'],
    ['a && b || c', 'PipelineChain OrOr(PipelineChain AndAnd(Command(StringConstant "a"), Command(StringConstant "b")), Command(StringConstant "c"))'],
    ['a |\n b\n  | c', 'Pipeline(Command(StringConstant "a"), Command(StringConstant "b"), Command(StringConstant "c"))'],
  ],
  operators: [
    ['1 + 2 * 3 -eq 7 -and $true', 'Binary And(Binary Ieq(Binary Plus(Constant Int32 1, Binary Multiply(Constant Int32 2, Constant Int32 3)), Constant Int32 7), Variable $true)'],
    ["$a, $b = 1..3 -join ','", 'Assignment Equals(ArrayLiteral(Variable $a, Variable $b), Binary Join(Binary DotDot(Constant Int32 1, Constant Int32 3), StringConstant ","))'],
    ["'a' * 3, 'b'", 'Binary Multiply(StringConstant "a", ArrayLiteral(Constant Int32 3, StringConstant "b"))'],
    ['-not $x -or !$y', 'Binary Or(Unary Not(Variable $x), Unary Exclaim(Variable $y))'],
    ['$x ? 1 : $y ?? 2', 'Ternary(Variable $x, Constant Int32 1, Binary QuestionQuestion(Variable $y, Constant Int32 2))'],
    ['$x ??= 1; $x += 2', 'Assignment QuestionQuestionEquals(Variable $x, Constant Int32 1); Assignment PlusEquals(Variable $x, Constant Int32 2)'],
    [",1; -$x; $i++; --$i; -split 'a b'", 'ArrayLiteral(Constant Int32 1); Unary Minus(Variable $x); Unary PostfixPlusPlus(Variable $i); Unary MinusMinus(Variable $i); Unary Isplit(StringConstant "a b")'],
    ['$x = $y = 3', 'Assignment Equals(Variable $x, Assignment Equals(Variable $y, Constant Int32 3))'],
    ["'x' -ceq 'X' -f 1", 'Binary Ceq(StringConstant "x", Binary Format(StringConstant "X", Constant Int32 1))'],
  ],
  'members and types': [
    ['$a.b.c(1, 2)[3]::d', 'Member ::(Index(InvokeMember(Member(Variable $a, StringConstant "b"), StringConstant "c", Constant Int32 1, Constant Int32 2), Constant Int32 3), StringConstant "d")'],
    ['${x}?.Name?[0]', 'Index(Member ?(Variable $x, StringConstant "Name"), Constant Int32 0)'],
    ['$x.Method[int](1)', 'InvokeMember(Variable $x, StringConstant "Method", Constant Int32 1)'],
    ['[int[]]$x = @(1)', 'Assignment Equals(Convert(TypeConstraint int[], Variable $x), Array(StatementBlock(Constant Int32 1)))'],
    ['[System.Collections.Generic.Dictionary[string, int]]::new()', 'InvokeMember ::(Type System.Collections.Generic.Dictionary[string,int], StringConstant "new")'],
    ["[ValidateSet('a')][string]$v", 'Attributed(Attribute ValidateSet(StringConstant "a"), Convert(TypeConstraint string, Variable $v))'],
    ['$using:a.B[0]', 'Using(Index(Member(Variable $a, StringConstant "B"), Constant Int32 0))'],
    ['[int[,]]; [a.b+c, d]', 'Type int[,]; Type a.b+c,d'],
  ],
  statements: [
    ['if ($a) { 1 } elseif ($b) { 2 } else { 3 }', 'If(Variable $a, StatementBlock(Constant Int32 1), Variable $b, StatementBlock(Constant Int32 2), StatementBlock(Constant Int32 3))'],
    [':outer foreach ($i in 1..3) { continue outer }', 'ForEach(Variable $i, Binary DotDot(Constant Int32 1, Constant Int32 3), StatementBlock(Continue(StringConstant "outer")))'],
    ['for ($i = 0; $i -lt 3; $i++) { }', 'For(Assignment Equals(Variable $i, Constant Int32 0), Binary Ilt(Variable $i, Constant Int32 3), Unary PostfixPlusPlus(Variable $i), StatementBlock)'],
    ['do { 1 } until ($x); while ($true) { break }', 'DoUntil(StatementBlock(Constant Int32 1), Variable $x); While(Variable $true, StatementBlock(Break))'],
    ["switch -Regex -CaseSensitive ($x) { '^a' { 1 } default { 2 } }", 'Switch Regex CaseSensitive(Variable $x, StringConstant "^a", StatementBlock(Constant Int32 1), StatementBlock(Constant Int32 2))'],
    ['try { a } catch [IO.IOException], [Exception] { b } finally { c }', 'Try(StatementBlock(Command(StringConstant "a")), CatchClause(TypeConstraint IO.IOException, TypeConstraint Exception, StatementBlock(Command(StringConstant "b"))), StatementBlock(Command(StringConstant "c")))'],
    ["@{ a = 1; 'b c' = { 2 }; $k = if ($x) { 3 } }", 'Hashtable(StringConstant "a", Constant Int32 1, StringConstant "b c", ScriptBlock(ScriptBlock(NamedBlock(Constant Int32 2))), Variable $k, If(Variable $x, StatementBlock(Constant Int32 3)))'],
    ["data D -SupportedCommand X { 'a' }", 'Data(StringConstant "X", StatementBlock(StringConstant "a"))'],
    ["throw 'x'; return 1; exit 2", 'Throw(StringConstant "x"); Return(Constant Int32 1); Exit(Constant Int32 2)'],
  ],
  strings: [
    ['"a $b $($c + "d $e") ${f g} `n{0}"', 'ExpandableString "a $b $($c + \\"d $e\\") ${f g} \\n{0}"(Variable $b, Sub(StatementBlock(Binary Plus(Variable $c, ExpandableString "d $e"(Variable $e)))), Variable $f g)'],
    ['@"\nx $y\n"@', 'ExpandableString "x $y"(Variable $y)'],
    ["@'\r\na\r\nb\r\n'@", 'StringConstant "a\\r\\nb"'],
    ["'it''s'; \"say \"\"x\"\"\"", 'StringConstant "it\'s"; StringConstant "say \\"x\\""'],
    ['"`u{1F600}`0`t$$"', 'ExpandableString "😀\\u0000\\t$$"(Variable $$)'],
    ['"$(""a"")"', 'ExpandableString "$(\\"\\"a\\"\\")"(Sub(StatementBlock(StringConstant "a")))'],
  ],
  definitions: [
    ["function f { [CmdletBinding()] param([Parameter(Mandatory)] [string] $x = 'd') begin { 1 } process { $_ } end { 2 } clean { 3 } }", 'FunctionDefinition f(ScriptBlock(ParamBlock(Attribute CmdletBinding, Parameter(Attribute Parameter(NamedAttributeArgument Mandatory(Constant Boolean true)), TypeConstraint string, Variable $x, StringConstant "d")), NamedBlock Begin(Constant Int32 1), NamedBlock Process(Variable $_), NamedBlock End(Constant Int32 2), NamedBlock Clean(Constant Int32 3)))'],
    ['filter g { $_ }', 'FunctionDefinition filter g(ScriptBlock(NamedBlock(Variable $_)))'],
    ['class A : Object { [int] $x = 1; hidden static [string] F([int] $n) { return "$n" } A() : base(1) { } }', 'TypeDefinition A(TypeConstraint Object, PropertyMember x(TypeConstraint int, Constant Int32 1), FunctionMember F(TypeConstraint string, Parameter(TypeConstraint int, Variable $n), ScriptBlock(NamedBlock(Return(ExpandableString "$n"(Variable $n))))), FunctionMember A(BaseCtorInvokeMember(Constant Int32 1), ScriptBlock(NamedBlock)))'],
    ['enum E { A = 1; B }', 'TypeDefinition E(PropertyMember A(Constant Int32 1), PropertyMember B)'],
  ],
  workflows: [
    ['workflow W { param([string]$A) parallel { a; sequence { b } } }', 'FunctionDefinition workflow W(ScriptBlock(ParamBlock(Parameter(TypeConstraint string, Variable $A)), NamedBlock(Block Parallel(StatementBlock(Command(StringConstant "a"), Block Sequence(StatementBlock(Command(StringConstant "b"))))))))'],
    ['workflow W { foreach -parallel -throttlelimit 3 ($i in $A) { Checkpoint-Workflow } }', 'FunctionDefinition workflow W(ScriptBlock(NamedBlock(ForEach parallel(Constant Int32 3, Variable $i, Variable $A, StatementBlock(Command(StringConstant "Checkpoint-Workflow"))))))'],
    ['workflow W { $r = InlineScript { $using:i } -PSComputerName x }', 'FunctionDefinition workflow W(ScriptBlock(NamedBlock(Assignment Equals(Variable $r, Command(StringConstant "InlineScript", ScriptBlock(ScriptBlock(NamedBlock(Using(Variable $i)))), CommandParameter PSComputerName, StringConstant "x")))))'],
  ],
};

describe('PowerShell grammar', () => {
  for (const [name, rows] of Object.entries(tables)) {
    describe(name, () => {
      for (const [text, want] of rows) {
        it(text.replace(/\s+/g, ' '), () => {
          assert.equal(shape(text), want);
          assert.deepEqual(errorsOf(text), []);
        });
      }
    });
  }
});

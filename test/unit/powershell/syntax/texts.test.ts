import assert from 'node:assert/strict';
import { LineMap, parse } from '../../../../src/powershell/index.ts';

describe('Texts of all kinds', () => {
  it('counts from behind a byte order mark', () => {
    const { text, ast } = parse('\ufeff$a = 1');
    assert.equal(text, '$a = 1');
    assert.deepEqual([ast.start, ast.end], [0, 6]);
  });

  it('takes CR LF, CR and LF for line ends', () => {
    for (const end of ['\r\n', '\r', '\n']) assert.equal(parse(`a${end}b${end}$x = @'${end}1${end}'@${end}c`).ast.endBlock?.statements.length, 4);
  });

  it('counts UTF-16 units, so that what follows an astral character is where an editor has it', () => {
    const text = "'😀'; $x", [, variable] = parse(text).ast.endBlock!.statements;
    assert.deepEqual([variable!.start, variable!.end], [6, 8]);
    assert.equal(text.slice(variable!.start, variable!.end), '$x');
  });

  it('takes NUL for a part of a string and the beginning of a word', () => {
    const { ast, errors } = parse("'a\0b'");
    const [statement] = ast.endBlock!.statements;
    assert.deepEqual(errors, []);
    assert.ok(statement?.kind === 'PipelineAst' && statement.elements[0]?.kind === 'CommandExpressionAst' && statement.elements[0].expression.kind === 'StringConstantExpressionAst');
    assert.equal(statement.elements[0].expression.value, 'a\0b');
    assert.equal(parse('a\0b').ast.end, 3);
  });

  it('takes typographic quotes and dashes for plain ones', () => {
    assert.deepEqual(parse('\u201cx\u201d; \u2018y\u2019; Get-Item \u2013Path z; 1 \u2014 2').errors, []);
  });

  it('takes what stands for a blank', () => {
    assert.equal(parse('a\u00a0b\u2003c').ast.endBlock?.statements.length, 1);
  });

  it('reads #requires', () => {
    const { ast } = parse("#Requires -Version 5.1 -Modules Az.Accounts, @{ ModuleName = 'X'; ModuleVersion = '1.0' }\n#requires -RunAsAdministrator\n'x' # requires nothing\n");
    assert.deepEqual(ast.requirements, { version: '5.1', editions: [], modules: ['Az.Accounts', 'X'], specifications: [new Map([['modulename', 'Az.Accounts']]), new Map([['modulename', 'X'], ['moduleversion', '1.0']])], runAsAdministrator: true });
    assert.equal(parse('# no requirement').ast.requirements, undefined);
  });

  it('keeps what comes behind a #requires that is read twice', () => {
    const text = '#requires -version 5 { a b\n1\n#requires -Modules A, B\n# c\n2\n', { ast, comments } = parse(text);
    assert.deepEqual(ast.requirements?.modules, ['A', 'B']);
    assert.equal(comments.length, 6);
  });

  it('takes what stands in a word for no comment and no requirement, though it was tried as an attribute', () => {
    for (const text of ['[#requires -Version nine', '[#requires -Versions 5]', '$x | [#requires -Version 5']) {
      const { ast, comments } = parse(text);
      assert.deepEqual([comments, ast.requirements], [[], undefined], text);
    }
    assert.deepEqual(parse('a # b\n# c').comments, [2, 5, 6, 9]);
  });

  it('refuses code behind a signature block', () => {
    const text = 'a\n# SIG # Begin signature block\n# xxx\n# SIG # End signature block\n';
    assert.deepEqual(parse(text).errors, []);
    assert.equal(parse(`${text}b`).errors[0]?.errorId, 'TokenAfterEndOfValidScriptText');
  });

  it('gives tokens when they are asked for, the same as while parsing', () => {
    const text = '$a = "x $(Get-Date)" # end\n';
    assert.deepEqual(parse(text).tokens, parse(text, { tokens: true }).tokens);
    assert.deepEqual(parse(text).tokens.map(({ kind }) => kind), ['Variable', 'Equals', 'StringExpandable', 'Comment', 'NewLine', 'EndOfInput']);
    assert.deepEqual(parse(text).tokens[2]?.nestedTokens?.map(({ kind }) => kind), ['DollarParen', 'Generic', 'RParen']);
  });
});

describe('LineMap', () => {
  const map = new LineMap('ab\r\nc\rd\n\ne');
  it('gives line and column of an offset', () => {
    assert.deepEqual([0, 2, 4, 6, 8, 9].map((offset) => map.position(offset)), [
      { line: 1, column: 1 }, { line: 1, column: 3 }, { line: 2, column: 1 }, { line: 3, column: 1 }, { line: 4, column: 1 }, { line: 5, column: 1 },
    ]);
    assert.equal(map.lineCount, 5);
  });
  it('gives the offset of a line and column, kept inside the text', () => {
    assert.deepEqual([map.offset(1, 1), map.offset(2, 1), map.offset(5, 2), map.offset(99, 99)], [0, 4, 10, 10]);
  });
});

import assert from 'node:assert/strict';
import {
  analyseRunbook, analyseSymbols, childCalls, commandsIn, completionContext, foldsOf, formatText, mended, nodesAt, outlineOf, parse, runbookNames, semanticTokens, validate, variablesInScope, type ParseResult,
} from '../../../src/powershell/index.ts';
import { dump } from '../../conformance/dump.ts';
import { run } from '../../unit/powershell/runtime/harness.ts';

/** All that reads a tree, one after the other: none may throw, however deep or wide it is. */
function readAll(text: string): void {
  const result = parse(text);
  readTree(result);
  const whole = mended(result);
  if (whole !== result) readTree(whole);
  dump(text);
}

function readTree(result: ParseResult): void {
  const { ast, text } = result, commands = commandsIn(ast), symbols = analyseSymbols(ast), middle = text.length >> 1;
  validate(result);
  analyseRunbook(result);
  outlineOf(result);
  foldsOf(result);
  childCalls(commands);
  runbookNames(text, commands);
  semanticTokens(result, symbols, commands, () => true);
  nodesAt(ast, middle);
  completionContext(result, middle);
  variablesInScope(symbols, middle);
  formatText(result, { insertSpaces: true, tabSize: 4 });
}

/** The deepest nesting of a kind that the parser takes. */
function deepest(nest: (depth: number) => string): string {
  let low = 1, high = 2048;
  while (high - low > 1) {
    const depth = (low + high) >> 1;
    if (parse(nest(depth)).errors.some(({ errorId }) => errorId === 'ScriptTooComplicated')) high = depth;
    else low = depth;
  }
  return nest(low);
}

describe('Whatever the parser takes, everyone who reads the tree takes too', () => {
  const around = (open: string, close: string, inner = '1') => (depth: number): string => open.repeat(depth) + inner + close.repeat(depth);
  const row = (first: string, next: string) => (depth: number): string => first + next.repeat(depth);
  const nests: Readonly<Record<string, (depth: number) => string>> = {
    parentheses: around('(', ')'), 'script blocks': around('& {', '}'), 'sub-expressions': around('$(', ')'), lists: around('@(', ')'), hashtables: around('@{a=', '}'), 'strings in strings': around('"$(', ')"'),
    conditions: around('if(1){', '}'), alternatives: around('if(0){}else{', '}'), tries: around('try{', '}finally{}'), loops: around('foreach($a in 1){', '}'), functions: around('function f{', '}'), switches: around('switch(1){1{', '}}'),
    negations: around('-not ', ''), assignments: around('$a=', ''), attributes: around('[ValidateScript({', '})]$x'), arguments: around("'a'.Insert(0,", ')', "'b'"), types: (depth) => `[${'Tuple['.repeat(depth)}int${']'.repeat(depth)}]`,
    ternaries: around('$true ? 1 : ', ''), 'sequences of a workflow': (depth) => `workflow w { ${around('sequence{', '}')(depth)} }`,
    sums: row('1', '+1'), 'logical chains': row('1', ' -and 1'), 'pipeline chains': row('Write-Output 1', ' && Write-Output 1'), members: row('$a', '.b'), calls: row("'a'", '.ToString()'), indexes: row('$a', '[0]'), casts: around('[int]', ''),
  };
  for (const [name, nest] of Object.entries(nests)) {
    it(`${name}, as deep as they may be`, () => {
      const text = deepest(nest);
      readAll(text);
      const { result } = run(text, {}, { stopAfterMs: 5000 });
      assert.equal(typeof result.outcome, 'string');
    }).timeout(20_000);
  }

  const many = 20_000;
  const wide: Readonly<Record<string, string>> = {
    statements: 'a b\n'.repeat(many), 'elseif clauses': `if(1){}${'elseif(1){}'.repeat(many)}`, 'list elements': `1${',1'.repeat(many)}`, pipeline: `a${'|a'.repeat(many)}`, arguments: `a ${'b '.repeat(many)}`,
    'hashtable keys': `@{${Array.from({ length: many }, (_, i) => `k${i}=${i}`).join(';')}}`, parameters: `param(${Array.from({ length: many }, (_, i) => `$p${i}`).join(',')})`, 'parts of a string': `"${'$a '.repeat(many)}"`,
    methods: `class A {${Array.from({ length: 3000 }, (_, i) => `[int] f${i}() { return 1 }`).join('\n')}}`, workflows: Array.from({ length: 5000 }, (_, i) => `workflow w${i} { w${i + 1} }`).join('\n'),
    'ways through a method': `class A { [void] f() {${Array.from({ length: 3000 }, (_, i) => `if ($true) { $v${i} = 1 }; $v${i}`).join('\n')}} }`, 'errors of a workflow': `workflow w {${'break\n'.repeat(many)}}`, brackets: ')'.repeat(many),
    'words that begin anew': '$a?1:'.repeat(many), dollars: '$'.repeat(many), 'unclosed loops': 'foreach($a in '.repeat(many),
  };
  for (const [name, text] of Object.entries(wide)) it(`${name} by the thousand`, () => readAll(text)).timeout(20_000);

  const broken: Readonly<Record<string, string>> = { 'an open bracket': 'foo (\n$a = 1\n', 'an open table': '$h = @{\n$a = 1\n', 'an open condition': 'if (\nGet-It -Name 1\n', 'an open list of parameters': 'function A {\n  param(\n$a = 1\n', 'a member': '$a.\n$b = 1\n', 'a type': '[\n$a = 1\n', 'a loop': 'foreach (\n$a = 1\n' };
  for (const [name, text] of Object.entries(broken)) it(`statements behind ${name}, by the thousand`, () => readAll(text.repeat(5000))).timeout(20_000);
});

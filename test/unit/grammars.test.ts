import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';

/** Just enough of the editor's PowerShell grammar: what the injection must keep out of. */
const base = {
  scopeName: 'source.powershell',
  patterns: [
    { name: 'comment.block.powershell', begin: '<#', end: '#>' },
    { name: 'comment.line.powershell', match: '#.*$' },
    { name: 'string.quoted.double.powershell', begin: '"', end: '"' },
    { name: 'variable.other.powershell', match: '\\$\\w+' },
  ],
};

describe('grammars', () => {
  let powershell: IGrammar;
  let output: IGrammar;
  before(async () => {
    const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm);
    const files: Readonly<Record<string, string>> = { 'source.powershell.sma-workflow': 'syntaxes/smaWorkflow.tmLanguage.json', 'text.sma-output': 'syntaxes/smaOutput.tmLanguage.json' };
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
      loadGrammar: (scope) => {
        const file = files[scope];
        const text = scope === base.scopeName ? JSON.stringify(base) : file === undefined ? undefined : readFileSync(file, 'utf8');
        return Promise.resolve(text === undefined ? null : textmate.parseRawGrammar(text, 'grammar.json'));
      },
      getInjections: (scope) => (scope === base.scopeName ? ['source.powershell.sma-workflow'] : undefined),
    });
    const [one, two] = await Promise.all([registry.loadGrammar(base.scopeName), registry.loadGrammar('text.sma-output')]);
    assert.ok(one && two);
    powershell = one;
    output = two;
  });

  /** The innermost scope of each piece of a line that has one. */
  const scopes = (grammar: IGrammar, line: string): [string, string][] =>
    grammar.tokenizeLine(line, null).tokens.filter((token) => token.scopes.length > 1)
      .map((token) => [line.slice(token.startIndex, token.endIndex), token.scopes.at(-1) ?? '']);

  const coloured: readonly [string, [string, string][]][] = [
    ['workflow Get-Report {', [['workflow', 'storage.type.workflow.powershell'], ['Get-Report', 'entity.name.function.workflow.powershell']]],
    ['  Parallel {', [['Parallel', 'keyword.control.workflow.powershell']]],
    ['sequence', [['sequence', 'keyword.control.workflow.powershell']]],
    ['InlineScript { 1 }', [['InlineScript', 'keyword.control.inlinescript.powershell']]],
    ['Checkpoint-Workflow', [['Checkpoint-Workflow', 'keyword.control.workflow.command.powershell']]],
    ['Suspend-Workflow', [['Suspend-Workflow', 'keyword.control.workflow.command.powershell']]],
    ['foreach -parallel -throttlelimit 5 (', [['foreach', 'keyword.control.foreach.powershell'], ['-parallel', 'keyword.control.parallel.powershell'], ['-throttlelimit', 'keyword.control.throttlelimit.powershell']]],
    ['Get-AutomationPSCredential -Name', [['Get-AutomationPSCredential', 'support.function.automation.powershell']]],
  ];
  for (const [line, expected] of coloured) it(`colours ${line}`, () => assert.deepEqual(scopes(powershell, line), expected));

  for (const line of ['$parallel = 1', 'Get-Sequence', 'sequence-number 1', '-parallel', 'New-InlineScripts', 'my.workflow x', 'Write-Output parallel things']) {
    it(`leaves ${line} alone`, () => assert.deepEqual(scopes(powershell, line).filter(([, scope]) => !scope.startsWith('variable')), []));
  }

  it('stays out of comments and strings', () => {
    for (const line of ['# workflow Get-Report {', '"InlineScript {"']) for (const [, scope] of scopes(powershell, line)) assert.match(scope, /^(comment|string)\./);
  });

  it('tells the streams of a job’s output apart', () => {
    assert.deepEqual(scopes(output, 'plain ERROR: text'), []);
    assert.equal(scopes(output, 'ERROR: bad')[0]?.[0], 'ERROR:');
    assert.equal(scopes(output, 'WARNING: low')[0]?.[0], 'WARNING:');
    for (const [first, further] of [['ERROR: bad', /error-token/], ['VERBOSE: much', /^comment/]] as const) {
      const { ruleStack } = output.tokenizeLine(first, null);
      const innermost = (line: string): string => output.tokenizeLine(line, ruleStack).tokens.at(-1)?.scopes.at(-1) ?? '';
      assert.match(innermost('     | at line 3'), further, 'all lines of a record look alike');
      assert.equal(innermost('at line 3'), 'text.sma-output', 'and the next record is another');
    }
    assert.match(scopes(output, '── Failed at 10:00 ──')[0]?.[1] ?? '', /error-token/);
    assert.match(scopes(output, '── Completed at 10:00 ──')[0]?.[1] ?? '', /^comment/);
  });
});

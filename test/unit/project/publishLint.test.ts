import assert from 'node:assert/strict';
import { lintForPublish, planPublish, readRunbookFile } from '../../../src/project/index.ts';

const nothing = { runbook: undefined, published: undefined, draft: undefined };

describe('project: the linter at publish', () => {
  it('tells errors and warnings with their places, and keeps hints to itself', () => {
    const { errors, warnings } = lintForPublish('runbooks/Main.ps1', 'workflow Main {\n  InlineScript { Get-AutomationVariable -Name x }\n  "a"\n}\nMain\n');
    assert.deepEqual(errors.map(({ rule, line, column }) => [rule, line, column]), [['SMA1104', 2, 18]]);
    assert.deepEqual(warnings.map(({ rule, line }) => [rule, line]), [['SMA5004', 5]]);
  });
  it('heeds comments and severities', () => {
    const text = 'Write-Host 1\n1 | % { $_ } # sma-lint-disable-line\n';
    assert.deepEqual(lintForPublish('A.ps1', text, { severities: { SMA2003: 'error', SMA6005: 'error' } }).errors.map(({ rule }) => rule), ['SMA2003']);
    assert.deepEqual(lintForPublish('A.ps1', text, { severities: { SMA2003: 'off' } }), { errors: [], warnings: [] });
  });
  it('makes its errors problems of the plan', () => {
    const text = 'workflow A { & Get-Date }', { errors } = lintForPublish('A.ps1', text);
    assert.deepEqual(errors.map(({ errorId, message }) => [errorId, message.endsWith('(AlternateInvocationNotSupported)')]), [['AlternateInvocationNotSupported', true]]);
    assert.deepEqual(planPublish(readRunbookFile('A.ps1', text), nothing, undefined, 'publish', errors).problems.map(({ kind, rule }) => [kind, rule]), [['rule', 'SMA2009']]);
  });
});

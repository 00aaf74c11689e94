import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { errorRecord } from '../../../../src/powershell/runtime/errors/raise.ts';
import { SourceText } from '../../../../src/powershell/runtime/run/source.ts';
import { errorText, parseErrorText } from '../../../../src/worker/sandbox/records/exceptionText.ts';

describe('The exception of a job', () => {
  it('shows message, place and the part that is meant; tabs stay in line', () => {
    const text = 'if ($true) {\n\tGet-Thing -Name "x" | Out-Null\n}';
    const record = errorRecord({ id: 'X', category: 'NotSpecified', message: 'It broke.' });
    record.position = { source: new SourceText(text), start: text.indexOf('Get'), end: text.indexOf(' |') };
    assert.equal(errorText(record, 'My-Runbook'), `It broke.\nAt My-Runbook:2 char:2\n+ \tGet-Thing -Name "x" | Out-Null\n+ \t${'~'.repeat(19)}`);
  });
  it('shows the stack where there is more than one call', () => {
    const record = errorRecord({ id: 'X', category: 'NotSpecified', message: 'It broke.' });
    record.stackTrace = 'at f, A: line 1\nat <ScriptBlock>, A: line 3';
    assert.equal(errorText(record, 'A'), 'It broke.\nat f, A: line 1\nat <ScriptBlock>, A: line 3');
  });
  it('lists syntax errors with their places, ten at most', () => {
    const one = parse('"a"\nif ($true) {');
    assert.match(parseErrorText(one.errors, one.text, 'A'), /^Missing closing '}'.*\nAt A:2 char:12\n\+ if \(\$true\) {\n\+ {12}~$/m);
    const many = parse(Array.from({ length: 15 }, () => '$x = [int').join('\n'));
    assert.ok(many.errors.length > 10);
    const text = parseErrorText(many.errors, many.text, 'A');
    assert.equal(text.match(/^At A:/gm)?.length, 10);
    assert.match(text, new RegExp(`and ${many.errors.length - 10} more\\.$`));
  });
});

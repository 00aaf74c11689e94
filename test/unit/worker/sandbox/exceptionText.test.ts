import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { errorRecord } from '../../../../src/powershell/runtime/errors/raise.ts';
import { SourceText } from '../../../../src/powershell/runtime/run/source.ts';
import { errorValues } from '../../../../src/worker/sandbox/records/recordText.ts';
import { errorText, parseErrorText } from '../../../../src/worker/sandbox/records/exceptionText.ts';

describe('The exception of a job', () => {
  it('shows message, place and the part that is meant; tabs stay in line', () => {
    const text = 'if ($true) {\n\tGet-Thing -Name "x" | Out-Null\n}';
    const record = errorRecord({ id: 'X', category: 'NotSpecified', message: 'It broke.' });
    record.position = { source: new SourceText(text, 'My-Runbook'), start: text.indexOf('Get'), end: text.indexOf(' |') };
    assert.equal(errorText(record), `It broke.\nAt My-Runbook:2 char:2\n+ \tGet-Thing -Name "x" | Out-Null\n+ \t${'~'.repeat(19)}`);
  });
  it('shows the stack where there is more than one call', () => {
    const record = errorRecord({ id: 'X', category: 'NotSpecified', message: 'It broke.' });
    record.stackTrace = 'at f, A: line 1\nat <ScriptBlock>, A: line 3';
    assert.equal(errorText(record), 'It broke.\nat f, A: line 1\nat <ScriptBlock>, A: line 3');
  });
  it('has the line of a text that is in no file without a name, and its record the place in the runbook that has run the text', () => {
    const record = errorRecord({ id: 'X', category: 'NotSpecified', message: 'It broke.' });
    record.position = { source: new SourceText("\n throw 'x'"), start: 2, end: 11 };
    record.stackTrace = 'at <ScriptBlock>, <No file>: line 2\nat <ScriptBlock>, My-Runbook: line 6\nat <ScriptBlock>, Other: line 7';
    assert.equal(errorText(record), `It broke.\nAt line:2 char:2\n+  throw 'x'\n+  ~~~~~~~~~\n${record.stackTrace}`);
    const places = (): unknown[] => ['Line', 'ScriptName'].map((name) => errorValues(record).find((value) => value.name === name)?.value);
    assert.deepEqual(places(), ['6', 'My-Runbook']);
    record.position = { source: new SourceText('a\nb', 'Zed'), start: 2, end: 3 };
    assert.deepEqual(places(), ['2', 'Zed']);
    record.position = undefined;
    assert.deepEqual(places(), ['6', 'My-Runbook']);
    record.stackTrace = 'at <ScriptBlock>, <No file>: line 3';
    assert.deepEqual(places(), ['3', undefined]);
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

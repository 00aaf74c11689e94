import assert from 'node:assert/strict';
import { textReport } from '../../../src/cli/testReport.ts';
import { CapturedIo } from './captured.ts';

describe('command line: results of tests', () => {
  it('write nothing that would drive the terminal of who reads them', async () => {
    const io = new CapturedIo(), report = textReport(io);
    report.result({ file: 'a.Tests.ps1', path: ['bell\u0007', 'clear \u001b[2J'], line: 1, outcome: 'failed', problems: [{ message: 'not \u001b]0;x\u0007', file: 'a.Tests.ps1', line: 1, column: 1 }], output: 'tab\there\u009b1m', milliseconds: 1 });
    await report.end({ results: [], problems: [], coverage: [] }, 1);
    // oxlint-disable-next-line no-control-regex -- exactly what is looked for
    assert.doesNotMatch(io.out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    assert.match(io.out, /FAIL bell\ufffd › clear \ufffd\[2J[\s\S]*tab\there\ufffd1m/);
  });
});

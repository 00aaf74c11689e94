import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { write } from '../../../src/cli/io.ts';
import { ending, JsonPrinter, TextPrinter, type PrintedRecord } from '../../../src/cli/streamPrinter.ts';
import { table } from '../../../src/cli/table.ts';
import { CapturedIo } from './captured.ts';

const records: readonly PrintedRecord[] = [
  { stream: 'Output', text: 'one\ntwo', time: 't' },
  { stream: 'Warning', text: 'careful', time: 't' },
  { stream: 'Error', text: 'broken', time: 't', id: 'Oops', category: 'NotSpecified', line: 7 },
  { stream: 'Output', text: '', time: 't' },
];

describe('command line: records on the terminal', () => {
  it('puts output alone on standard output, the rest by name on standard error', async () => {
    const io = new CapturedIo();
    await new TextPrinter(io).print(records);
    assert.equal(io.out, 'one\ntwo\n\n');
    assert.equal(io.err, 'WARNING: careful\nERROR: broken\n');
  });
  it('says where an error arose, and tells progress in one line, once', async () => {
    const io = new CapturedIo();
    const progress = (status: string, percent: number, type = 'Processing'): PrintedRecord => ({ stream: 'Progress', text: `ActivityId        : 0\nParentActivityId  : -1\nActivity          : Copy files\nStatusDescription : ${status}\nCurrentOperation  : \nPercentComplete   : ${percent}\nSecondsRemaining  : -1\nRecordType        : ${type}` });
    const printer = new TextPrinter(io, 'jobs/Report.ps1');
    await printer.print([...records, progress('file 1', 40), progress('file 1', 40)]);
    await printer.print([progress('file 2', -1), progress('Processing', -1, 'Completed'), { stream: 'Progress', text: 'of another kind' }]);
    assert.equal(io.err, 'WARNING: careful\nERROR: broken (jobs/Report.ps1:7)\nPROGRESS: Copy files: file 1 40%\nPROGRESS: Copy files: file 2\nPROGRESS: Copy files: completed\nPROGRESS: of another kind\n');
  });
  it('says of which child runbook, script or module the line is', async () => {
    const io = new CapturedIo();
    await new TextPrinter(io, 'Up-Parent').print([{ stream: 'Error', text: 'broken', line: 7, source: 'Low-Child' }]);
    assert.equal(io.err, 'ERROR: broken (Low-Child:7)\n');
  });
  it('says of times in JSON that they are UTC', async () => {
    const io = new CapturedIo();
    await new JsonPrinter(io).print([{ stream: 'Output', text: 'x', time: '2026-11-22T09:54:46.25' }, { stream: 'Output', text: 'y', time: '2026-11-22T09:54:46Z' }, { stream: 'Output', text: 'z' }]);
    assert.deepEqual(io.out.trim().split('\n').map((line) => (JSON.parse(line) as PrintedRecord).time), ['2026-11-22T09:54:46.25Z', '2026-11-22T09:54:46Z', undefined]);
  });
  it('does not tell a failure twice', async () => {
    const printer = new TextPrinter(new CapturedIo(), 'Report.ps1');
    assert.equal(printer.untold('broken\nAt Report:7 char:1'), 'broken\nAt Report:7 char:1');
    await printer.print(records);
    assert.equal(printer.untold('broken\nAt Report:7 char:1'), 'At Report:7 char:1');
    assert.equal(printer.untold('broken'), '');
    assert.equal(printer.untold('broken glass'), 'broken glass');
    assert.equal(printer.untold(null), '');
    assert.deepEqual([ending(''), ending('x'), ending('At y')], ['.', ': x', '.\nAt y']);
  });
  it('colours for a terminal only, and never the output', async () => {
    const io = new CapturedIo({ colours: true });
    await new TextPrinter(io).print(records);
    assert.equal(io.out, 'one\ntwo\n\n');
    assert.equal(io.err, '\u001b[93mWARNING: careful\u001b[0m\n\u001b[91mERROR: broken\u001b[0m\n');
  });
  it('writes one JSON object a record', async () => {
    const io = new CapturedIo();
    await new JsonPrinter(io).print(records);
    assert.deepEqual(io.lines, records);
    assert.equal(io.err, '');
  });
  it('waits for a slow reader, and not for one that is gone', async () => {
    let taken = 0;
    const slow = new Writable({ highWaterMark: 10, write: (_chunk, _encoding, done) => { setTimeout(() => { taken += 1; done(); }, 5); } });
    for (let index = 0; index < 5; index += 1) await write(slow, 'x'.repeat(100));
    assert.ok(taken >= 4, String(taken));
    const gone = new Writable({ highWaterMark: 1, write: () => { gone.destroy(); } });
    await write(gone, 'xxx');
  });
  it('aligns columns', () => assert.equal(table(['A', 'BB'], [['long', 'x'], ['s', '']]), 'A     BB\nlong  x\ns'));
});

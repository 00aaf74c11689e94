import assert from 'node:assert/strict';
import { decodeScript, parse } from '../../../src/powershell/index.ts';

describe('Scripts of 20 MB', () => {
  it('are read, in UTF-16 of the other order, and parsed', () => {
    const bytes = Buffer.from(`\ufeff${'Write-Output 1\r\n'.repeat(1_250_000)}`, 'utf16le').swap16();
    const { text } = decodeScript(bytes.subarray(0, 20 * 1024 * 1024));
    assert.equal(parse(text).errors.length, 0);
  });

  it('are parsed, with all their tokens', () => {
    const line = "Write-Output -InputObject ('item {0}' -f $index) # a comment of some length, as runbooks have them\n";
    const { ast, errors } = parse(line.repeat(Math.ceil(20_000_000 / line.length)));
    assert.deepEqual(errors, []);
    assert.equal(ast.endBlock?.statements.length, Math.ceil(20_000_000 / line.length));
  });
});

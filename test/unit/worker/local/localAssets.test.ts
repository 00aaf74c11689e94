import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAssets, LocalAssetsError } from '../../../../src/worker/local/localAssets.ts';

describe('assets of a run without a service', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-local-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const text = JSON.stringify({ Variable: [{ Name: 'Count', Value: 3 }, { Name: 'Server', Value: 'db01' }] });
  const asker = async () => {
    writeFileSync(join(folder, 'LocalAssets.json'), text);
    return localAssets(join(folder, 'Runbook.ps1'));
  };
  const query = (values: readonly string[]) => ({ kind: 'runbook', operation: 'query', name: 'variables', query: { of: 'variables', by: 'name', values } }) as const;

  it('are listed as the web service lists them, all or by name', async () => {
    const ask = await asker(), all = await ask(query([])), one = await ask(query(['COUNT'])), none = await ask(query(['Count', 'Nope']));
    assert.ok(all.found && one.found && !none.found);
    assert.deepEqual(JSON.parse(all.value), { rows: [{ Name: 'Count', Value: '3', Description: null, IsEncrypted: false }, { Name: 'Server', Value: '"db01"', Description: null, IsEncrypted: false }] });
    assert.deepEqual((JSON.parse(one.value) as { rows: { Name: string }[] }).rows.map((row) => row.Name), ['Count']);
    assert.match(none.message, /'Nope' in .*LocalAssets\.json/);
  });

  it('are read from a file as Windows PowerShell writes it, and a runbook beside in any encoding', async () => {
    writeFileSync(join(folder, 'LocalAssets.json'), Buffer.from(`\uFEFF${text}`, 'utf16le'));
    writeFileSync(join(folder, 'Wide.ps1'), Buffer.from('\uFEFF"wïde"', 'utf16le'));
    writeFileSync(join(folder, 'Old.ps1'), Buffer.from('"\xEFld"', 'latin1'));
    writeFileSync(join(folder, 'None.ps1'), Buffer.from('"a\u0000b"'));
    const ask = await localAssets(join(folder, 'Runbook.ps1'));
    const found = await ask({ kind: 'variable', operation: 'get', name: 'Server' });
    assert.ok(found.found && found.value === '"db01"');
    const script = async (name: string): Promise<unknown> => {
      const reply = await ask({ kind: 'runbook', operation: 'get', name });
      return reply.found ? (JSON.parse(reply.value) as { readonly script: string }).script : reply.message;
    };
    assert.deepEqual([await script('wide'), await script('Old')], ['"wïde"', '"ïld"']);
    assert.match(String(await script('None')), /None\.ps1 cannot be read\. The file holds a NUL character in line 1/);
  });

  it('are missed by name where the file has none, and refused with the reason where it cannot be meant', async () => {
    for (const [content, expected] of [['{', /JSON/], ['[]', /needs an object with a list "Variable"/], ['null', /needs an object/], ['{"Variables":[]}', /needs an object with a list "Variable"/], ['{"variable":[]}', /needs an object/], ['{"Variable":{}}', /needs an object/], ['{"a":"\u0000"}', /NUL character/]] as const) {
      writeFileSync(join(folder, 'LocalAssets.json'), content);
      await assert.rejects(localAssets(join(folder, 'Runbook.ps1')), (error) => error instanceof LocalAssetsError && error.message.startsWith(`${join(folder, 'LocalAssets.json')} cannot be used`) && expected.test(error.message), content);
    }
    writeFileSync(join(folder, 'LocalAssets.json'), '{"Certificate":[]}');
    const none = await (await localAssets(join(folder, 'Runbook.ps1')))({ kind: 'variable', operation: 'get', name: 'Server' });
    assert.ok(!none.found && none.message === "There is no variable 'Server'.");
  });

  it('are made for the run where a cmdlet makes them, and the file stays as it is', async () => {
    const ask = await asker();
    const plain = await ask({ kind: 'variable', operation: 'set', name: 'New', value: '1' });
    assert.equal(plain.found, false);
    const made = await ask({ kind: 'variable', operation: 'set', name: 'New', value: '"s3cret"', make: { isEncrypted: true, description: 'd' } });
    assert.deepEqual(made, { found: true, value: '"s3cret"', secrets: ['s3cret'] });
    assert.deepEqual(await ask({ kind: 'variable', operation: 'get', name: 'new' }), made);
    const listed = await ask(query(['New']));
    assert.ok(listed.found && !listed.value.includes('s3cret') && listed.value.includes('"d"'));
    const refused = await ask({ kind: 'variable', operation: 'set', name: 'server', value: '1', make: { isEncrypted: true } });
    assert.ok(!refused.found && /'Server' is there and not encrypted/.test(refused.message));
    assert.equal(readFileSync(join(folder, 'LocalAssets.json'), 'utf8'), text);
  });
});

import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { fileFacts } from '../../../../src/project/folder/index.ts';
import { indexedFacts, lint, sameFacts, type ConnectionFacts } from '../../../../src/project/lint/index.ts';

const texts = { Child: 'workflow Child { param([Parameter(Mandatory)] $To) "x" }', Back: 'workflow Back { Main }', Tool: '"x"' };
const files = Object.entries(texts).map(([name, text]) => ({ facts: fileFacts(name, parse(text)) }));
const unknown: ConnectionFacts = { runbooks: undefined, assets: {} };

function found(body: string, connection: ConnectionFacts, ...rules: string[]): string[] {
  const result = parse(`workflow Main { ${body} }`);
  return lint({ result, fileName: 'Main', folder: indexedFacts(files, connection), only: new Set(rules) }).map(({ rule }) => rule.id);
}

describe('lint: facts from the folder’s index and a connection', () => {
  it('take the declaration of a DSC configuration for no call of a file that is named so', () => {
    const text = 'configuration Web { Node here { } }\n$x = 1; $x', result = parse(text), files = [['Configuration', '"x"'], ['Web', text]].map(([name = '', body = '']) => ({ facts: fileFacts(name, parse(body)) }));
    const of = (body: string): string[] => lint({ result: parse(body), fileName: 'Web', folder: indexedFacts(files, { runbooks: undefined, assets: {} }) }).flatMap(({ rule: { id } }) => (id.startsWith('SMA10') ? [id] : []));
    assert.deepEqual([of(text), of('Configuration Web\n{\n  Node here { }\n}\n'), of('Configuration\n'), fileFacts('Web', result).calls.map(({ name }) => name)], [[], [], ['SMA1014'], []]);
  });

  it('take a cmdlet of Windows PowerShell for what is called, also where a file is named so', () => {
    const named = ['Write-EventLog', 'Write-It'].map((name) => ({ facts: fileFacts(name, parse(`workflow ${name} { "x" }`)) }));
    const of = (name: string): string[] => lint({ result: parse(`${name} -Message x`), fileName: 'Main', folder: indexedFacts(named, unknown) }).flatMap(({ rule: { id } }) => (id.startsWith('SMA10') ? [id] : []));
    assert.deepEqual([of('Write-EventLog'), of('Write-It')], [[], ['SMA1004']]);
  });

  it('knows the runbooks of the folder without a connection', () => {
    assert.deepEqual(found('Child -Wrong 1; Tool; Back', unknown, 'SMA1003', 'SMA1006', 'SMA1008', 'SMA1009'), ['SMA1009', 'SMA1008', 'SMA1003', 'SMA1006']);
  });
  it('says nothing of a missing runbook, of publishing or of assets while nobody knows', () => {
    const body = "Start-SmaRunbook -Name Nowhere; Child -To 1; Get-AutomationVariable -Name 'Nothing'";
    assert.deepEqual(found(body, unknown, 'SMA1005', 'SMA1010', 'SMA1101', 'SMA1102'), []);
  });
  it('does not guess which of several files is meant, and takes cmdlets for cmdlets', () => {
    const two = [['Child', 'workflow Child { "x" }'], ['child', '"y"'], ['Get-Date', '"z"']].map(([name = '', text = '']) => ({ facts: fileFacts(name, parse(text)) }));
    const of = (body: string): string[] => lint({ result: parse(`workflow Main { ${body} }`), fileName: 'Main', folder: indexedFacts(two, unknown), only: new Set(['SMA1002', 'SMA1003', 'SMA1005', 'SMA1007']) }).map(({ rule }) => rule.id);
    assert.deepEqual(of('Child 1; $d = Get-Date; InlineScript { Get-Date }'), []);
  });
  it('knows what matters has not changed', () => {
    assert.ok(sameFacts(indexedFacts(files, unknown), indexedFacts([...files], unknown)));
    const again = Object.entries(texts).map(([name, text]) => ({ facts: fileFacts(name, parse(`${text}\n`)) }));
    assert.ok(sameFacts(indexedFacts(files, unknown), indexedFacts(again, unknown)));
    assert.ok(!sameFacts(indexedFacts(files, unknown), indexedFacts(files.slice(1), unknown)));
    assert.ok(!sameFacts(indexedFacts(files, unknown), indexedFacts(files, { runbooks: [], assets: {} })));
    const assets = (name: string): ConnectionFacts => ({ runbooks: undefined, assets: { Variable: [name] } });
    assert.ok(!sameFacts(indexedFacts(files, assets('a')), indexedFacts(files, assets('b'))));
  });
  it('knows what the connection has', () => {
    const connection: ConnectionFacts = {
      runbooks: [{ name: 'child', type: 'Script', isPublished: false }, { name: 'There', type: undefined, isPublished: true }],
      assets: { Variable: ['Limit'], Credential: ['Admin'] },
    };
    const of = (body: string): string[] => found(body, connection, 'SMA1005', 'SMA1010', 'SMA1101', 'SMA1102');
    assert.deepEqual(of('Child -To 1'), ['SMA1010']);
    assert.deepEqual(of('Start-SmaRunbook -Name There; There'), []);
    assert.deepEqual(of('Start-SmaRunbook -Name Nowhere'), ['SMA1005']);
    assert.deepEqual(of("Get-AutomationVariable -Name 'limit'; Get-AutomationVariable -Name 'Gone'; Get-AutomationVariable -Name 'Admin'"), ['SMA1101', 'SMA1102']);
    const told: ConnectionFacts = { runbooks: [{ name: 'There', type: 'Script', isPublished: true, parameters: [{ name: 'Need', isMandatory: true }, { name: 'More', isMandatory: false }] }], assets: {} };
    assert.deepEqual(found('There 1', told, 'SMA1007', 'SMA1008', 'SMA1009'), ['SMA1007']);
    assert.deepEqual(found('There -Bad 1', told, 'SMA1007', 'SMA1008', 'SMA1009'), ['SMA1009', 'SMA1008']);
    assert.deepEqual(found('There -Need 1 -Mo 2; There @p', told, 'SMA1007', 'SMA1008', 'SMA1009'), []);
    assert.deepEqual(found('There -Bad 1', connection, 'SMA1008', 'SMA1009'), []);
    // Nobody told of certificates.
    assert.deepEqual(of("Get-AutomationCertificate -Name 'Gone'"), []);
  });
});

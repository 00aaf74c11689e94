import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Runbook } from '../../../../src/client/api.ts';
import { runbookItem } from '../../../../src/features/runbooks/runbookItem.ts';
import { authoringStateOf, mergeRunbooks } from '../../../../src/features/runbooks/runbookModel.ts';
import { declarationLine } from '../../../../src/app/text/declarationLine.ts';
import { checkNewName, nameInText } from '../../../../src/features/runbooks/runbookName.ts';
import { buildDocumentPath, parseDocumentUri } from '../../../../src/app/smaUri.ts';
import { runbookTemplate } from '../../../../src/features/runbooks/templates.ts';
import { readRunbookFile } from '../../../../src/project/index.ts';
import { RUNBOOK_TYPES } from '../../../../src/sma/runbookType.ts';

const server = (name: string, published: string | null, draft: string | null): Runbook => ({
  id: name, name, description: null, tags: [], publishedVersionId: published, draftVersionId: draft, createdAt: '2026-01-01T00:00:00', modifiedAt: '2026-01-01T00:00:00',
  modifiedBy: 'ada', logVerbose: false, logProgress: false, logDebug: false, type: 'Script', designatedWorker: null,
});
const local = (name: string, path = `${name}.ps1`): { name: string; path: string; file: string } => ({ name, path, file: path });
const now = new Date(2026, 0, 2);

describe('runbooks of folder and server', () => {
  it('stand side by side by name, without regard to case, in order', () => {
    const rows = mergeRunbooks([local('zeta'), local('Get-Report')], [server('get-report', 'p', 'd'), server('Alpha', null, 'd')]);
    assert.deepEqual(rows.map((row) => [row.runbookName, row.local?.path, row.state]), [
      ['Alpha', undefined, 'New'], ['get-report', 'Get-Report.ps1', 'InEdit'], ['zeta', 'zeta.ps1', undefined],
    ]);
  });

  it('tells of files that hold the same runbook', () => {
    const [row] = mergeRunbooks([local('A', 'b/A.ps1'), local('A', 'a/A.ps1')], []);
    assert.equal(row?.local?.path, 'a/A.ps1');
    assert.deepEqual(row.others.map(({ path }) => path), ['b/A.ps1']);
  });

  it('derives the authoring state as SMA’s own tools do', () => {
    assert.deepEqual([[null, 'd'], ['p', null], ['p', 'd']].map(([publishedVersionId = null, draftVersionId = null]) => authoringStateOf({ publishedVersionId, draftVersionId })), ['New', 'Published', 'InEdit']);
  });

  it('loses none and shows none twice', () => {
    const names = fc.array(fc.stringMatching(/^[A-Z][a-z]{0,2}$/));
    fc.assert(fc.property(names, names, (here, there) => {
      const rows = mergeRunbooks(here.map((name, index) => local(name, `${index}.ps1`)), [...new Set(there)].map((name) => server(name, 'p', null)));
      assert.deepEqual(rows.map((row) => row.runbookName.toLowerCase()).sort(), [...new Set([...here, ...there].map((name) => name.toLowerCase()))].sort());
      assert.equal(rows.reduce((sum, row) => sum + (row.local === undefined ? 0 : 1 + row.others.length), 0), here.length);
    }));
  });

  it('say their state in words, as a letter and to a screen reader', () => {
    const [draft, here, published] = mergeRunbooks([local('B'), local('C')], [server('A', null, 'd'), server('C', 'p', null)])
      .map((row) => runbookItem({ kind: 'runbook', connectionId: 'local', serverKnown: true, changed: false, row, runbookName: row.runbookName }, now));
    assert.equal(draft?.description, 'draft · server only');
    assert.equal(draft.spoken, 'A, draft, never published · only on server');
    assert.equal(draft.tooltip?.split('\n')[0], 'A: draft, never published · only on server');
    assert.deepEqual(draft.tokens, ['runbook', 'remote', 'server', 'draft']);
    assert.equal(here?.description, 'local');
    assert.equal(here.resource, 'sma-runbook:/onlyHere/B');
    assert.equal(published?.description, 'published');
    assert.equal(published.spoken, 'C, published');
    assert.deepEqual([draft.icon, here.icon, published.icon], ['edit', 'file-code', 'verified'], 'a name that fills the row leaves the icon');
    assert.deepEqual(published.tokens, ['runbook', 'local', 'server', 'published']);
  });

  it('say that the file was changed since it was published', () => {
    const rows = mergeRunbooks([local('A'), local('B')], [server('A', 'p', null), server('B', 'p', 'd')]);
    const [changed, drafted] = rows.map((row) => runbookItem({ kind: 'runbook', connectionId: 'local', serverKnown: true, changed: row.runbookName === 'A', row, runbookName: row.runbookName }, now));
    assert.equal(changed?.description, 'changed locally', 'a row is narrow');
    assert.equal(changed.spoken, 'A, published · changed locally');
    assert.equal(changed.resource, 'sma-runbook:/changed/A');
    assert.equal(changed.icon, 'diff-modified');
    assert.equal(drafted?.resource, 'sma-runbook:/inEdit/B');
  });

  it('claim nothing about a server that was not asked', () => {
    const [row] = mergeRunbooks([local('A')], []);
    assert.ok(row);
    const item = runbookItem({ kind: 'runbook', connectionId: 'local', serverKnown: false, changed: false, row, runbookName: 'A' }, now);
    assert.equal(item.description, '');
    assert.equal(item.resource, 'sma-runbook:/none/A');
  });
});

describe('the name of a runbook', () => {
  it('is that of its workflow', () => {
    assert.equal(nameInText('<#\nworkflow Wrong {\n#>\n  Workflow Get-Report\n{\n}'), 'Get-Report');
    assert.equal(nameInText('# a workflow Is-NotOne\nWrite-Output "workflow X"'), undefined);
    assert.equal(nameInText('workflow Überprüfe-Dienst {'), 'Überprüfe-Dienst');
  });

  it('follows SMA’s rules', () => {
    const bad: readonly [string, RegExp][] = [['', /needs a name/], ['1st', /must start with a letter/], ['a b', /only letters, digits/], ['x'.repeat(65), /64/], ['get-report', /already/]];
    for (const [name, reason] of bad) assert.match(checkNewName(name, ['Get-Report']) ?? '', reason);
    assert.equal(checkNewName('Get-Report_2', ['Get-Report']), undefined);
  });

  it('puts the buttons above the runbook, not above its help', () => {
    assert.equal(declarationLine('<#\nworkflow X {\n#>\n\nworkflow Y {\n}'), 4);
    assert.equal(declarationLine('<#\nhelp\n#>\nparam(\n)'), 3);
    assert.equal(declarationLine('Write-Output 1'), 0);
  });
});

describe('new runbooks', () => {
  for (const type of RUNBOOK_TYPES) {
    it(`can be published as they are: ${type}`, () => {
      const file = readRunbookFile('New-Thing.ps1', runbookTemplate(type, 'New-Thing'));
      assert.deepEqual({ name: file.name, type: file.type, problems: file.problems }, { name: 'New-Thing', type, problems: [] });
    });
  }
});

describe('addresses of documents', () => {
  it('are read as they were built', () => {
    const part = fc.stringMatching(/^[\p{L}\p{Nd}_ ().-]{1,20}$/u);
    fc.assert(fc.property(part, part, fc.constantFrom('draft' as const, 'published' as const), (connectionId, runbookName, version) => {
      assert.deepEqual(parseDocumentUri(buildDocumentPath({ connectionId, runbookName, version })), { connectionId, runbookName, version });
    }));
  });

  it('are short and hold nothing but names', () => {
    assert.deepEqual(buildDocumentPath({ connectionId: 'local', runbookName: 'Get-Report', version: 'draft' }), { scheme: 'sma', path: '/local/Get-Report (draft).ps1' });
  });

  it('are refused where they are something else', () => {
    for (const path of ['', '/', '/local', '/local/Get-Report.ps1', '/local/x (other).ps1', '/a/b/c (draft).ps1']) assert.equal(parseDocumentUri({ scheme: 'sma', path }), undefined, path);
    assert.equal(parseDocumentUri({ scheme: 'file', path: '/local/A (draft).ps1' }), undefined);
  });
});

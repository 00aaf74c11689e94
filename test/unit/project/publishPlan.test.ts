import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Runbook } from '../../../src/client/api.ts';
import { openQuestions, planPublish, type PublishGoal, type ServerFacts, type VersionFacts } from '../../../src/project/publishPlan.ts';
import type { Base } from '../../../src/project/baseStore.ts';
import type { RunbookFile } from '../../../src/project/runbookFile.ts';

const file = (hash: string, type: RunbookFile['type'] = 'PowerShellScript'): RunbookFile => ({ name: 'Report', type, hash, parameters: [], sets: [], problems: [] });
const version = (hash: string | undefined, id = 'v'): VersionFacts | undefined => (hash === undefined ? undefined : { id, hash, etag: '"1"', modifiedAt: '2026-03-01T10:00:00.0000000' });
const runbook = (type: Runbook['type'] = 'PowerShellScript'): Runbook => ({
  id: 'r', name: 'Report', description: null, tags: [], publishedVersionId: null, draftVersionId: null, createdAt: '', modifiedAt: '', modifiedBy: 'CONTOSO\\ann',
  logVerbose: false, logProgress: false, logDebug: false, type, designatedWorker: null,
});
const server = (published: string | undefined, draft: string | undefined): ServerFacts => ({ runbook: runbook(), published: version(published, 'p'), draft: version(draft, 'd') });
const nothing: ServerFacts = { runbook: undefined, published: undefined, draft: undefined };
const base = (published: string | null, draft: string | null = null, runbookId = 'r'): Base => ({ runbookName: 'Report', runbookId, published, draft });

interface Case { readonly what: string; readonly server: ServerFacts; readonly base?: Base; readonly goal?: PublishGoal; readonly steps: string; readonly questions?: string }
const cases: readonly Case[] = [
  { what: 'nothing there: import and publish', server: nothing, steps: 'import publish' },
  { what: 'nothing there, as a draft: import alone', server: nothing, goal: 'draft', steps: 'import' },
  { what: 'published here before, unchanged there', server: server('old', undefined), base: base('old'), steps: 'edit write publish' },
  { what: 'the same, as a draft', server: server('old', undefined), base: base('old'), goal: 'draft', steps: 'edit write' },
  { what: 'the same text is published: nothing to do', server: server('mine', undefined), base: base('old'), steps: '' },
  { what: 'changed there since', server: server('theirs', undefined), base: base('old'), steps: 'edit write publish', questions: 'changedOnServer' },
  { what: 'there already, never published from here', server: server('theirs', undefined), steps: 'edit write publish', questions: 'unknownOnServer' },
  { what: 'a namesake of one that was deleted', server: server('theirs', undefined), base: base('theirs', null, 'another'), steps: 'edit write publish', questions: 'unknownOnServer' },
  { what: 'our own draft', server: server('old', 'saved'), base: base('old', 'saved'), steps: 'write publish' },
  { what: 'our own draft, saved again', server: server('old', 'saved'), base: base('old', 'saved'), goal: 'draft', steps: 'write' },
  { what: 'a draft with the same text', server: server('old', 'mine'), base: base('old'), steps: 'publish' },
  { what: 'a draft with the same text, as a draft: nothing to do', server: server('old', 'mine'), base: base('old'), goal: 'draft', steps: '' },
  { what: 'a draft from someone else', server: server('old', 'theirs'), base: base('old'), steps: 'write publish', questions: 'foreignDraft' },
  { what: 'our draft, changed by someone else since', server: server('old', 'theirs'), base: base('old', 'saved'), steps: 'write publish', questions: 'foreignDraft' },
  { what: 'opened for editing by someone, not touched', server: server('old', 'old'), base: base('old'), steps: 'write publish' },
  { what: 'only a draft from someone else', server: server(undefined, 'theirs'), steps: 'write publish', questions: 'foreignDraft' },
  { what: 'changed there, and a draft from someone else', server: server('theirs', 'more'), base: base('old'), steps: 'write publish', questions: 'foreignDraft changedOnServer' },
];

describe('project: deciding what a publish does', () => {
  for (const { what, server: facts, base: known, goal = 'publish', steps, questions = '' } of cases) {
    it(what, () => {
      const plan = planPublish(file('mine'), facts, known, goal);
      assert.equal(plan.steps.join(' '), steps);
      assert.equal(plan.questions.map((question) => question.kind).join(' '), questions);
      assert.deepEqual(plan.problems, []);
    });
  }

  it('never lets a text that is nowhere else be overwritten without a question', () => {
    const hash = fc.constantFrom('a', 'b', 'c', 'd');
    const maybe = fc.option(hash, { nil: undefined });
    fc.assert(fc.property(hash, maybe, maybe, fc.option(hash, { nil: null }), fc.option(hash, { nil: null }), fc.constantFrom<PublishGoal>('draft', 'publish'), (mine, published, draft, basePublished, baseDraft, goal) => {
      const known = base(basePublished, baseDraft);
      const plan = planPublish(file(mine), server(published, draft), known, goal);
      const loses = draft !== undefined && plan.steps.includes('write') && draft !== mine && draft !== published && draft !== baseDraft;
      assert.equal(plan.questions.some((question) => question.kind === 'foreignDraft'), loses);
      if (loses) assert.ok(openQuestions(plan, { overwriteChanged: true, overwriteUnknown: true }).length > 0);
      // And what is published in the end is the file's text.
      if (goal === 'publish' && plan.steps.length === 0) assert.ok(published === mine && draft === undefined);
    }));
  });

  it('refuses to make a workflow of a script, and names both', () => {
    const plan = planPublish(file('mine', 'Script'), server('old', undefined), base('old'), 'publish');
    assert.equal(plan.problems[0]?.kind, 'type');
    assert.match(plan.problems[0]?.message ?? '', /PowerShell script on the server and a PowerShell Workflow here/);
  });

  it('says who and when, so that the person can ask them', () => {
    const [question] = planPublish(file('mine'), server('old', 'theirs'), base('old'), 'publish').questions;
    assert.match(question?.message ?? '', /CONTOSO\\ann, 2026-03-01 10:00 UTC/);
  });
});

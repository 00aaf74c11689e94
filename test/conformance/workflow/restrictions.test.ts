import assert from 'node:assert/strict';
import { parse, validate } from '../../../src/powershell/index.ts';
import { lintForPublish } from '../../../src/project/publishLint.ts';
import { examineScript } from '../../../src/service/scripts/examineScript.ts';
import { accepted, refused } from './restrictions.ts';
import { runWorkflow, scriptOf } from './workflowCase.ts';

/** What each place that judges a workflow refuses it with. */
const judge = (text: string): { parser: readonly string[]; lint: readonly (string | undefined)[]; service: readonly string[] } => {
  const script = examineScript(text, undefined);
  return {
    parser: validate(parse(text)).map(({ errorId }) => errorId),
    lint: lintForPublish('t.ps1', text).errors.map(({ errorId }) => errorId),
    service: [script.syntax, script.publish, ...script.excluded.map(({ problem }) => problem)].flatMap((problem) => (problem === undefined ? [] : [problem.message])),
  };
};
const one = (ids: readonly unknown[]): readonly unknown[] => [...new Set(ids)];

describe('Restrictions of the workflow language: the parser, the linter, publishing and a run agree', function () {
  this.timeout(20_000);
  for (const { text, id, when } of refused) it(`${id}: ${text}`, () => {
    const script = scriptOf(text), { parser, lint, service } = judge(script), ran = runWorkflow(script);
    if (when === 'run') {
      assert.deepEqual([parser, lint, service, ran.refused], [[], [], [], []]);
      assert.match(ran.failure ?? '', /supports only a single element/);
      return;
    }
    assert.ok(ran.refused.includes(id), `the run refuses ${ran.refused.join(', ') || 'nothing'}`);
    assert.deepEqual(ran.output, []);
    if (when === 'parse') {
      assert.ok(parser.includes(id), `the parser: ${parser.join(', ')}`);
      assert.deepEqual(one(lint), one(parser));
      assert.equal(service.length > 0, true);
      return;
    }
    // What needs to know the commands is not the parser's; whether a name is a command at all only the run knows.
    assert.deepEqual(parser, []);
    assert.deepEqual(one(lint), id === 'CommandNotFound' ? [] : [id]);
    assert.equal(service.some((message) => message.includes(`(${id})`)), id === 'CommandActivityExcluded');
  });
  for (const text of accepted) it(`accepts ${text}`, () => {
    const script = scriptOf(text), ran = runWorkflow(script);
    assert.deepEqual({ ...judge(script), refused: ran.refused, failure: ran.failure }, { parser: [], lint: [], service: [], refused: [], failure: undefined });
  });
});

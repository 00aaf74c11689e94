import type { PublishPlan, PublishProblem, PublishQuestion } from './publishPlan.ts';

/** Nothing was changed: the runbook itself is at fault, or somebody must decide first. */
export class PublishRefused extends Error {
  override readonly name = 'PublishRefused';
  readonly code: 'Problem' | 'Question';
  readonly plan: PublishPlan;
  readonly problems: readonly PublishProblem[];
  readonly questions: readonly PublishQuestion[];

  /** `file` is how the person named it, for messages that an editor can jump to. */
  constructor(plan: PublishPlan, file: string, questions: readonly PublishQuestion[]) {
    super(plan.problems.length > 0 ? plan.problems.map((problem) => located(file, problem)).join('\n') : questions.map((question) => question.message).join('\n'));
    this.code = plan.problems.length > 0 ? 'Problem' : 'Question';
    this.plan = plan;
    this.problems = plan.problems;
    this.questions = questions;
  }

  /** True where the runbook's text must change, and no decision helps. */
  get isRunbookAtFault(): boolean {
    return this.code === 'Problem';
  }
}

export function isPublishRefused(error: unknown): error is PublishRefused {
  return error instanceof PublishRefused;
}

/** A problem in one line that an editor can jump to. */
export function located(file: string, problem: PublishProblem): string {
  const message = problem.rule === undefined ? problem.message : `${problem.message} [${problem.rule}]`;
  return problem.line === undefined ? `${file}: ${message}` : `${file}:${problem.line}:${problem.column ?? 1}: ${message}`;
}

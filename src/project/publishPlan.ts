/** Deciding what a publish (or a save as draft) would do. Pure: facts in, plan out; nothing is asked or changed here. */
import type { Runbook } from '../client/api.ts';
import { runbookTypeLabel } from '../sma/runbookType.ts';
import type { Base } from './baseStore.ts';
import type { RunbookFile } from './runbookFile.ts';

export type PublishGoal = 'draft' | 'publish';

/** A version on the server, as far as deciding needs it. */
export interface VersionFacts { readonly id: string; readonly hash: string; readonly etag: string | null; readonly modifiedAt: string }
export interface ServerFacts { readonly runbook: Runbook | undefined; readonly published: VersionFacts | undefined; readonly draft: VersionFacts | undefined }

/** What a person must decide first. Each is answered by a field of Decisions. */
export type PublishQuestion =
  /** A draft that was not saved from this folder, with a text that is nowhere else. */
  | { readonly kind: 'foreignDraft'; readonly message: string; readonly versionId: string; readonly modifiedAt: string; readonly modifiedBy: string | null }
  /** The published text is another than when this folder and the server last agreed. */
  | { readonly kind: 'changedOnServer'; readonly message: string; readonly versionId: string; readonly modifiedAt: string; readonly modifiedBy: string | null }
  /** There is a runbook of that name, and this folder has never published to it: it may be a namesake. */
  | { readonly kind: 'unknownOnServer'; readonly message: string; readonly versionId: string };

export interface Decisions {
  readonly overwriteDraft?: boolean;
  readonly overwriteChanged?: boolean;
  readonly overwriteUnknown?: boolean;
}

export interface PublishProblem {
  readonly kind: 'syntax' | 'name' | 'type' | 'rule';
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** The id of a syntax error, or of what a workflow may not hold. */
  readonly errorId?: string;
  /** Id of the linter's rule, where one says it. */
  readonly rule?: string;
}

export type PublishStep = 'import' | 'edit' | 'write' | 'publish';

export interface PublishPlan {
  readonly name: string;
  readonly goal: PublishGoal;
  /** What forbids it whatever anybody decides; the runbook's text must change. */
  readonly problems: readonly PublishProblem[];
  readonly questions: readonly PublishQuestion[];
  /** In order; none where the server has it already. */
  readonly steps: readonly PublishStep[];
}

/** The plan for a file. Errors of the linter, where it was asked, forbid it like the file's own. */
export function planPublish(file: RunbookFile, server: ServerFacts, base: Base | undefined, goal: PublishGoal, lintErrors: readonly PublishProblem[] = []): PublishPlan {
  const { runbook, published, draft } = server;
  const problems: PublishProblem[] = [...file.problems, ...lintErrors];
  if (runbook?.type !== undefined && file.type !== undefined && runbook.type !== file.type) {
    problems.push({ kind: 'type', message: `${file.name} is a ${runbookTypeLabel(runbook.type)} on the server and a ${runbookTypeLabel(file.type)} here; a runbook's type cannot change, so give it another name or delete the one there.` });
  }
  const plan = (steps: readonly PublishStep[], questions: readonly PublishQuestion[] = []): PublishPlan => ({ name: file.name, goal, problems, questions, steps });
  if (runbook === undefined) return plan(goal === 'publish' ? ['import', 'publish'] : ['import']);

  // A base of another runbook of the same name (deleted and made anew) says nothing.
  const known = base?.runbookId === runbook.id ? base : undefined;
  const questions = [draftQuestion(file, server, known, runbook), publishedQuestion(file, server, known, runbook)].filter((question) => question !== undefined);

  if (draft === undefined) return published?.hash === file.hash ? plan([]) : plan(goal === 'publish' ? ['edit', 'write', 'publish'] : ['edit', 'write'], questions);
  const write: readonly PublishStep[] = draft.hash === file.hash ? [] : ['write'];
  return plan(goal === 'publish' ? [...write, 'publish'] : write, questions);
}

function draftQuestion(file: RunbookFile, { draft, published }: ServerFacts, base: Base | undefined, runbook: Runbook): PublishQuestion | undefined {
  if (draft === undefined || draft.hash === file.hash) return undefined;
  // Saved from here, or opened for editing and not touched: no text would be lost.
  if (draft.hash === base?.draft || draft.hash === published?.hash) return undefined;
  return {
    kind: 'foreignDraft', versionId: draft.id, modifiedAt: draft.modifiedAt, modifiedBy: runbook.modifiedBy,
    message: `${file.name} has a draft on the server that was not saved from here (${by(runbook.modifiedBy, draft.modifiedAt)}).`,
  };
}

function publishedQuestion(file: RunbookFile, { published }: ServerFacts, base: Base | undefined, runbook: Runbook): PublishQuestion | undefined {
  if (published === undefined || published.hash === file.hash || published.hash === base?.published) return undefined;
  if (base === undefined || base.published === null) {
    return { kind: 'unknownOnServer', versionId: published.id, message: `${file.name} is on the server already, with another text, and was never published from here: it may be another runbook of that name, or hold somebody's work.` };
  }
  return {
    kind: 'changedOnServer', versionId: published.id, modifiedAt: published.modifiedAt, modifiedBy: runbook.modifiedBy,
    message: `${file.name} was changed on the server since it was last published from here (${by(runbook.modifiedBy, published.modifiedAt)}).`,
  };
}

const by = (who: string | null, when: string): string => `${who === null || who === '' ? '' : `${who}, `}${when.slice(0, 16).replace('T', ' ')} UTC`;

/** The questions that the decisions leave open. */
export function openQuestions(plan: PublishPlan, decisions: Decisions): readonly PublishQuestion[] {
  const answered: Readonly<Record<PublishQuestion['kind'], boolean | undefined>> = {
    foreignDraft: decisions.overwriteDraft,
    changedOnServer: decisions.overwriteChanged,
    unknownOnServer: decisions.overwriteUnknown,
  };
  return plan.questions.filter((question) => answered[question.kind] !== true);
}

/** What a rule of the linter is: data for people, and a check over a runbook's tree. */
import type { LintContext } from './context.ts';

export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** What a person may set for a rule. */
export type SeveritySetting = Severity | 'off';

export type Category = 'children' | 'assets' | 'workflow' | 'state' | 'security' | 'file' | 'language';

/** A change of the text; offsets as the tree's. */
export interface Edit { readonly start: number; readonly end: number; readonly text: string }
/** A repair. One that `changes` makes a runbook that ran do something else, as was meant: it is made where somebody chooses it, never with all others. */
export interface Fix { readonly title: string; readonly edits: readonly Edit[]; readonly changes?: true }

/** One place that a rule objects to. The message says what, and what to do. */
export interface Report { readonly start: number; readonly end: number; readonly message: string; readonly fix?: Fix | undefined; /** What Windows PowerShell calls the error; the message says it too, but for what its parser finds. */ readonly errorId?: string; /** The rule that says the same of the same place and more gravely: where it speaks, this report is dropped. */ readonly unless?: Rule['id'] }

export interface Rule {
  /** Never given to another rule: settings and comments name it. */
  readonly id: `SMA${number}`;
  /** For people, and as good as the id in comments. */
  readonly name: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly appliesTo: 'workflow' | 'script' | 'both';
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** Why it matters and what to do; the README has examples. */
  readonly documentation: string;
  /** True where the rule also looks at a text that does not parse; the others would report consequences. */
  readonly onBroken?: boolean;
  /** True where the engine and the service refuse the text as well: no setting and no comment changes that. */
  readonly isFixed?: boolean;
  /** What is undefined among the reports stands for a moment in which others may have the thread: a rule that takes long gives some. */
  check(context: LintContext): Iterable<Report | undefined>;
}

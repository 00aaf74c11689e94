import type { Ast, HashtableAst } from '../../syntax/ast.ts';
import { argumentsOf } from '../commands/arguments.ts';
import type { CommandUse } from '../commands/commands.ts';
import { writtenName, type WrittenName } from '../names/quoted.ts';
import { bareValue, givenTables } from '../names/variableTexts.ts';
import { startedRunbook } from './runbookNames.ts';
import { scriptFile } from './scriptFiles.ts';

/** A text that a runbook gets for a parameter. Of a PSCredential it is the name of a credential asset (sma-rest-api.md 5.6, 6.2; workflow-semantics.md 12). */
export interface RunbookArgument extends WrittenName {
  readonly runbook: string;
  /** Its name, which a call may shorten; the number of the argument where the call does not name it, from 0. */
  readonly parameter: string | number;
  /**
   * The arguments of a call that names some, with blanks between them: `.` for one without a name, `Name` for one whose value is the next
   * word, unless the parameter is a switch, and `Name:` for one of which that is known to be its value, or to be none.
   */
  readonly beside?: string;
  readonly name: string;
  /** By a command that starts a job, or by a call of the runbook itself. */
  readonly form: 'start' | 'call';
}

/** Common parameters without a value (about_CommonParameters, about_WorkflowCommonParameters). */
const switches: ReadonlySet<string> = new Set(['verbose', 'vb', 'debug', 'db', 'whatif', 'wi', 'confirm', 'cf', 'asjob', 'psusessl', 'psallowredirection']);

/** The runbook that a command may call where it stands: by its plain name, or as a script beside the text. In InlineScript there is none. */
function calledRunbook({ name, node, place, operator }: CommandUse): string | undefined {
  if (place === 'inlineScript' || operator === 'Dot') return undefined;
  const file = scriptFile(node);
  if (file !== undefined) return file.isBeside ? file.name : undefined;
  return name !== undefined && /^[\p{L}_][\p{L}\p{Nd}_-]*$/u.test(name) ? name : undefined;
}

/** Collects the texts that runbooks are given, each once for each runbook. */
class Given {
  readonly #found = new Map<string, RunbookArgument>();
  readonly #done = new Map<readonly HashtableAst[], Set<string>>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get all(): RunbookArgument[] {
    return [...this.#found.values()];
  }

  value(use: CommandUse, value: Ast | undefined, runbook: string, parameter: RunbookArgument['parameter'], form: RunbookArgument['form'], beside?: string): void {
    const bare = value && bareValue(value);
    if (bare?.kind !== 'StringConstantExpressionAst' && bare?.kind !== 'VariableExpressionAst') return;
    for (const one of use.texts.textsOf(bare)) {
      const place = one.value === '' ? undefined : writtenName(this.#text, one);
      if (place !== undefined) this.#found.set(`${place.start} ${runbook} ${parameter} ${beside ?? ''}`.toLowerCase(), { ...place, runbook, parameter, name: one.value, form, ...(beside !== undefined && { beside }) });
    }
  }

  tables(use: CommandUse, tables: readonly HashtableAst[], runbook: string, form: RunbookArgument['form']): void {
    // Many may get what one variable holds.
    const told = this.#done.get(tables) ?? new Set(), key = `${form} ${runbook}`.toLowerCase();
    this.#done.set(tables, told);
    if (told.size === told.add(key).size) return;
    for (const { pairs } of tables) for (const pair of pairs) if (pair.key.kind === 'StringConstantExpressionAst') this.value(use, pair.value, runbook, pair.key.value, form);
  }

  call(use: CommandUse, runbook: string): void {
    const given = argumentsOf(use.node, switches), elements: ReadonlySet<Ast> = new Set(use.node.elements), words: string[] = [];
    let isKnown = true;
    for (const { parameter, value } of given) {
      if (value?.kind === 'VariableExpressionAst' && value.splatted) {
        const tables = use.texts.tablesOf(value), keys = tables?.length === 1 ? tables[0]!.pairs.map(({ key }) => (key.kind === 'StringConstantExpressionAst' && !/[\s.:]/.test(key.value) ? `${key.value}:` : undefined)) : [undefined];
        isKnown &&= keys.every((key) => key !== undefined);
        for (const key of keys) if (key !== undefined) words.push(key);
      } else {
        words.push(parameter === undefined || parameter === '' ? '.' : value !== undefined && elements.has(value) ? parameter : `${parameter}:`);
      }
    }
    if (words.length > MOST_BESIDE) return;
    const beside = words.every((word) => word === '.') ? undefined : words.join(' ');
    let position = 0;
    for (const { parameter, value } of given) {
      if (value?.kind === 'VariableExpressionAst' && value.splatted) this.tables(use, use.texts.tablesOf(value) ?? [], runbook, 'call');
      else if (parameter !== undefined && parameter !== '') this.value(use, value, runbook, parameter, 'call', beside);
      else {
        if (isKnown) this.value(use, value, runbook, position, 'call', beside);
        position++;
      }
    }
  }
}

/** What is given more than this is no runbook: each argument would be told with all the others. */
const MOST_BESIDE = 200;

/** The texts that runbooks are given: in `-Parameters @{ }` of commands that start one, and in calls by name, of which `mayCall` says that they may be a runbook's. */
export function runbookArguments(text: string, uses: readonly CommandUse[], mayCall: (name: string) => boolean): RunbookArgument[] {
  const given = new Given(text);
  for (const use of uses) {
    const started = startedRunbook(use), called = started === undefined ? calledRunbook(use) : undefined;
    if (started !== undefined) given.tables(use, givenTables(use, 'Parameters'), started, 'start');
    else if (called !== undefined && use.node.elements.length > 1 && mayCall(called)) given.call(use, called);
  }
  return given.all;
}

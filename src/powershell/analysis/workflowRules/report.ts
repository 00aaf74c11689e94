import { mayBeException } from '../../syntax/checks/exceptions.ts';
import { mayExist } from '../../syntax/checks/knownTypes.ts';
import type { CommandAst, TypeName } from '../../syntax/ast.ts';
import type { ParseError } from '../../syntax/parseResult.ts';
import { workflowMessage, type WorkflowErrorId } from './messages.ts';

/**
 * Where the types are that a workflow's compiler knows: the assemblies that Windows PowerShell has loaded, and SMA's own. Namespaces below
 * System need not be written with it. Those of modules it knows only where the text says so (`using`).
 */
const ROOTS: ReadonlySet<string> = new Set(`accessibility microsoft ms orchestrator system windows
  activities addin buffers codedom collections componentmodel configuration data deployment device diagnostics directoryservices drawing dynamic enterpriseservices formats
  globalization identitymodel io json linq management media messaging net numerics printing reflection resources runtime security servicemodel serviceprocess speech text
  threading timers transactions web workflow xaml xml`.split(/\s+/));

/** A command without an activity that is called as a statement, and the error that this is unless a module has another command of that name. */
export interface ExcludedCall { readonly name: string; readonly error: ParseError }

/** Collects what a workflow's validation finds. */
export class WorkflowErrors {
  /** What the validation pass tells, in its order. */
  readonly #list: ParseError[] = [];
  /** What the full compile tells. */
  readonly #later: ParseError[] = [];
  /** Calls of commands that have no activity: refused by the compiler, which knows whether the name stands for something else. */
  readonly excluded: ExcludedCall[] = [];
  /** Commands that become activities: statements, and what statements are made of; not those inside expressions. */
  readonly activities: CommandAst[] = [];
  readonly #seen = new Set<string>();
  readonly #isOpen: boolean;
  readonly #classes: ReadonlySet<string>;

  /** `classes`: what the text defines. `isOpen`: the text names namespaces, modules or classes, so that a short name may stand for any type. */
  constructor(isOpen = false, classes: readonly string[] = []) {
    this.#isOpen = isOpen;
    this.#classes = new Set(classes.map((name) => name.toLowerCase()));
  }

  /** Whether a type is a class or enumeration of the text, or a list of such: in an assembly made at run time, which no compiled workflow can name. */
  isDynamic(type: TypeName): boolean {
    if (this.#classes.size === 0) return false;
    if (type.form === 'array') return this.isDynamic(type.element);
    return type.form === 'generic' ? type.arguments.some((one) => this.isDynamic(one)) : this.#classes.has(type.name.toLowerCase());
  }

  /** False where no type of the name can be there. */
  mayExist(name: string): boolean {
    if (this.#isOpen && !/^system\./i.test(name)) return true;
    const [root = '', ...rest] = name.toLowerCase().split('.');
    return mayExist(name) && (rest.length === 0 || ROOTS.has(root));
  }

  /** False where no exception of the name can be there. */
  mayBeException(name: string): boolean {
    return this.mayExist(name) && mayBeException(name);
  }

  exclude(node: { readonly start: number; readonly end: number }, name: string): void {
    const { start, end } = node;
    this.excluded.push({ name, error: { errorId: 'CommandActivityExcluded', message: workflowMessage('CommandActivityExcluded', name), start, end, incompleteInput: false } });
  }

  /** What 5.1's parser tells of a text comes before what its compiler does. */
  get list(): ParseError[] {
    return [...this.#list, ...this.#later];
  }

  /** An error of the validation pass. One of the same id at the same place is none (Parser.SaveError). */
  add(node: { readonly start: number; readonly end: number }, errorId: WorkflowErrorId, argument = ''): void {
    this.#add(this.#list, node, errorId, argument);
  }

  /** An error of the full compile. */
  addLater(node: { readonly start: number; readonly end: number }, errorId: WorkflowErrorId, argument = ''): void {
    this.#add(this.#later, node, errorId, argument);
  }

  #add(list: ParseError[], { start, end }: { readonly start: number; readonly end: number }, errorId: WorkflowErrorId, argument: string): void {
    const key = `${errorId}:${start}:${end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    list.push({ errorId, message: workflowMessage(errorId, argument), start, end, incompleteInput: false });
  }
}

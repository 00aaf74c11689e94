/** What a rule's check is given: the tree and what analysis knows of it, worked out once for all rules. */
import { analyseRunbook, analyseSymbols, calledName, isConfiguration, isOfResource, LineMap, once, ownAliases, scriptFile, variableParts, type Ast, type CommandAst, type ParseResult, type RunbookFacts, type Scope } from '../../powershell/index.ts';
import type { Steps } from '../turns.ts';
import { aliases } from './aliases.ts';
import { changedAliases } from './changedAliases.ts';
import { CMDLET_NAMES } from './cmdletNames.ts';
import type { FolderFacts, FolderRunbook } from './folder.ts';
import { windowsCmdlets } from './windowsCmdlets.ts';
import { commandKey, isPiped, Sites, type NodeOf, type Site } from './sites.ts';

/** A statement of a text that others load: it defines, or says what is handed out of a module. */
function isDefinition(statement: Ast): boolean {
  if (statement.kind === 'FunctionDefinitionAst' || statement.kind === 'TypeDefinitionAst') return true;
  const [command] = statement.kind === 'PipelineAst' ? statement.elements : [];
  return command?.kind === 'CommandAst' && /^(export-modulemember|(?:set|new)-alias|[sn]al)$/.test(commandKey({ node: command }));
}

export interface LintInput {
  readonly result: ParseResult;
  /** Name of the file without folder and `.ps1`; undefined for a text without one. */
  readonly fileName?: string | undefined;
  readonly folder?: FolderFacts | undefined;
  readonly facts?: RunbookFacts | undefined;
  readonly lines?: LineMap | undefined;
  readonly scope?: Scope | undefined;
}

/** Read with the first text that is judged. */
const cmdletNames = once(() => new Set(CMDLET_NAMES));

/** Every place of a variable's name in the whole text, whatever its scope. */
export interface NameUses { readonly reads: Site<NodeOf<'VariableExpressionAst'>>[]; readonly writes: Site<NodeOf<'VariableExpressionAst'>>[] }

export class LintContext {
  readonly result: ParseResult;
  readonly text: string;
  readonly fileName: string | undefined;
  readonly folder: FolderFacts | undefined;
  readonly facts: RunbookFacts;
  readonly lines: LineMap;
  /** Whether a word is the id or name of a rule. */
  readonly isRule: (word: string) => boolean;
  #sites: Sites | undefined;
  #scope: Scope | undefined;
  #commands: readonly Site<NodeOf<'CommandAst'>>[] | undefined;
  #isRunbook: boolean | undefined;
  #elsewhere: boolean | undefined;
  #functions: ReadonlySet<string> | undefined;
  #aliases: ReadonlyMap<string, string> | undefined;
  #changed: ((name: string) => boolean) | undefined;
  #names: ReadonlyMap<string, NameUses> | undefined;

  constructor({ result, fileName, folder, facts, lines, scope }: LintInput, isRule: (word: string) => boolean) {
    this.isRule = isRule;
    this.result = result;
    this.text = result.text;
    this.fileName = fileName;
    this.folder = folder;
    this.facts = facts ?? analyseRunbook(result, fileName);
    this.lines = lines ?? new LineMap(result.text);
    this.#scope = scope;
  }

  /** Works out in pieces what nearly every rule asks for. */
  *prepared(): Steps<void> {
    this.#sites ??= yield* Sites.steps(this.result.ast);
    yield;
    // The first time that they are asked for they are worked out.
    for (const ready of [() => this.scope, () => this.names, () => this.functions, () => this.commands(), () => this.isRunbook]) {
      ready();
      yield;
    }
  }

  get sites(): Sites {
    return (this.#sites ??= Sites.under(this.result.ast));
  }

  get scope(): Scope {
    return (this.#scope ??= analyseSymbols(this.result.ast));
  }

  /** Functions and workflows that the text itself defines, in lower case. */
  get functions(): ReadonlySet<string> {
    return (this.#functions ??= new Set(this.sites.of('FunctionDefinitionAst').map(({ node }) => calledName(node).name.toLowerCase())));
  }

  /** False for what is no runbook and stands among them: a test, a text whose statements declare DSC configurations, one that others load for its functions. */
  get isRunbook(): boolean {
    return (this.#isRunbook ??= this.#seemsRunbook());
  }

  #seemsRunbook(): boolean {
    if (/\.tests$/i.test(this.fileName ?? '')) return false;
    const { beginBlock, processBlock, endBlock } = this.result.ast, statements = [beginBlock, processBlock, endBlock].flatMap((block) => block?.statements ?? []);
    if (this.facts.workflows.length > 0) return true;
    return !(statements.length > 0 && statements.every(isDefinition)) && !this.commands().some((site) => commandKey(site) === 'configuration' && site.definition === undefined && site.node.elements[1]?.kind === 'StringConstantExpressionAst');
  }

  /** Name of the runbook, as SMA gives it. */
  get name(): string | undefined {
    return this.facts.name ?? this.fileName;
  }

  /** The text of a node. */
  slice(node: { readonly start: number; readonly end: number }): string {
    return this.text.slice(node.start, node.end);
  }

  /** What calls something: a property of a DSC resource, which is a command to the grammar, does not. */
  commands(): readonly Site<NodeOf<'CommandAst'>>[] {
    if (this.#commands === undefined) {
      const all = this.sites.of('CommandAst'), first = all.find(({ node }) => isConfiguration(node))?.node.start;
      this.#commands = first === undefined ? all : all.filter(({ node }) => node.start <= first || !isOfResource(node, this.text.slice(node.end, node.end + 200)));
    }
    return this.#commands;
  }

  /**
   * The cmdlet that a command means, in lower case: by its name, with a module's before it, or by an alias, the text's own or one of PowerShell's.
   * A function of the text is meant by its name. Every rule that looks for cmdlets asks here.
   */
  readonly cmdlet = (node: CommandAst): string => {
    const written = commandKey({ node }), own = (this.#aliases ??= ownAliases(this.result.ast, this.facts.commands)).get(written)?.toLowerCase() ?? written;
    return this.functions.has(own) ? own : this.alias(own)?.toLowerCase() ?? own;
  };

  /** What one of PowerShell's own aliases stands for, where the text does not take it away or change it. */
  alias(name: string): string | undefined {
    const full = aliases.get(name);
    return full === undefined || (this.#changed ??= changedAliases(this.sites, this.sites.of('CommandAst')))(name) ? undefined : full;
  }

  /** The runbook of a name; undefined where there is none or nobody knows which of several. */
  runbook(name: string): FolderRunbook | undefined {
    const found = this.folder?.runbooks?.get(name.toLowerCase());
    return found?.isAmbiguous === true ? undefined : found;
  }

  /** Another runbook of the folder that a command means by its plain name. */
  child(command: Site<NodeOf<'CommandAst'>>): FolderRunbook | undefined {
    return command.node.invocationOperator === 'Unknown' ? this.called(command) : undefined;
  }

  /** As `child`, with `&` or `.` before the name too. */
  called(command: Site<NodeOf<'CommandAst'>>): FolderRunbook | undefined {
    const key = commandKey(command);
    if (this.functions.has(key) || key === this.name?.toLowerCase() || isConfiguration(command.node)) return undefined;
    // A file named as a cmdlet is mostly an example of it.
    const found = cmdletNames().has(key) || windowsCmdlets.has(key) ? undefined : this.runbook(key);
    // Nobody calls a script without its path; from a workflow, which loads no files, it is meant all the same.
    if (found?.isFunction === true && command.place !== 'workflow') return undefined;
    // In a pipeline a cmdlet is expected: only a workflow comes before one of the same name (workflow-semantics.md 1.2).
    return found?.type === 'PowerShellScript' && isPiped(command) ? undefined : found;
  }

  /** As `called`, also by a file beside the text (`.\Child.ps1`), where nothing around it goes to another folder first. */
  calledInside(command: Site<NodeOf<'CommandAst'>>): FolderRunbook | undefined {
    const file = scriptFile(command.node);
    if (file === undefined) return this.called(command);
    return !file.isBeside || file.name.toLowerCase() === this.name?.toLowerCase() || this.#goesElsewhere ? undefined : this.runbook(file.name);
  }

  /** Whether a text changes its folder. */
  get #goesElsewhere(): boolean {
    return (this.#elsewhere ??= this.commands().some((site) => /^(?:set|push)-location$/.test(this.cmdlet(site.node))));
  }

  /** All names of variables with their places. */
  get names(): ReadonlyMap<string, NameUses> {
    return (this.#names ??= namesOf(this.sites));
  }
}

/** Whether what stands at a place is given a value there, and whether it is read as well. */
export function isWritten(site: Site): 'no' | 'only' | 'too' {
  const { parent } = site;
  switch (parent?.node.kind) {
    case 'ParameterAst': return parent.node.name === site.node ? 'only' : 'no';
    case 'ForEachStatementAst': return parent.node.variable === site.node ? 'only' : 'no';
    case 'AssignmentStatementAst': return parent.node.left !== site.node ? 'no' : parent.node.operator === 'Equals' ? 'only' : 'too';
    case 'ConvertExpressionAst': return /^ref$/i.test(parent.node.type.typeName.text) ? 'too' : isWritten(parent);
    case 'UnaryExpressionAst': return /PlusPlus|MinusMinus/.test(parent.node.operator) ? 'too' : 'no';
    case 'AttributedExpressionAst': case 'ArrayLiteralAst': return isWritten(parent);
    default: return 'no';
  }
}

function namesOf(sites: Sites): Map<string, NameUses> {
  const names = new Map<string, NameUses>();
  for (const site of sites.of('VariableExpressionAst')) {
    const parts = variableParts(site.node.variablePath);
    if (parts.isDrive && parts.drive !== 'workflow' && parts.drive !== 'using') continue;
    const key = parts.name.toLowerCase();
    let uses = names.get(key);
    if (uses === undefined) names.set(key, (uses = { reads: [], writes: [] }));
    const written = isWritten(site);
    if (written !== 'no') uses.writes.push(site);
    if (written !== 'only') uses.reads.push(site);
  }
  return names;
}

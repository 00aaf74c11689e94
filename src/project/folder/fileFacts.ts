/** What the folder's index keeps of a runbook file: names and their places, no text and no tree. Plain data, so that it can lie on disk. */
import {
  aliasCalls, analyseRunbook, importedModules, manifestModules, usedModules, calledName, functionFacts, functionMentions, LineMap, loadedScripts, runbookAsCommand, runbookArguments, runbookNames, runTexts, sameName, typeNamePlaces, walk, writtenName,
  type Ast, type AssetKind, type RunbookArgument, type RunbookFacts, type CommandFacts, type CommandPlace, type NamePlace, type ParseResult, type RunbookKind, type RunbookName, type RunbookNameForm, type WrittenName,
} from '../../powershell/index.ts';
import { CMDLET_NAMES } from '../lint/cmdletNames.ts';
import { atOnce, type Steps } from '../turns.ts';
import { namesCalledElsewhere, namesGiven } from './givenArguments.ts';

/** Raised with every change of what is kept: an index on disk of another number is made anew. */
export const FACTS_VERSION = 31;

/** Line and column from 0, and length: a name in a file. */
export type Span = readonly [line: number, column: number, length: number];

/** A function or workflow that a file defines. */
export interface IndexedFunction { readonly name: string; readonly isWorkflow: boolean; readonly isNested: boolean; readonly at: Span; /** Of a function that other files may load. */ readonly facts?: CommandFacts | undefined }

/** How a name stands: as of a runbook, of a function or workflow that is mentioned and not called (`${function:Foo}`), or of a command that is called by an alias of the text. */
export type CallForm = RunbookNameForm | 'mention' | 'alias';
/** A command's name, or a runbook's or function's name as an argument. */
export interface IndexedCall { readonly name: string; readonly form: CallForm; readonly place: CommandPlace; readonly quote: WrittenName['quote']; readonly at: Span; /** As in `Lib\Get-Thing`. */ readonly module?: string | undefined; /** Names of parameters that it gives. */ readonly given?: readonly IndexedName[]; /** Others may be given beside, which only the text tells. */ readonly isOpen?: true; /** It is not the first of its pipeline. */ readonly isPiped?: true; /** The text puts the name together: nothing can be written there. */ readonly isMade?: true }
/** A name as long as it stands there. */
export type IndexedName = readonly [name: string, line: number, column: number];

/** A constant name of an asset in a command that reads or writes it. */
export interface IndexedAsset { readonly kind: AssetKind; readonly name: string; readonly access: 'read' | 'write'; readonly quote: WrittenName['quote']; readonly at: Span; /** The text puts its name together, or has it in a text that is run: nothing can be written there. */ readonly isMade?: boolean; /** A variable holds it, and the text compares such a variable with the same name written out again. */ readonly isCompared?: boolean }

/** A text that a runbook is given where it is started or called: the name of a credential where the runbook's parameter is one. */
export interface IndexedGiven extends Pick<RunbookArgument, 'runbook' | 'parameter' | 'form' | 'beside'> { readonly name: string; readonly quote: WrittenName['quote']; readonly at: Span }

/** A place of a class's or enum's name. */
export interface IndexedType { readonly name: string; readonly access: NamePlace['access']; readonly at: Span }

export interface FileFacts {
  /** The file's name without folder and `.ps1`. */
  readonly fileName: string;
  /** The runbook as a command: named by its workflow, else by its file. */
  readonly runbook: CommandFacts;
  readonly type: RunbookKind;
  /** False for what calls runbooks and is none: `*.Tests.ps1`, and a module and its manifest, whose `fileName` ends in `.psm1` or `.psd1`. */
  readonly isRunbook: boolean;
  /** Files that it loads with a dot, and of modules that it uses or imports: by their names, or, as `./sub/lib`, by the way to them. */
  readonly loads: readonly string[];
  /** The workflow's name; undefined in a script, whose name is its file's. */
  readonly nameAt: Span | undefined;
  readonly functions: readonly IndexedFunction[];
  readonly calls: readonly IndexedCall[];
  readonly assets: readonly IndexedAsset[];
  readonly given: readonly IndexedGiven[];
  readonly types: readonly IndexedType[];
}

/** Whether a script has a function of its own name that others may load: a plain call means that one, since nobody calls a script without its path. */
export const definesItself = ({ nameAt, functions, runbook }: FileFacts): boolean => nameAt === undefined && functions.some(({ name, isWorkflow, isNested }) => !isWorkflow && !isNested && sameName(name, runbook.name));

/** Whether a file is a module's manifest. */
export const isManifest = (fileName: string): boolean => /\.psd1$/i.test(fileName);

const cmdlets: ReadonlySet<string> = new Set(CMDLET_NAMES);

/** Whether a text's call of a name may be one of a runbook: it is no cmdlet's, and no function's of the text. */
export function mayBeRunbook(functions: readonly { readonly name: string }[]): (name: string) => boolean {
  const own = new Set(functions.map(({ name }) => name.toLowerCase()));
  return (name) => !cmdlets.has(name.toLowerCase()) && !own.has(name.toLowerCase());
}

/** Texts that a node compares something with: beside an operator, or in the clause of a switch. */
function comparedTexts(node: Ast): readonly string[] {
  const values = node.kind === 'BinaryExpressionAst' && /^[IC](?:not)?(?:eq|ne|like|match|in|contains)$/i.test(node.operator) ? [node.left, node.right] : node.kind === 'SwitchStatementAst' ? node.clauses.map(({ test }) => test) : [], found: string[] = [];
  for (const value of values) walk(value, (inner) => {
    if (inner.kind === 'StringConstantExpressionAst') found.push(inner.value);
    return inner.kind !== 'CommandAst';
  });
  return found;
}

/** What is known of a text already. */
export interface FactsInput { /** False for the beginning of a longer text alone. */ readonly isWhole?: boolean; readonly facts?: RunbookFacts; readonly lines?: LineMap }

/** Reads a parsed file for the index. */
export const fileFacts = (fileName: string, result: ParseResult, known?: FactsInput): FileFacts => atOnce(fileFactsSteps(fileName, result, known));

/** The same in pieces, for a thread that somebody waits for. */
export function* fileFactsSteps(fileName: string, result: ParseResult, { isWhole = true, facts = analyseRunbook(result, fileName), lines = new LineMap(result.text) }: FactsInput = {}): Steps<FileFacts> {
  yield;
  const { text } = result, functions: IndexedFunction[] = [];
  const span = (start: number, end: number): Span => {
    const { line, column } = lines.position(start);
    return [line - 1, column - 1, end - start];
  };
  /** A span of one line: of what is put together over several the first. */
  const inLine = (start: number, end: number): Span => {
    const [line] = text.slice(start, end).split(/\r?\n/, 1);
    return span(start, start + (line?.length ?? 0));
  };
  const place = (start: number, end: number): readonly [number, number] => {
    const [line, column] = span(start, end);
    return [line, column];
  };
  let depth = 0;
  const compared = new Set<string>(), piped = new Set<Ast>();
  walk(result.ast, (node) => {
    for (const value of comparedTexts(node)) compared.add(value.toLowerCase());
    if (node.kind === 'PipelineAst') for (const element of node.elements.slice(1)) piped.add(element);
    if (node.kind !== 'FunctionDefinitionAst') return;
    const { name, start, end } = calledName(node);
    functions.push({ name, isWorkflow: node.isWorkflow, isNested: node.start < depth, at: span(start, end), ...(node.isWorkflow || node.start < depth ? {} : { facts: functionFacts(result, node) }) });
    depth = Math.max(depth, node.end);
  });
  yield;
  // A text in a variable may be the name for several commands.
  const named = new Map(runbookNames(text, facts.commands).map((one) => [one.start, one]));
  yield;
  const elsewhere = namesCalledElsewhere(result, facts.commands);
  yield;
  /** What a call gives; nothing is kept of cmdlets, which are most calls. */
  const givenBy = (call: RunbookName): Pick<IndexedCall, 'given' | 'isOpen' | 'isPiped'> => {
    const key = call.name.toLowerCase(), given = !isWhole || elsewhere.has(key) || cmdlets.has(key) ? undefined : namesGiven(call);
    if (given === undefined) return { isOpen: true };
    return { ...(given.length > 0 && { given: given.map(({ name, start, end }): IndexedName => [name, ...place(start, end)]) }), ...(call.form !== 'start' && piped.has(call.command.node) && { isPiped: true }) };
  };
  const workflow = facts.workflows.find(({ name }) => name === facts.name);
  const calls = [...named.values()].map((call): IndexedCall => {
    const { name, form, quote, start, end, command, module } = call;
    return { name, form, place: command.place, quote, at: inLine(start, end), ...(module !== undefined && { module }), ...(call.isMade && { isMade: true }), ...givenBy(call) };
  });
  yield;
  calls.push(...functionMentions(text, result.ast, facts.commands).map(({ name, quote, start, end, isMade }): IndexedCall => ({ name, form: 'mention', place: 'script', quote, at: inLine(start, end), isOpen: true, ...(isMade && { isMade }) })));
  yield;
  calls.push(...aliasCalls(result.ast, facts.commands).map(({ name, start, end, command }): IndexedCall => ({ name, form: 'alias', place: command.place, quote: '', at: span(start, end), isOpen: true })));
  yield;
  const assets = facts.assets.flatMap(({ kind, name, made, access, start, end, command: { node } }): IndexedAsset[] => {
    if (made !== undefined && made !== '') return [{ kind, name: made, access, quote: '', at: span(start, end), isMade: true }];
    const place = name === undefined || name === '' ? undefined : writtenName(text, { start, end });
    // In a here-string nothing is written for a name.
    if (name !== undefined && name !== '' && place === undefined) return [{ kind, name, access, quote: '', at: span(start, start + 1), isMade: true }];
    return name === undefined || place === undefined ? [] : [{ kind, name, access, quote: place.quote, at: span(place.start, place.end), ...((end < node.start || start > node.end) && compared.has(name.toLowerCase()) && { isCompared: true }) }];
  });
  yield;
  assets.push(...runTexts(text, result.ast, facts.commands).assets.map(({ kind, access, name, start, end }): IndexedAsset => ({ kind, name, access, quote: '', at: span(start, end), isMade: true })));
  yield;
  const given = runbookArguments(text, facts.commands, mayBeRunbook(functions)).map(({ runbook, parameter, form, beside, name, quote, start, end }) => ({ runbook, parameter, form, ...(beside !== undefined && { beside }), name, quote, at: span(start, end) }));
  yield;
  const types = typeNamePlaces(result).map(({ name, access, start, end }) => ({ name, access, at: span(start, end) }));
  return {
    fileName, runbook: runbookAsCommand(facts.name ?? fileName, facts), type: facts.type, isRunbook: !/\.(?:tests|ps[md]1)$/i.test(fileName), loads: [...usedModules(result.ast), ...importedModules(facts.commands), ...loadedScripts([...named.values()]), ...(isManifest(fileName) ? manifestModules(fileName, result.ast) : [])], nameAt: workflow && span(workflow.nameStart, workflow.nameEnd), functions,
    calls, assets, given, types,
  };
}

/**
 * A text that is no file yet: it calls and uses what others define, and is no runbook, nor does anybody load it. What it calls or names of its own
 * stays its own.
 */
export function asCaller(facts: FileFacts): FileFacts {
  const names = (own: readonly { readonly name: string }[]): ReadonlySet<string> => new Set(own.map(({ name }) => name.toLowerCase())), functions = names(facts.functions), types = names(facts.types.filter(({ access }) => access === 'declare'));
  const isOwn = ({ name, form, module }: IndexedCall): boolean => module === undefined && (form === 'name' || form === 'mention' || form === 'alias') && functions.has(name.toLowerCase());
  return { ...facts, isRunbook: false, functions: [], calls: facts.calls.filter((call) => !isOwn(call)), types: facts.types.filter(({ name }) => !types.has(name.toLowerCase())) };
}

const forms: readonly CallForm[] = ['name', 'script', 'start', 'manage', 'mention', 'alias'], places: readonly CommandPlace[] = ['script', 'function', 'workflow', 'inlineScript'], quotes: readonly WrittenName['quote'][] = ['', "'", '"'];
/** Facts as they lie on disk: calls, which are most of them, as rows of name, how and where. */
export type PackedFacts = Omit<FileFacts, 'calls'> & { readonly calls: readonly PackedCall[] };
/** Behind the place come the names that the call gives, each with its line below the call's and its column. */
type PackedCall = readonly [name: string, how: number, line: number, column: number, length: number, ...given: (string | number)[]];

/** Calls are a handful of small numbers each. */
export function packFacts(facts: FileFacts): PackedFacts {
  return {
    ...facts,
    calls: facts.calls.map(({ name, form, place, quote, at, module, given = [], isOpen = false, isPiped = false, isMade = false }): PackedCall => [
      module === undefined ? name : `${module}\\${name}`, forms.indexOf(form) + 8 * places.indexOf(place) + 32 * quotes.indexOf(quote) + (isOpen ? 128 : 0) + (isPiped ? 256 : 0) + (isMade ? 512 : 0) + (module === undefined ? 0 : 1024), ...at, ...given.flatMap(([word, line, column]) => [word, line - at[0], column]),
    ]),
  };
}

export function unpackFacts(packed: PackedFacts): FileFacts {
  return { ...packed, calls: packed.calls.map(([written, how, line, column, length, ...rest]): IndexedCall => {
    const form = forms[how % 8]!, cut = (how & 1024) === 0 ? 0 : written.lastIndexOf('\\') + 1, given: IndexedName[] = [];
    for (let i = 0; i < rest.length; i += 3) given.push([rest[i] as string, line + (rest[i + 1] as number), rest[i + 2] as number]);
    return {
      name: written.slice(cut), form, place: places[(how >> 3) % 4]!, quote: quotes[(how >> 5) % 4]!, at: [line, column, length], ...(cut > 0 && { module: written.slice(0, cut - 1) }),
      ...(given.length > 0 && { given }), ...((how & 128) !== 0 && { isOpen: true }), ...((how & 256) !== 0 && { isPiped: true }), ...((how & 512) !== 0 && { isMade: true }),
    };
  }) };
}

/** The same facts as data of their own: names that the parser cut out of a text would keep the whole text in memory. */
export const detached = (facts: FileFacts): FileFacts => unpackFacts(JSON.parse(JSON.stringify(packFacts(facts))) as PackedFacts);

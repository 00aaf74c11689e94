import { analyseRunbook, analyseSymbols, calledName, mended, commandsIn, functionFacts, Gathered, Inference, LineMap, mayMakeAliases, ownAliases, parse, Reparser, textOfHelpBefore, TypeView, validate } from '../../powershell/index.ts';
import { typeAccelerators, typeNames, typeRows, typeWords } from '../../powershell/cmdlets/typeCatalogue.ts';
import type { CommandFacts, CommandUse, FunctionDefinitionAst, ParseError, ParseResult, RunbookFacts, Scope, TypeDefinitionAst } from '../../powershell/index.ts';

/** Texts larger than this are edited as plain text: nothing is worked out at every key. */
export const LARGEST_TEXT = 2 * 1024 * 1024;

let known: TypeView | undefined;
/** The .NET types that are known, read when somebody first asks. */
export const types = (): TypeView => (known ??= new TypeView({ rows: typeRows, names: typeNames, words: typeWords }));

const functions = new Gathered((node) => (node.kind === 'FunctionDefinitionAst' ? [node] : undefined));
const factsKnown = new WeakMap<FunctionDefinitionAst, { readonly before: string; readonly facts: CommandFacts }>();

/** One version of a text, parsed; what follows from the tree is worked out when it is first asked for. */
export class ParsedText {
  readonly #text: string;
  /** Whose text it is, where somebody knows. */
  readonly key: string;
  #result: ParseResult | undefined;
  #scope: Scope | undefined;
  #commands: readonly CommandUse[] | undefined;
  #functions: ReadonlyMap<string, FunctionDefinitionAst> | undefined;
  #problems: readonly ParseError[] | undefined;
  #hasWorkflow: boolean | undefined;
  #lines: LineMap | undefined;
  #runbook: { readonly fileName: string | undefined; readonly facts: RunbookFacts } | undefined;
  #types: ReadonlySet<string> | undefined;
  #values: Inference | undefined;
  #foreign: ReadonlyMap<string, TypeDefinitionAst> | undefined;

  /** `versions` has parsed the version before: of this one only what is new is parsed. */
  constructor(text: string, versions?: Reparser, key = '') {
    this.key = key;
    // The editor takes a byte order mark away; a second one, as files have that were written together, the parser would, and every place would be one off.
    this.#text = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
    this.#result = versions?.next(this.#text);
  }

  get result(): ParseResult {
    return (this.#result ??= mended(parse(this.#text)));
  }

  /** The next version takes the tree: who still asks for this one has it parsed anew. */
  retire(): void {
    this.#result = this.#scope = this.#commands = this.#functions = this.#types = this.#values = undefined;
  }

  get lines(): LineMap {
    return (this.#lines ??= new LineMap(this.result.text));
  }

  get scope(): Scope {
    return (this.#scope ??= analyseSymbols(this.result.ast));
  }

  get commands(): readonly CommandUse[] {
    return (this.#commands ??= commandsIn(this.result.ast));
  }

  /** What it says about the runbook that it is; its file's name, where it has one, chooses among several workflows. */
  runbook(fileName: string | undefined): RunbookFacts {
    if (this.#runbook === undefined || this.#runbook.fileName !== fileName) this.#runbook = { fileName, facts: analyseRunbook(this.result, fileName) };
    return this.#runbook.facts;
  }

  /** Functions and workflows of the text by name in lower case; of two with one name the last, which is the one that there is when all of them were read. */
  get functions(): ReadonlyMap<string, FunctionDefinitionAst> {
    if (this.#functions === undefined) {
      const { ast, text } = this.result, found = new Map<string, FunctionDefinitionAst>();
      // Those that all of the text can call come before those of other functions.
      for (const node of ast.endBlock?.statements ?? []) if (node.kind === 'FunctionDefinitionAst') found.set(calledName(node).name.toLowerCase(), node);
      const ofAll = new Set(found.keys());
      for (const node of functions.in(ast, text)) {
        const key = node.kind === 'FunctionDefinitionAst' ? calledName(node).name.toLowerCase() : undefined;
        if (key !== undefined && !ofAll.has(key)) found.set(key, node);
      }
      this.#functions = found;
    }
    return this.#functions;
  }

  /** Classes and enums of the text. */
  get types(): ReadonlySet<string> {
    if (this.#types === undefined) {
      const found = new Set<string>();
      // Types stand at the top of a text alone.
      for (const block of [this.result.ast.beginBlock, this.result.ast.processBlock, this.result.ast.endBlock]) {
        for (const statement of block?.statements ?? []) if (statement.kind === 'TypeDefinitionAst') found.add(statement.name);
      }
      this.#types = found;
    }
    return this.#types;
  }

  /** What its values are, as far as the text tells. */
  get values(): Inference {
    return (this.#values ??= new Inference(this.result, this.scope, types(), typeAccelerators, this.#foreign));
  }

  /** Classes and enums of other texts that it names, by their names in lower case: from now on it knows what their values are. */
  teach(foreign: ReadonlyMap<string, TypeDefinitionAst>): void {
    this.#foreign = foreign;
    this.#values = undefined;
  }

  /** The same with classes and enums of other texts, by their names in lower case. */
  valuesWith(foreign: ReadonlyMap<string, TypeDefinitionAst>): Inference {
    return foreign.size === 0 && this.#foreign === undefined ? this.values : new Inference(this.result, this.scope, types(), typeAccelerators, foreign);
  }

  /** What a command's name stands for: itself, or what the text made it an alias of. */
  meant(name: string): string {
    const { ast, text } = this.result;
    return (mayMakeAliases(ast, text) ? ownAliases(ast, this.commands).get(name.toLowerCase()) : undefined) ?? name;
  }

  /** Facts about a function of the text. */
  functionFacts(name: string): CommandFacts | undefined {
    const node = this.functions.get(name.toLowerCase());
    if (node === undefined) return undefined;
    // A function that a version takes over is what it was, with the same help before it.
    const before = textOfHelpBefore(this.result, node), known = factsKnown.get(node);
    if (known !== undefined && known.before === before) return known.facts;
    const facts = functionFacts(this.result, node);
    factsKnown.set(node, { before, facts });
    return facts;
  }

  /** The parser's errors, or, for a text without any, what a workflow may not hold: of a broken tree that would be guesses. */
  get problems(): readonly ParseError[] {
    return (this.#problems ??= validate(this.result));
  }

  get hasWorkflow(): boolean {
    return (this.#hasWorkflow ??= [...this.functions.values()].some((node) => node.isWorkflow));
  }
}

/** A document as far as the cache needs it. */
export interface TextVersion { readonly uri: { toString(): string }; readonly version: number; readonly isClosed: boolean; getText(): string }

/** The parsed texts of open documents: each version is parsed once, as far as it differs from the one before, and forgotten with the next or when it is closed. */
export class ParsedTexts {
  readonly #known = new Map<string, { readonly version: number; readonly parsed: ParsedText; readonly versions: Reparser }>();
  /** How often a text was parsed. */
  parses = 0;

  get(document: TextVersion): ParsedText {
    const key = document.uri.toString(), known = this.#known.get(key);
    if (known?.version === document.version) return known.parsed;
    this.parses++;
    // Who waited for the folder may ask for a text that was closed meanwhile: nobody would tell that it can be forgotten.
    if (document.isClosed) return new ParsedText(document.getText(), undefined, key);
    known?.parsed.retire();
    const versions = known?.versions ?? new Reparser(), parsed = new ParsedText(document.getText(), versions, key);
    this.#known.set(key, { version: document.version, parsed, versions });
    return parsed;
  }

  forget(document: Pick<TextVersion, 'uri'>): void {
    this.#known.delete(document.uri.toString());
  }

  get size(): number {
    return this.#known.size;
  }

  clear(): void {
    this.#known.clear();
  }
}

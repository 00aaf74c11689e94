/** The manifest of a module, read without being run, and refused where no PowerShell takes it (ModuleCmdletBase.LoadModuleManifest). */
import { commandsIn, constantOf, constantValue, dataFileOffender, isGuid, isVersion, MANIFEST_COMMANDS, MANIFEST_MEMBERS, requiredModuleProblem, type ParseResult } from '../../powershell/index.ts';
import { smaError, type SmaError } from '../../sma/errors.ts';
import type { ModuleSources } from './moduleSources.ts';

type Ast = ParseResult['ast'];
type Statement = NonNullable<Ast['endBlock']>['statements'][number];
type Expression = Exclude<Parameters<typeof constantValue>[0], undefined>;

/** What a member of a manifest is. */
interface Entry {
  /** The texts in it: of a table that names a module, the name. */
  readonly texts: readonly string[];
  /** The one value that it is; undefined where it is a list, or has to be worked out. */
  readonly value: string | number | boolean | null | undefined;
  /** Undefined where it has to be worked out. */
  readonly constant: Constant | undefined;
  /** The constants of a list, or the one that it is. */
  readonly items: readonly (Constant | undefined)[];
}
type Constant = Exclude<ReturnType<typeof constantOf>, undefined>;

const MOST_MANIFEST = 1024 * 1024;
const MEMBERS: ReadonlySet<string> = new Set(MANIFEST_MEMBERS.map((name) => name.toLowerCase()));
const VERSIONS = ['ModuleVersion', 'PowerShellVersion', 'PowerShellHostVersion', 'DotNetFrameworkVersion', 'CLRVersion'];
/** Lists of files that are looked for where the manifest is, with the ending that their names are given. */
const FILES = [['TypesToProcess', '.ps1xml'], ['FormatsToProcess', '.ps1xml'], ['ScriptsToProcess', '.ps1']] as const;

export const refusal = (reason: string): SmaError => smaError('PropertyInvalid', 'Module', 'content', reason);

/** Members by name in any case. What a manifest works out (`if ($PSEdition -eq 'Core') { … }`) is known to nobody before it is imported, and not judged. */
export class ManifestFile {
  readonly path: string;
  readonly #sources: ModuleSources;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** Fails with PropertyInvalid. */
  constructor(sources: ModuleSources, path: string) {
    this.#sources = sources;
    this.path = path;
    if ((sources.text(path)?.length ?? 0) > MOST_MANIFEST) throw refusal(`its manifest has more than ${MOST_MANIFEST / 1024 / 1024} million characters.`);
    const { ast, text } = sources.parseWhole(path);
    const code = commandsIn(ast).find(({ name }) => !MANIFEST_COMMANDS.has(name?.toLowerCase() ?? ''));
    if (code !== undefined) throw refusal(`${path} calls ${code.name === undefined ? 'a command' : `'${code.name.slice(0, 60)}'`}: a manifest is a table of values, and runs no commands.`);
    const offender = dataFileOffender(ast, true);
    if (offender !== undefined) throw refusal(`${path} holds ${offender.slice(0, 60)}: a manifest is a table of values, and runs no code.`);
    const entries = new Map<string, Entry>(), table = tableOf(ast), constant = (held: Expression): Constant | undefined => constantOf({ slice: (start, end) => text.slice(start, end) }, held);
    for (const { key, value } of table === undefined ? missingTable(ast, path) : table.pairs) {
      const name = constantValue(key), held = expressionOf(value);
      if (typeof name === 'string') entries.set(name.toLowerCase(), { texts: texts(held), value: constantValue(held), constant: held && constant(held), items: itemsOf(held).map(constant) });
      if (name !== undefined && !MEMBERS.has(String(name).toLowerCase())) throw refusal(`${path} has the member '${String(name).slice(0, 60)}', which manifests do not have; what is your own belongs into PrivateData.`);
    }
    this.#entries = entries;
    if (table !== undefined) this.#check();
  }

  /** The texts of a member; undefined where there is none. */
  texts(name: string): readonly string[] | undefined {
    return this.#entries.get(name.toLowerCase())?.texts;
  }

  /** What the manifest names as its root module: a list is one text (LanguagePrimitives.ConvertTo). */
  get root(): string {
    return (this.texts('ModuleToProcess') ?? []).join(' ') || (this.texts('RootModule') ?? []).join(' ');
  }

  #check(): void {
    if ((this.texts('RootModule')?.join('') ?? '') !== '' && (this.texts('ModuleToProcess')?.join('') ?? '') !== '') throw refusal(`${this.path} has both RootModule and ModuleToProcess: leave one of them out.`);
    const isHeld = (entry: Entry | undefined): entry is Entry => entry !== undefined && entry.value !== null && entry.value !== '';
    if (!isHeld(this.#entries.get('moduleversion'))) throw refusal(`${this.path} has no ModuleVersion, without which a module is not imported; add one of the form 'n.n.n.n'.`);
    const refuseValue = (name: string, { value, texts: [text] }: Entry, form: string): never => { throw refusal(`${this.path} has the ${name} '${String(value ?? text ?? '').slice(0, 60)}', which is not ${form}.`); };
    for (const name of VERSIONS) {
      const entry = this.#entries.get(name.toLowerCase());
      if (isHeld(entry) && entry.constant !== undefined && !isVersion(entry.constant, name.toLowerCase())) refuseValue(name, entry, "of the form 'n.n.n.n'");
    }
    const guid = this.#entries.get('guid');
    if (isHeld(guid) && typeof guid.value === 'string' && !isGuid(guid.value)) refuseValue('GUID', guid, 'one');
    for (const name of ['RequiredModules', 'NestedModules', 'ModuleList']) {
      for (const one of this.#entries.get(name.toLowerCase())?.items ?? []) {
        const problem = one instanceof Map ? requiredModuleProblem(one) : undefined;
        if (problem !== undefined) throw refusal(`${this.path} names a module in ${name} that cannot be looked for. ${problem}`);
      }
    }
    this.#checkFiles();
  }

  /** What is looked for beside the manifest has to be in the zip; absolute paths, and those that lead out of the module, are the worker's. */
  #checkFiles(): void {
    for (const [name, ending] of FILES) for (const file of this.texts(name) ?? []) {
      const whole = file.toLowerCase().endsWith(ending) ? file : file + ending;
      if (isElsewhere(this.folder + file) || isElsewhere(file) || /[*?[\]]/.test(file)) continue;
      const path = this.#sources.find(this.folder + whole);
      if (path === undefined) throw refusal(`its manifest names '${file.slice(0, 200)}' in ${name}, and the zip holds no such file.`);
      if (ending === '.ps1') this.#sources.parseWhole(path);
    }
  }

  /** Of the manifest, with a slash at its end; empty at the top of the module. */
  get folder(): string {
    return this.path.slice(0, this.path.lastIndexOf('/') + 1);
  }
}

/** Whether a path names a place outside the module: with a drive, from the root, or above the module's folder. */
export function isElsewhere(path: string): boolean {
  if (/^(?:[\\/~$]|[A-Za-z]+:)/.test(path)) return true;
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    depth += part === '..' ? -1 : part === '' || part === '.' ? 0 : 1;
    if (depth < 0) return true;
  }
  return false;
}

/** The one table that a manifest is. */
function tableOf(ast: Ast): Extract<Expression, { readonly kind: 'HashtableAst' }> | undefined {
  const [statement, ...more] = giving(ast), table = statement && expressionOf(statement);
  return more.length === 0 && table?.kind === 'HashtableAst' ? table : undefined;
}

/** Its statements, but those that give nothing. */
const giving = (ast: Ast): readonly Statement[] => (ast.endBlock?.statements ?? []).filter((statement) => !(commandsIn(statement).length > 0 && expressionOf(statement) === undefined && /^(?:write-host|out-host|import-localizeddata)$/i.test(commandsIn(statement).at(-1)?.name ?? '')));

/** Fails with PropertyInvalid, unless it is worked out which table a manifest is. */
function missingTable(ast: Ast, path: string): readonly [] {
  const statements = giving(ast);
  if (statements.length !== 1 || statements.some((statement) => expressionOf(statement) !== undefined)) throw refusal(`${path} is no manifest: it has to hold one table, @{ }.`);
  return [];
}

/** The one expression that a statement consists of. */
function expressionOf(statement: Statement): Expression | undefined {
  const element = statement.kind === 'PipelineAst' && statement.elements.length === 1 ? statement.elements[0] : undefined;
  if (element?.kind !== 'CommandExpressionAst') return undefined;
  const { expression } = element;
  return expression.kind === 'ParenExpressionAst' ? expressionOf(expression.pipeline) : expression;
}

/** What a list holds, or the one value: 'a', 'b' · @('a', 'b') · ('a'). */
function itemsOf(expression: Expression | undefined): readonly Expression[] {
  if (expression === undefined) return [];
  switch (expression.kind) {
    case 'ArrayLiteralAst': return expression.elements.flatMap(itemsOf);
    case 'ArrayExpressionAst': return expression.subExpression.statements.flatMap((statement) => itemsOf(expressionOf(statement)));
    case 'ParenExpressionAst': return itemsOf(expressionOf(expression.pipeline));
    default: return [expression];
  }
}

/** The texts of a list. Of a table that names a module, the name. */
const texts = (expression: Expression | undefined): readonly string[] => itemsOf(expression).flatMap((item) => {
  if (item.kind === 'HashtableAst') return item.pairs.flatMap(({ key, value }) => (/^modulename$/i.test(String(constantValue(key))) ? texts(expressionOf(value)) : []));
  const value = constantValue(item);
  return typeof value === 'string' ? [value] : [];
});

/** What a module exports, as far as its texts tell without being run: functions and workflows of its script files. */
import { calledName, commandsIn, constantValue, type ParseResult } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';
import { likeAny } from './likeText.ts';
import { ModuleSources } from './moduleSources.ts';
import type { ModuleFiles } from './moduleZip.ts';
import { ScriptReach, type FoundFunction } from './scriptReach.ts';

type Ast = ParseResult['ast'];
type Statement = NonNullable<Ast['endBlock']>['statements'][number];
type Expression = Parameters<typeof constantValue>[0];
export interface ExportedFunction extends FoundFunction { /** With the prefix that the manifest gives to all that are imported; global ones are there already. */ readonly name: string }

/** Entries of the manifest's table that are texts or lists of texts, by name in lower case. */
type Manifest = ReadonlyMap<string, readonly string[]>;

const MOST_MANIFEST = 1024 * 1024;

/** The exported functions; of a function that is defined twice, the last. */
export function exportedFunctions(module: ModuleFiles): readonly ExportedFunction[] {
  const sources = new ModuleSources(module), manifest = sources.find(`${module.name}.psd1`), script = sources.find(`${module.name}.psm1`);
  const functions = manifest !== undefined ? ofManifest(sources, manifest, new Map([[manifest, []]])) : script === undefined ? [] : ofScript(sources, script);
  const last = new Map(functions.map((found) => [calledName(found.node).name.toLowerCase(), found]));
  const prefix = manifest === undefined ? undefined : readManifest(sources, manifest).get('defaultcommandprefix')?.[0];
  return [...last.values()].map((found) => ({ ...found, name: prefixed(calledName(found.node).name, /^global:/i.test(found.node.name) ? '' : prefix) }));
}

/** `Get-It` with the prefix `My` is `Get-MyIt` (about_Module_Manifests, DefaultCommandPrefix). */
const prefixed = (name: string, prefix = ''): string => (prefix === '' ? name : /^[^-–—―]+[-–—―]./u.test(name) ? name.replace(/[-–—―]/u, `-${prefix.replaceAll('$', '$$$$')}`) : prefix + name);

/** `known`: of the manifests and scripts that were read already. Manifests that name one another add nothing. */
function ofManifest(sources: ModuleSources, path: string, known: Map<string, readonly FoundFunction[]>): readonly FoundFunction[] {
  const manifest = readManifest(sources, path), folder = path.slice(0, path.lastIndexOf('/') + 1);
  const roots = [...(manifest.get('rootmodule') ?? []), ...(manifest.get('moduletoprocess') ?? [])];
  const missing = roots.find((root) => /\.psm?1$/i.test(root) && sources.find(folder + root) === undefined);
  if (missing !== undefined) throw smaError('PropertyInvalid', 'Module', 'content', `its manifest names '${missing.slice(0, 200)}' as the root module, and the zip holds no such file.`);
  const scripts = new Set([...roots, ...(manifest.get('nestedmodules') ?? [])].flatMap((name) => moduleFile(sources, folder + name) ?? []));
  // Each once, however many manifests lead to it.
  const functions = [...new Set([...scripts].flatMap((script) => {
    const before = known.get(script);
    if (before !== undefined || !/\.ps(?:d1|m?1)$/i.test(script)) return before ?? [];
    known.set(script, []);
    const found = /\.psd1$/i.test(script) ? ofManifest(sources, script, known) : ofScript(sources, script);
    known.set(script, found);
    return found;
  }))];
  const patterns = manifest.get('functionstoexport');
  return patterns === undefined ? functions : exported([...functions, ...named(sources, functions, patterns)], patterns);
}

/** A module that a manifest names: without its file's ending too, and as a folder with a module of its name. */
function moduleFile(sources: ModuleSources, name: string): string | undefined {
  const leaf = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return ['', '.psm1', '.psd1', `/${leaf}.psd1`, `/${leaf}.psm1`].map((ending) => sources.find(name + ending)).find((path) => path !== undefined);
}

function ofScript(sources: ModuleSources, path: string): readonly FoundFunction[] {
  sources.parseWhole(path);
  const reach = new ScriptReach(sources);
  reach.run(path);
  const { functions, exports } = reach;
  return exports === undefined ? functions : exported([...functions, ...named(sources, functions, exports)], exports);
}

const exported = (functions: readonly FoundFunction[], patterns: readonly string[]): readonly FoundFunction[] => {
  const isExported = likeAny(patterns);
  return functions.filter(({ node }) => isExported(calledName(node).name));
};

/** Functions that are exported by their names and stand in scripts of which the module's text does not tell that they are run. */
function named(sources: ModuleSources, functions: readonly FoundFunction[], names: readonly string[]): readonly FoundFunction[] {
  const known = new Set(functions.map(({ node }) => calledName(node).name.toLowerCase()));
  const missing = names.map((name) => name.toLowerCase()).filter((name) => name !== '' && !/[*?]/.test(name) && !known.has(name));
  return missing.length === 0 ? [] : exported(sources.unreadWith(new Set(missing)).flatMap((path) => new ScriptReach(sources).run(path)), missing);
}

/** The commands that Windows PowerShell lets a manifest call. */
const IN_MANIFESTS: ReadonlySet<string> = new Set(['import-localizeddata', 'convertfrom-stringdata', 'write-host', 'out-host', 'join-path']);

/** The table that a manifest is. */
function readManifest(sources: ModuleSources, file: string): Manifest {
  if ((sources.text(file)?.length ?? 0) > MOST_MANIFEST) throw smaError('PropertyInvalid', 'Module', 'content', `its manifest has more than ${MOST_MANIFEST / 1024 / 1024} million characters.`);
  const { ast } = sources.parseWhole(file);
  const code = commandsIn(ast).find(({ name }) => !IN_MANIFESTS.has(name?.toLowerCase() ?? ''));
  if (code !== undefined) throw smaError('PropertyInvalid', 'Module', 'content', `${file} calls ${code.name === undefined ? 'a command' : `'${code.name.slice(0, 60)}'`}: a manifest is a table of values, and runs no commands.`);
  const entries = new Map<string, readonly string[]>();
  const [statement] = ast.endBlock?.statements ?? [];
  const table = statement === undefined ? undefined : expressionOf(statement);
  if (table?.kind !== 'HashtableAst') return entries;
  for (const { key, value } of table.pairs) {
    const name = constantValue(key);
    if (typeof name === 'string') entries.set(name.toLowerCase(), texts(expressionOf(value)));
  }
  return entries;
}

/** The one expression that a statement consists of. */
function expressionOf(statement: Statement): Exclude<Expression, undefined> | undefined {
  const element = statement.kind === 'PipelineAst' && statement.elements.length === 1 ? statement.elements[0] : undefined;
  return element?.kind === 'CommandExpressionAst' ? element.expression : undefined;
}

/** A text, or the texts of a list: 'a', 'b' · @('a', 'b') · ('a'). Of a table that names a module, the name. */
function texts(expression: Expression): readonly string[] {
  switch (expression?.kind) {
    case 'ArrayLiteralAst': return expression.elements.flatMap(texts);
    case 'ArrayExpressionAst': return expression.subExpression.statements.flatMap((statement) => texts(expressionOf(statement)));
    case 'ParenExpressionAst': return expression.pipeline.kind === 'PipelineAst' ? texts(expressionOf(expression.pipeline)) : [];
    case 'HashtableAst': return expression.pairs.flatMap(({ key, value }) => (/^modulename$/i.test(String(constantValue(key))) ? texts(expressionOf(value)) : []));
    default: {
      const value = constantValue(expression);
      return typeof value === 'string' ? [value] : [];
    }
  }
}

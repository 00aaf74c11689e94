/** What a module exports, as far as its texts tell without being run: functions and workflows of its script files. */
import { argumentsOf, commandsIn, constantValue, LineMap, parse, type ParseResult } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';
import type { ModuleFiles } from './moduleZip.ts';

type Ast = ParseResult['ast'];
type Statement = NonNullable<Ast['endBlock']>['statements'][number];
type Expression = Parameters<typeof constantValue>[0];
export type FunctionNode = Extract<Statement, { readonly kind: 'FunctionDefinitionAst' }>;
export interface ExportedFunction { readonly result: ParseResult; readonly node: FunctionNode }

/** Entries of the manifest's table that are texts or lists of texts, by name in lower case. */
type Manifest = ReadonlyMap<string, readonly string[]>;

const textOf = (content: Uint8Array | undefined): string | undefined => (content === undefined ? undefined : new TextDecoder().decode(content));

/** Of the scripts and the manifest that are read for what they export. */
const MOST_MANIFEST = 1024 * 1024;
const MOST_TEXT = 8 * 1024 * 1024;

/** A file of the module, whatever the case of its name. */
export function fileOf({ files }: ModuleFiles, path: string): Uint8Array | undefined {
  const wanted = path.replaceAll('\\', '/').replace(/^\.\//, '').toLowerCase();
  return [...files].find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The exported functions; of a function that is defined twice, the last. */
export function exportedFunctions(module: ModuleFiles): readonly ExportedFunction[] {
  const manifestText = textOf(fileOf(module, `${module.name}.psd1`));
  if ((manifestText?.length ?? 0) > MOST_MANIFEST) throw smaError('PropertyInvalid', 'Module', 'content', `its manifest has more than ${MOST_MANIFEST / 1024 / 1024} million characters.`);
  const manifest = readManifest(manifestText, `${module.name}.psd1`);
  const roots = manifest === undefined ? [`${module.name}.psm1`] : [...(manifest.get('rootmodule') ?? manifest.get('moduletoprocess') ?? []), ...(manifest.get('nestedmodules') ?? [])];
  const missing = [...(manifest?.get('rootmodule') ?? []), ...(manifest?.get('moduletoprocess') ?? [])].find((root) => /\.psm?1$/i.test(root) && fileOf(module, root) === undefined);
  if (missing !== undefined) throw smaError('PropertyInvalid', 'Module', 'content', `its manifest names '${missing.slice(0, 200)}' as the root module, and the zip holds no such file.`);
  const functions = new Map<string, ExportedFunction>();
  let left = MOST_TEXT;
  for (const root of new Set(roots)) {
    const text = /\.psm?1$/i.test(root) ? textOf(fileOf(module, root)) : undefined;
    left -= text?.length ?? 0;
    if (left < 0) throw smaError('PropertyInvalid', 'Module', 'content', `its script files have more than ${MOST_TEXT / 1024 / 1024} million characters; take the data in them to files of their own.`);
    if (text !== undefined) for (const found of functionsOf(text, root)) functions.set(found.node.name.toLowerCase(), found);
  }
  const patterns = manifest?.get('functionstoexport');
  return patterns === undefined ? [...functions.values()] : [...functions.values()].filter(named(patterns));
}

function functionsOf(text: string, file: string): readonly ExportedFunction[] {
  const result = wellFormed(text, file);
  const functions = statementsOf(result.ast).flatMap((statement): readonly ExportedFunction[] => (statement.kind === 'FunctionDefinitionAst' && !statement.isFilter ? [{ result, node: statement }] : []));
  const exports = commandsIn(result.ast).filter(({ name, within }) => name?.toLowerCase() === 'export-modulemember' && within === undefined);
  if (exports.length === 0) return functions;
  const patterns = exports.flatMap(({ node }) => argumentsOf(node).flatMap(({ parameter, value }) => (parameter === undefined || /^f/i.test(parameter) ? texts(value) : [])));
  return functions.filter(named(patterns));
}

/** A job that imports a text with an error fails: so it is refused at once. */
function wellFormed(text: string, file: string): ParseResult {
  const result = parse(text);
  const [error] = result.errors;
  if (error === undefined) return result;
  const { line, column } = new LineMap(text).position(error.start);
  throw smaError('PropertyInvalid', 'Module', 'content', `${file.slice(0, 200)} has an error in line ${line}, column ${column}: ${error.message}`);
}

/** The commands that Windows PowerShell lets a manifest call. */
const IN_MANIFESTS: ReadonlySet<string> = new Set(['import-localizeddata', 'convertfrom-stringdata', 'write-host', 'out-host', 'join-path']);

const statementsOf = (ast: Ast): readonly Statement[] => ast.endBlock?.statements ?? [];

/** The table that a manifest is; undefined where there is no such file. */
function readManifest(text: string | undefined, file: string): Manifest | undefined {
  if (text === undefined) return undefined;
  const { ast } = wellFormed(text, file);
  const code = commandsIn(ast).find(({ name }) => !IN_MANIFESTS.has(name?.toLowerCase() ?? ''));
  if (code !== undefined) throw smaError('PropertyInvalid', 'Module', 'content', `${file} calls ${code.name === undefined ? 'a command' : `'${code.name.slice(0, 60)}'`}: a manifest is a table of values, and runs no commands.`);
  const entries = new Map<string, readonly string[]>();
  const [statement] = statementsOf(ast);
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

/** A text, or the texts of a list: 'a', 'b' · @('a', 'b') · ('a'). */
function texts(expression: Expression): readonly string[] {
  switch (expression?.kind) {
    case 'ArrayLiteralAst': return expression.elements.flatMap(texts);
    case 'ArrayExpressionAst': return expression.subExpression.statements.flatMap((statement) => texts(expressionOf(statement)));
    case 'ParenExpressionAst': return expression.pipeline.kind === 'PipelineAst' ? texts(expressionOf(expression.pipeline)) : [];
    default: {
      const value = constantValue(expression);
      return typeof value === 'string' ? [value] : [];
    }
  }
}

/** Whether a function has one of the names, or is like one of the patterns. */
function named(patterns: readonly string[]): (found: ExportedFunction) => boolean {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  const names = new Set(lower);
  const wild = [...names].filter((pattern) => /[*?]/.test(pattern));
  return ({ node }) => {
    const name = node.name.toLowerCase();
    return names.has(name) || wild.some((pattern) => isLike(name, pattern));
  };
}

/** `*` is any text, `?` any letter. Where the last `*` took too little it takes one more: never worse than the product of both lengths. */
export function isLike(text: string, pattern: string): boolean {
  let at = 0, index = 0, star = -1, taken = 0;
  while (at < text.length) {
    if (index < pattern.length && pattern[index] !== '*' && (pattern[index] === '?' || pattern[index] === text[at])) {
      at += 1;
      index += 1;
    } else if (pattern[index] === '*') {
      star = index;
      taken = at;
      index += 1;
    } else if (star >= 0) {
      taken += 1;
      at = taken;
      index = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(index));
}

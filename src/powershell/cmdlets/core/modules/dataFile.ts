/** Data files (.psd1): a table of constants and nothing that runs. */
import { parse } from '../../../syntax/index.ts';
import type { ScriptBlockAst } from '../../../syntax/ast.ts';
import { walk } from '../../../syntax/children.ts';
import type { CmdletContext } from '../../../runtime/run/cmdletContext.ts';
import { Dictionary } from '../../../runtime/values/dictionary.ts';
import { decodeText } from '../../items/encodings.ts';
import { portOf } from '../../items/fileSystem.ts';
import { ItemError, pathNotFound } from '../../items/provider.ts';

/** What may stand in a data file; everything else would have to run. */
const HARMLESS: ReadonlySet<string> = new Set([
  'ScriptBlockAst', 'NamedBlockAst', 'StatementBlockAst', 'PipelineAst', 'CommandExpressionAst', 'HashtableAst', 'ArrayLiteralAst', 'ArrayExpressionAst', 'ParenExpressionAst', 'ConstantExpressionAst',
  'StringConstantExpressionAst', 'ExpandableStringExpressionAst', 'VariableExpressionAst', 'UnaryExpressionAst', 'BinaryExpressionAst', 'ConvertExpressionAst', 'TypeConstraintAst', 'IfStatementAst', 'TypeExpressionAst',
]);
function offender(ast: ScriptBlockAst): string | undefined {
  let found: string | undefined;
  walk(ast, (n) => {
    if (found === undefined && !HARMLESS.has(n.kind)) found = n.kind;
    if (n.kind === 'VariableExpressionAst' && !/^(true|false|null|PSScriptRoot|PSEdition|PSCulture|PSUICulture|Env:.*)$/i.test(n.variablePath)) found ??= `$${n.variablePath}`;
    return found === undefined;
  });
  return found;
}
/** The table of a data file. Throws ItemError where the file is no plain table. */
export function readDataFile(ctx: CmdletContext, path: string): Dictionary {
  const files = portOf(ctx);
  if (files.stat(path) === undefined) throw pathNotFound(path);
  const text = decodeText(files.read(path)), parsed = parse(text), [wrong] = parsed.errors;
  if (wrong !== undefined) throw bad('CouldNotParseAsPowerShellDataFile', path, `The file '${path}' could not be read as a PowerShell data file. ${wrong.message}`, 'ParserError');
  const what = offender(parsed.ast);
  if (what !== undefined) throw bad('System.InvalidOperationException', path, `Cannot generate a PowerShell object from the file '${path}': it holds ${what}. A data file holds one table of constants.`, 'NotSpecified');
  const [value] = ctx.session.runBlock(ctx.session.parseBlock(text, path), {});
  if (!(value instanceof Dictionary)) throw bad('CouldNotParseAsPowerShellDataFileNoHashtableRoot', path, `The file '${path}' could not be read as a PowerShell data file: it has to hold one table @{ }.`, 'InvalidData');
  return value;
}
const bad = (id: string, target: string, message: string, category: 'ParserError' | 'NotSpecified' | 'InvalidData'): ItemError =>
  new ItemError({ id, category, target, exception: 'System.InvalidOperationException', message });

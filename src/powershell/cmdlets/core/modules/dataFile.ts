/** Data files (.psd1): a table of constants and nothing that runs. */
import { parse } from '../../../syntax/index.ts';
import type { Ast } from '../../../syntax/ast.ts';
import { dataFileOffender } from '../../../syntax/checks/dataFile.ts';
import { walk } from '../../../syntax/children.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { Session } from '../../../runtime/run/session.ts';
import { Dictionary } from '../../../runtime/values/dictionary.ts';
import { decodeText } from '../../items/fileSystem/encodings.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { ItemError, pathNotFound } from '../../items/providers/provider.ts';

/** The table of a manifest. Throws ItemError where the file is no plain table. */
export function readDataFile(ctx: CmdletContext, path: string): Dictionary {
  const files = portOf(ctx);
  if (files.stat(path) === undefined) throw pathNotFound(path);
  const text = decodeText(files.read(path)), parsed = parse(text), [wrong] = parsed.errors;
  if (wrong !== undefined) throw bad('CouldNotParseAsPowerShellDataFile', path, `The file '${path}' could not be read as a PowerShell data file. ${wrong.message}`, 'ParserError');
  const what = dataFileOffender(parsed.ast, true);
  if (what !== undefined) throw bad('System.InvalidOperationException', path, `Cannot generate a PowerShell object from the file '${path}': it holds ${what}. A data file holds one table of constants.`, 'NotSpecified');
  const [value, ...more] = ctx.session.runBlock(ctx.session.parseBlock(text, path), {});
  if (!(value instanceof Dictionary) || more.length > 0) throw bad('CouldNotParseAsPowerShellDataFileNoHashtableRoot', path, `The file '${path}' could not be read as a PowerShell data file: it has to hold one table @{ }.`, 'InvalidData');
  return value;
}
/** The table that a text of constants is; undefined for every other text. */
export function constantTable(session: Session, text: string): Dictionary | undefined {
  const parsed = parse(text);
  if (parsed.errors.length > 0 || dataFileOffender(parsed.ast, false) !== undefined) return undefined;
  const [value] = session.runBlock(session.parseBlock(text), {});
  return value instanceof Dictionary ? value : undefined;
}
/** How many keys a table may have unless the limit is off. */
const MOST_KEYS = 500;
/** The first table of a file, as Import-PowerShellDataFile gives it; what has to run in it ends the command. */
export function firstTable(ctx: CmdletContext, path: string, given: string, limited: boolean): Dictionary | undefined {
  const files = portOf(ctx), found = files.stat(path);
  const refuse = (id: string, category: 'InvalidArgument' | 'InvalidData', target: string, exception: string, message: string): undefined => { ctx.writeError({ id, category, target, exception, message }); };
  if (found === undefined || found.isDirectory) return refuse('PathNotFound', 'InvalidArgument', given, 'System.ArgumentException', `Cannot find path '${given}' because it does not exist.`);
  const text = decodeText(files.read(path)), parsed = parse(text);
  let table: Ast | undefined;
  walk(parsed.ast, (n) => { if (n.kind === 'HashtableAst') table ??= n; return table === undefined; });
  const unread = (id: string): undefined => refuse(id, 'InvalidData', path, 'System.InvalidOperationException', `The file '${path}' could not be parsed as a PowerShell Data File.`);
  if (parsed.errors.length > 0) return unread('CouldNotParseAsPowerShellDataFile');
  if (table === undefined) return unread('CouldNotParseAsPowerShellDataFileNoHashtableRoot');
  const source = text.slice(table.start, table.end);
  const unsafe = (): never => ctx.fail({ id: 'System.InvalidOperationException', category: 'NotSpecified', exception: 'System.InvalidOperationException', message: `Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: ${source}.` });
  if (dataFileOffender(table, false) !== undefined) return unsafe();
  const [value] = ctx.session.runBlock(ctx.session.parseBlock(source, path), {});
  if (!(value instanceof Dictionary) || (limited && value.count > MOST_KEYS)) return unsafe();
  return value;
}
const bad = (id: string, target: string, message: string, category: 'ParserError' | 'NotSpecified' | 'InvalidData'): ItemError =>
  new ItemError({ id, category, target, exception: 'System.InvalidOperationException', message });

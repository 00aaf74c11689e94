/** Objects to rows and rows to objects. */
import { NOT_NULL } from '../../runtime/cmdlet.ts';
import { currentCulture, listSeparator } from '../../runtime/convert/culture.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { clrText } from '../../runtime/members/clrText.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { CsvReader, csvRow } from './csvText.ts';
import type { CsvStyle } from './csvText.ts';
import { quoteKinds } from '../parameterEnums.ts';

export const CSV_WRITE_PARAMS = {
  InputObject: { type: T.Object, mandatory: true, from: 'both' },
  Delimiter: { type: T.Char, sets: ['Delimiter'], position: { Delimiter: 1 }, validate: NOT_NULL },
  UseCulture: { type: T.Switch, sets: ['UseCulture'] },
  IncludeTypeInformation: { type: T.Switch, aliases: ['ITI'] },
  NoTypeInformation: { type: T.Switch, aliases: ['NTI'] },
  QuoteFields: { type: arrayOf(T.String), aliases: ['QF'] },
  UseQuotes: { type: quoteKinds, asText: true, aliases: ['UQ'] },
  NoHeader: { type: T.Switch },
} as const;
interface Separated { readonly Delimiter: { toString(): string } | undefined; readonly UseCulture: boolean | undefined }
/** What stands between the cells: what was given, the culture's list separator, a comma. U+0000 is the comma, but for `-UseCulture:$false` (ImportExportCSVHelper.SetDelimiter). */
export function delimiterOf(p: Separated): string {
  if (p.UseCulture !== undefined) return p.UseCulture ? listSeparator(currentCulture()) : '\0';
  const given = p.Delimiter?.toString() ?? '\0';
  return given === '\0' ? ',' : given;
}
interface StyleArguments extends Separated { readonly UseQuotes: string | undefined; readonly QuoteFields: readonly string[] | undefined }
export function styleOf(ctx: CmdletContext, p: StyleArguments): CsvStyle {
  if (p.UseQuotes !== undefined && p.QuoteFields !== undefined) ctx.fail({ id: 'CannotSpecifyQuoteFieldsAndUseQuotes', category: 'InvalidData', exception: 'System.InvalidOperationException', message: 'You must specify either the -UseQuotes or -QuoteFields parameters, but not both.' });
  if (ctx.isBound('IncludeTypeInformation') && ctx.isBound('NoTypeInformation')) ctx.fail({ id: 'CannotSpecifyIncludeTypeInformationAndNoTypeInformation', category: 'InvalidData', exception: 'System.InvalidOperationException', message: 'You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.' });
  const quotes = (['Always', 'AsNeeded', 'Never'] as const).find((q) => q.toLowerCase() === p.UseQuotes?.toLowerCase()) ?? 'Always';
  return { delimiter: delimiterOf(p), quotes, quoted: p.QuoteFields === undefined ? undefined : new Set(p.QuoteFields.map((f) => f.toLowerCase())) };
}
/** Whether the type's line is wanted: `-NoTypeInformation:$false` asks for it too. */
export const tellsType = (p: { readonly IncludeTypeInformation: boolean | undefined; readonly NoTypeInformation: boolean | undefined }): boolean => p.IncludeTypeInformation ?? (p.NoTypeInformation === false);
/** The columns of an object: keys of a table, else properties. */
export function columnsOf(value: Value): string[] {
  const plain = unwrap(value);
  if (plain instanceof Dictionary) return [...plain.keys().map(toText), ...listProperties(value).filter((x) => x.memberType !== 'Property' && x.memberType !== 'PropertySet').map((x) => x.name)];
  return listProperties(value).filter((x) => x.memberType !== 'PropertySet').map((x) => x.name);
}
/** One row: null is nothing, what no output came to (AutomationNull) is an empty text. */
export function rowOf(value: Value, columns: readonly string[], style: CsvStyle): string {
  return csvRow(columns, columns.map((name) => { const v = cellOf(value, name); return v === MISSING || v === null ? undefined : v === undefined ? '' : clrText(v); }), style);
}
function cellOf(value: Value, name: string): Value | typeof MISSING {
  const plain = unwrap(value);
  try { return plain instanceof Dictionary && plain.has(name) ? plain.get(name) : direct(value, name); } catch (error) {
    // What cannot be read is empty.
    if (error instanceof PowerShellError) return null;
    throw error;
  }
}
export const typeLine = (value: Value): string => `#TYPE ${(typeNames(value)[0] ?? '').replace(/^CSV:/i, '')}`.trimEnd();

/** What is known when a text has been read: later texts of the same command go on with it. */
export interface CsvState { header: readonly string[] | undefined; typeName: string | undefined; warned: boolean; names?: readonly string[]; unnamed?: boolean }
/** The objects of a text, handed to `write`. Lines that begin with `#` are left out before the headings only. */
export function readCsv(ctx: CmdletContext, text: string, delimiter: string, state: CsvState, write: (v: Value) => void): void {
  const reader = new CsvReader(text, delimiter);
  if (state.typeName === undefined && reader.startsWith('#')) {
    // The first line is asked for a type alone; fields named in it are lost (ImportCsvHelper.ReadTypeInformation).
    const line = reader.line();
    if (/^#type/i.test(line)) state.typeName = line.slice(5).trim() || undefined;
  }
  while (state.header === undefined && !reader.atEnd) {
    const row = reader.row();
    while (row.length > 1 && row.at(-1) === '') row.pop();
    const [first = ''] = row;
    if (first.startsWith('#Fields: ')) { row[0] = first.slice(9); state.header = row; } else if (!first.startsWith('#')) state.header = row;
  }
  const { header } = state;
  if (header === undefined) return;
  if (state.names === undefined) {
    noneTwice(ctx, header);
    let unnamed = 0;
    state.names = header.map((name) => (name === '' ? `H${++unnamed}` : name));
    state.unnamed = unnamed > 0;
  }
  const { names } = state;
  let isFirst = true;
  while (!reader.atEnd) {
    const row = reader.row();
    if (row.length === 0) break;
    if (row.length === 1 && row[0] === '') continue;
    // A name that was made up may be there already, others cannot be had: that is found when the first object is built.
    if (isFirst) noneTwice(ctx, names, RESERVED);
    isFirst = false;
    const made = new PSObject();
    names.forEach((name, i) => { made.set(name, row[i] ?? null); });
    if (state.unnamed === true && !state.warned) {
      ctx.warning('One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.');
      state.warned = true;
    }
    if (state.typeName !== undefined) made.typeNames = [state.typeName, `CSV:${state.typeName}`];
    write(made);
  }
}
/** What every object has (ReservedNameMembers). */
const RESERVED: ReadonlySet<string> = new Set(['psbase', 'psadapted', 'psextended', 'psobject', 'pstypenames']);
function noneTwice(ctx: CmdletContext, names: readonly string[], reserved?: ReadonlySet<string>): void {
  const seen = new Set<string>();
  const refuse = (message: string): never => ctx.fail({ id: 'AlreadyPresentPSMemberInfoInternalCollectionAdd', category: 'NotSpecified', exception: 'System.Management.Automation.ExtendedTypeSystemException', message });
  for (const name of names) {
    const folded = fold(name);
    if (reserved?.has(name.toLowerCase()) === true) refuse(`The member name "${name}" is reserved.`);
    if (name !== '' && seen.has(folded)) refuse(`The member "${name}" is already present.`);
    seen.add(folded);
  }
}

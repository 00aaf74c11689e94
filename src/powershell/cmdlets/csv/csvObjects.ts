/** Objects to rows and rows to objects. */
import { toText } from '../../runtime/convert/toText.ts';
import { clrText } from '../object/clrText.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { csvRow, csvRows } from './csvText.ts';
import type { CsvStyle } from './csvText.ts';

export const CSV_WRITE_PARAMS = {
  InputObject: { type: T.Object, mandatory: true, from: 'pipeline', allowNull: true, allowEmpty: true },
  Delimiter: { type: T.Char, position: 1 },
  UseCulture: { type: T.Switch },
  IncludeTypeInformation: { type: T.Switch, aliases: ['ITI'] },
  NoTypeInformation: { type: T.Switch, aliases: ['NTI'] },
  QuoteFields: { type: arrayOf(T.String), aliases: ['QF'] },
  UseQuotes: { type: T.String, aliases: ['UQ'], validate: [{ set: ['Never', 'Always', 'AsNeeded'] }] },
  NoHeader: { type: T.Switch },
} as const;
interface StyleArguments { readonly Delimiter: { toString(): string } | undefined; readonly UseQuotes: string | undefined; readonly QuoteFields: readonly string[] | undefined }
export function styleOf(p: StyleArguments): CsvStyle {
  const quotes = (['Always', 'AsNeeded', 'Never'] as const).find((q) => q.toLowerCase() === p.UseQuotes?.toLowerCase()) ?? 'Always';
  return { delimiter: p.Delimiter?.toString() ?? ',', quotes, quoted: p.QuoteFields === undefined ? undefined : new Set(p.QuoteFields.map((f) => f.toLowerCase())) };
}
/** The columns of an object: keys of a table, else properties. */
export function columnsOf(value: Value): string[] {
  const plain = unwrap(value);
  if (plain instanceof Dictionary) return plain.keys().map(toText);
  return listProperties(value).filter((x) => x.memberType !== 'PropertySet').map((x) => x.name);
}
export function rowOf(value: Value, columns: readonly string[], style: CsvStyle): string {
  return csvRow(columns, columns.map((name) => { const v = direct(value, name); return v === MISSING || v === null || v === undefined ? undefined : clrText(v); }), style);
}
export const typeLine = (value: Value): string => `#TYPE ${typeNames(value)[0] ?? 'System.Object'}`;

/** The objects of a text, handed to `write`. `header` instead of the first row where given. */
export function readCsv(ctx: CmdletContext, text: string, delimiter: string, header: readonly string[] | undefined, write: (v: Value) => void): void {
  let names = header, typeName: string | undefined, body = text;
  const typed = /^#TYPE\s+(.*?)\r?\n/i.exec(body);
  if (typed !== null) { typeName = typed[1]?.trim(); body = body.slice(typed[0].length); }
  for (const row of csvRows(body, delimiter)) {
    if (names === undefined) {
      names = headings(ctx, row);
      continue;
    }
    const made = new PSObject();
    names.forEach((name, i) => { made.set(name, row[i] ?? null); });
    if (typeName !== undefined) made.typeNames = [typeName, `CSV:${typeName}`];
    write(made);
  }
}
function headings(ctx: CmdletContext, row: readonly string[]): string[] {
  const seen = new Set<string>();
  let unnamed = 0;
  const names = row.map((name) => (name === '' ? `H${++unnamed}` : name));
  for (const name of names) {
    if (seen.has(name.toLowerCase())) ctx.fail({ id: 'AlreadyPresentPSMemberInfoInternalCollectionAdd', category: 'NotSpecified', exception: 'System.Management.Automation.ExtendedTypeSystemException', message: `The member "${name}" is already present.` });
    seen.add(name.toLowerCase());
  }
  if (unnamed > 0) ctx.warning('One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.');
  return names;
}

/** The functions of OData expressions in SQL (OData v3 URL conventions 10.2.3.4). */
import { sql, type RawBuilder } from 'kysely';
import { durationPart } from '../../../odata/edm/moments.ts';
import type { Expression } from '../../../odata/query/expression.ts';
import { INDEX, LENGTH, SUBSTRING } from '../text/codeUnits.ts';
import { FOLD, isAscii, LOWER, UPPER } from '../text/letterCase.ts';
import { MOST_MADE, TOO_LONG } from '../text/madeText.ts';

type Sql = RawBuilder<unknown>;
type Call = Extract<Expression, { kind: 'call' }>;

/** Where the parts of a date stand in its text `2014-02-07T18:30:50.087`. */
const PARTS = { year: [1, 4], month: [6, 2], day: [9, 2], hour: [12, 2], minute: [15, 2], second: [18, 2] } as const;

/** No argument is written twice: nested calls would double the statement with every level. */
export function functionSql(call: Call, translate: (argument: Expression) => Sql): Sql {
  const [first = sql`null`, second = sql`null`, third] = call.arguments.map(translate);
  const lower = sql.raw(lowerFor(call));
  switch (call.function) {
    case 'substringof': return sql`(instr(${lower}(${second}), ${lower}(${first})) > 0)`;
    case 'startswith': return sql`(instr(${lower}(${first}), ${lower}(${second})) = 1)`;
    // From where an ending of that length would begin; of a longer one, from the beginning, which it is not.
    case 'endswith': return sql`(select ${lower}(substr(v.a, max(1, length(v.a) - length(v.b) + 1))) = ${lower}(v.b) from (select ${first} as a, ${second} as b) as v)`;
    case 'length': return sql`${sql.raw(LENGTH)}(${first})`;
    case 'indexof': return sql`${sql.raw(INDEX)}(${lower}(${first}), ${lower}(${second}))`;
    // With nothing to look for, SQLite does not look at what would be put in its place, null or not.
    case 'replace': return sql`(select case when v.c is null then null ${whenTooLong(REPLACED)} else replace(v.a, v.b, v.c) end from (select ${first} as a, ${second} as b, ${third} as c) as v)`;
    case 'substring': return third === undefined ? sql`${sql.raw(SUBSTRING)}(${first}, ${second})` : sql`${sql.raw(SUBSTRING)}(${first}, ${second}, ${third})`;
    case 'tolower': return sql`${sql.raw(LOWER)}(${first})`;
    case 'toupper': return sql`${sql.raw(UPPER)}(${first})`;
    case 'trim': return sql`trim(${first})`;
    case 'concat': return sql`(select case ${whenTooLong(JOINED)} else v.a || v.b end from (select ${first} as a, ${second} as b) as v)`;
    case 'year': case 'month': case 'day': case 'hour': case 'minute': case 'second': return partSql(call.function, call.arguments[0], first);
    case 'round': return sql`round(${first})`;
    case 'floor': return sql`floor(${first})`;
    case 'ceiling': return sql`ceil(${first})`;
  }
}

/** How many bytes they make; those of a replacement are counted where they could be too many. */
const JOINED = 'octet_length(v.a) + octet_length(v.b)';
const REPLACED = `octet_length(v.a) * max(1, octet_length(v.c)) > ${MOST_MADE} and octet_length(v.a) + (octet_length(v.c) - octet_length(v.b)) * ((octet_length(v.a) - octet_length(replace(v.a, v.b, ''))) / max(1, octet_length(v.b)))`;
/** In a statement of one row of its own (`v`): SQLite does not look at what stands there more than once. */
const whenTooLong = (bytes: string): Sql => sql.raw(`when ${bytes} > ${MOST_MADE} then ${TOO_LONG}(v.a)`);

/** What compares texts without case: SQLite's own, which is faster, where what is looked for has ASCII letters alone. */
function lowerFor(call: Call): string {
  const wanted = call.arguments[call.function === 'substringof' ? 0 : 1];
  return wanted?.kind === 'literal' && typeof wanted.value === 'string' && isAscii(wanted.value) ? 'lower' : FOLD;
}

function partSql(part: keyof typeof PARTS, argument: Expression | undefined, value: Sql): Sql {
  if (argument?.type === 'Edm.Time') {
    // No property is a duration: it can only be a literal.
    const text = argument.kind === 'literal' && typeof argument.value === 'string' ? argument.value : '';
    return sql`${part === 'hour' || part === 'minute' || part === 'second' ? durationPart(text, part) : 0}`;
  }
  const [start, length] = PARTS[part];
  return sql`cast(substr(${value}, ${start}, ${length}) as integer)`;
}

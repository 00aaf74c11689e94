/** The functions of OData expressions in SQL (OData v3 URL conventions 10.2.3.4). */
import { sql, type RawBuilder } from 'kysely';
import type { Expression } from '../../../odata/query/expression.ts';

type Sql = RawBuilder<unknown>;
type Call = Extract<Expression, { kind: 'call' }>;

/** Where the parts of a date stand in its text `2014-02-07T18:30:50.087`. */
const PARTS = { year: [1, 4], month: [6, 2], day: [9, 2], hour: [12, 2], minute: [15, 2], second: [18, 2] } as const;

export function functionSql(call: Call, translate: (argument: Expression) => Sql): Sql {
  const [first = sql`null`, second = sql`null`, third] = call.arguments.map(translate);
  switch (call.function) {
    case 'substringof': return sql`(instr(lower(${second}), lower(${first})) > 0)`;
    case 'startswith': return sql`(lower(substr(${first}, 1, length(${second}))) = lower(${second}))`;
    case 'endswith': return sql`(length(${second}) = 0 or lower(substr(${first}, -length(${second}))) = lower(${second}))`;
    case 'length': return sql`length(${first})`;
    case 'indexof': return sql`(instr(lower(${first}), lower(${second})) - 1)`;
    case 'replace': return sql`replace(${first}, ${second}, ${third})`;
    case 'substring': return third === undefined ? sql`substr(${first}, ${second} + 1)` : sql`substr(${first}, ${second} + 1, ${third})`;
    case 'tolower': return sql`lower(${first})`;
    case 'toupper': return sql`upper(${first})`;
    case 'trim': return sql`trim(${first})`;
    case 'concat': return sql`(${first} || ${second})`;
    case 'year': case 'month': case 'day': case 'hour': case 'minute': case 'second': return partSql(call.function, call.arguments[0], first);
    case 'round': return sql`round(${first})`;
    case 'floor': return sql`floor(${first})`;
    case 'ceiling': return sql`ceil(${first})`;
  }
}

function partSql(part: keyof typeof PARTS, argument: Expression | undefined, value: Sql): Sql {
  if (argument?.type === 'Edm.Time') {
    // No property is a duration: it can only be a literal.
    const text = argument.kind === 'literal' && typeof argument.value === 'string' ? argument.value : '';
    const found = new RegExp(`T.*?(\\d+)(?:\\.\\d+)?${part === 'hour' ? 'H' : part === 'minute' ? 'M' : 'S'}`).exec(text)?.[1];
    return sql`${Number(found ?? 0)}`;
  }
  const [start, length] = PARTS[part];
  return sql`cast(substr(${value}, ${start}, ${length}) as integer)`;
}

/** Where the names of an expression are found in SQL: table aliases, and the joins that to-one navigations need. */
import { sql, type RawBuilder } from 'kysely';
import type { EntityType, Navigation } from '../../../sma/edm/serviceModel.ts';
import { linkTableName } from '../schema/schema.ts';
import type { Source } from '../../../odata/query/expression.ts';

type Sql = RawBuilder<unknown>;

/** Numbers for aliases, shared by all scopes of one query. */
export class Aliases {
  #next = 0;

  next(): string {
    this.#next += 1;
    return `t${this.#next}`;
  }
}

/** `"alias"."column"`. */
export const column = (alias: string, name: string): Sql => sql.ref(`${alias}.${name}`);

/** The tables one (sub)query reads: an entity set and what is reached from it over to-one navigations. */
export class Scope {
  readonly aliases: Aliases;
  readonly #roots: Map<string, string>;
  readonly #joins = new Map<string, { readonly alias: string; readonly sql: Sql }>();
  readonly #outer: Scope | undefined;

  constructor(variable: string, alias: string, aliases: Aliases, outer?: Scope) {
    this.#roots = new Map([[variable, alias]]);
    this.aliases = aliases;
    this.#outer = outer;
  }

  /** The alias under which the entity of a source is found; joins what lies between. */
  alias(source: Pick<Source, 'root' | 'steps'>): string {
    const root = this.#roots.get(source.root);
    if (root === undefined) {
      if (this.#outer === undefined) throw new Error(`The variable ${source.root} of an expression is not in scope`);
      return this.#outer.alias(source);
    }
    let alias = root;
    let path = source.root;
    for (const step of source.steps) {
      path += `/${step.name}`;
      alias = this.#join(path, alias, step);
    }
    return alias;
  }

  /** The joins to put after the table of this scope. */
  get joins(): Sql {
    return sql.join([...this.#joins.values()].map((join) => join.sql), sql` `);
  }

  #join(path: string, from: string, step: Navigation): string {
    const known = this.#joins.get(path);
    if (known !== undefined) return known.alias;
    if (step.join === undefined) throw new Error(`${step.name} cannot be followed to one entity`);
    const alias = this.aliases.next();
    const on = sql`${column(from, step.join.own)} = ${column(alias, step.join.other)}`;
    this.#joins.set(path, { alias, sql: sql` left join ${sql.table(step.targetSet.name)} as ${sql.id(alias)} on ${on}` });
    return alias;
  }
}

/** Whether the entity `target` (an alias) is at the end of a navigation from `from`. */
export function related(from: string, navigation: Navigation, target: string): Sql {
  if (navigation.join !== undefined) return sql`${column(from, navigation.join.own)} = ${column(target, navigation.join.other)}`;
  const [own, other] = [keyName(navigation.from), keyName(navigation.target)];
  const link = sql.table(linkTableName(navigation.association));
  return sql`exists (select 1 from ${link} as link where link.${sql.id(own)} = ${column(from, own)} and link.${sql.id(other)} = ${column(target, other)})`;
}

/** The key of a set with one key property; link tables join no others. */
export function keyName(type: EntityType): string {
  const [key] = type.key;
  if (key === undefined) throw new Error(`${type.name} has no key`);
  return key.name;
}

/** Builds request URLs (sma-rest-api.md 1.1, 8.1 rules 4 and 5). What it builds, uri/requestUri.ts reads back. */
import type { Literal } from '../edm/literal.ts';
import { encodeLiteral } from '../edm/literal.ts';
import { printExpression, printOrderBy } from '../query/print.ts';
import type { OrderBySyntax, Syntax } from '../query/syntax.ts';
import { encodePercent } from '../uri/percent.ts';

export interface Query {
  readonly filter?: Syntax | undefined;
  readonly orderBy?: readonly OrderBySyntax[] | undefined;
  readonly top?: number | undefined;
  readonly skip?: number | undefined;
  readonly skipToken?: readonly Literal[] | undefined;
  readonly select?: readonly string[] | undefined;
  readonly expand?: readonly string[] | undefined;
  readonly inlineCount?: boolean | undefined;
  readonly format?: string | undefined;
}

/** A URL in the making; every method gives a new one. */
export class ODataUri {
  readonly #path: string;
  readonly #query: readonly (readonly [name: string, value: string])[];

  private constructor(path: string, query: readonly (readonly [string, string])[]) {
    this.#path = path;
    this.#query = query;
  }

  /** @param root absolute URL or path of the service, with or without a slash at the end */
  static at(root: string): ODataUri {
    return new ODataUri(root.replace(/\/+$/, ''), []);
  }

  /** Appends a set, navigation, action, property or `$value`, `$count`, `$links`, `$metadata`. */
  to(name: string): ODataUri {
    return new ODataUri(`${this.#path}/${name.startsWith('$') ? name : encodePercent(name)}`, this.#query);
  }

  /** A key of one property. */
  key(value: Literal): ODataUri {
    return new ODataUri(`${this.#path}(${encodePercent(encodeLiteral(value))})`, this.#query);
  }

  /** A key of several, by name. */
  keys(values: Readonly<Record<string, Literal>>): ODataUri {
    const parts = Object.entries(values).map(([name, value]) => `${name}=${encodePercent(encodeLiteral(value))}`);
    return new ODataUri(`${this.#path}(${parts.join(',')})`, this.#query);
  }

  query(query: Query): ODataUri {
    const options: readonly (readonly [string, string | undefined])[] = [
      ['$filter', query.filter && printExpression(query.filter)],
      ['$orderby', query.orderBy?.length ? printOrderBy(query.orderBy) : undefined],
      ['$top', query.top?.toString()],
      ['$skip', query.skip?.toString()],
      ['$skiptoken', query.skipToken?.map(encodeLiteral).join(',')],
      ['$select', query.select?.length ? query.select.join(',') : undefined],
      ['$expand', query.expand?.length ? query.expand.join(',') : undefined],
      ['$inlinecount', query.inlineCount === true ? 'allpages' : undefined],
      ['$format', query.format],
    ];
    return new ODataUri(this.#path, [...this.#query, ...options.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))]);
  }

  /** An argument of a service operation. */
  argument(name: string, value: Literal): ODataUri {
    return new ODataUri(this.#path, [...this.#query, [name, encodeLiteral(value)]]);
  }

  toString(): string {
    const query = this.#query.map(([name, value]) => `${name}=${encodePercent(value)}`).join('&');
    return query === '' ? this.#path : `${this.#path}?${query}`;
  }
}

/** `{field} desc` for `Query.orderBy`. */
export const descending = (path: string): OrderBySyntax => ({ expression: { kind: 'path', segments: path.split('/'), position: 0 }, descending: true });

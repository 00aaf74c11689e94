import type { OverloadParameter } from './overloads.ts';

/** Members of .NET types, read from the rows of the catalogue when somebody asks for them. */

export interface TypeMember {
  readonly name: string;
  readonly isMethod: boolean;
  /** Full name of its type, or of what the method gives; undefined where it is not told. */
  readonly type: string | undefined;
  /** A method that never takes an argument. */
  readonly isBare: boolean;
  /** The parameters of each way to call a method. */
  readonly overloads: readonly (readonly OverloadParameter[])[];
}

export interface TypeFacts {
  readonly name: string;
  readonly base: string | undefined;
  readonly instance: readonly TypeMember[];
  readonly statics: readonly TypeMember[];
  /** Names of an enumeration. */
  readonly values: readonly string[];
}

export interface TypeRows { readonly rows: Readonly<Record<string, string>>; readonly names: readonly string[]; /** Names of parameters. */ readonly words: readonly string[] }

/** The row of an exception that nobody describes: it comes from System.Exception. */
const EXCEPTION = '!|||||';

const plainName = (name: string): string => name.replace(/(`\d+)\[.*$/, '$1');

/** The types of a catalogue, by their full names without case. */
export class TypeView {
  readonly #rows: ReadonlyMap<string, readonly [name: string, row: string]>;
  readonly #names: readonly string[];
  readonly #words: readonly string[];
  readonly #known = new Map<string, TypeFacts>();

  constructor({ rows, names, words }: TypeRows) {
    this.#rows = new Map(Object.entries(rows).map(([name, row]) => [name.toLowerCase(), [name, row]]));
    this.#names = names;
    this.#words = words;
  }

  /** Full names of all types; generic ones with the number of their arguments behind a backtick. */
  get all(): readonly string[] {
    return [...this.#rows.values()].map(([name]) => name);
  }

  /** True for a type that is described itself. */
  has(name: string): boolean {
    return this.#rows.has(plainName(name).toLowerCase());
  }

  /** A type by its full name; arguments of a generic one are passed over, and an exception nobody describes has what every one has. */
  type(written: string): TypeFacts | undefined {
    const key = plainName(written).toLowerCase(), known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#rows.get(key) ?? (key.endsWith('exception') ? [plainName(written), EXCEPTION] as const : undefined);
    if (found === undefined) return undefined;
    const [name, row] = found, [base = '', props = '', methods = '', staticProps = '', staticMethods = '', values = ''] = row.split('|');
    const facts: TypeFacts = {
      name, base: base === '!' ? 'System.Exception' : base === '' ? (name === 'System.Object' ? undefined : 'System.Object') : this.#names[Number.parseInt(base, 36)],
      instance: [...this.#members(props, false), ...this.#members(methods, true)], statics: [...this.#members(staticProps, false), ...this.#members(staticMethods, true)],
      values: values === '' ? [] : values.split(','),
    };
    this.#known.set(key, facts);
    return facts;
  }

  /** Members of a type's values, its own before those of what it comes from. */
  instance(name: string): TypeMember[] {
    const found = new Map<string, TypeMember>(), seen = new Set<string>();
    for (let type = this.type(name); type !== undefined && !seen.has(type.name); type = type.base === undefined ? undefined : this.type(type.base)) {
      seen.add(type.name);
      for (const member of type.instance) if (!found.has(member.name.toLowerCase())) found.set(member.name.toLowerCase(), member);
    }
    return [...found.values()];
  }

  member(name: string, member: string, isStatic: boolean): TypeMember | undefined {
    const list = isStatic ? this.type(name)?.statics : this.instance(name);
    return list?.find((one) => one.name.toLowerCase() === member.toLowerCase());
  }

  #members(list: string, isMethod: boolean): TypeMember[] {
    return list === '' ? [] : list.split(',').map((item) => {
      const [head = '', ...overloads] = item.split(';'), [written = '', place] = head.split(':'), isBare = written.endsWith('!');
      return {
        name: isBare ? written.slice(0, -1) : written, isMethod, isBare, type: place === undefined ? undefined : this.#names[Number.parseInt(place, 36)],
        overloads: overloads.map((parameters) => (parameters === '' ? [] : parameters.split('~').map((one) => this.#parameter(one)))),
      };
    });
  }

  #parameter(written: string): OverloadParameter {
    const isRest = written.startsWith('*'), [type = '', word = ''] = written.slice(isRest ? 1 : 0).split('.');
    return { isRest, type: this.#names[Number.parseInt(type, 36)] ?? 'System.Object', name: this.#words[Number.parseInt(word, 36)] ?? '' };
  }
}

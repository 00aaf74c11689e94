/** A JSON text as Json.NET's JsonConvert.DeserializeObject builds it (JsonSerializerInternalReader, JTokenWriter), for texts the quick reader does not take. */
import { netThrow } from '../../runtime/errors/raise.ts';
import { DateTime, daysInMonth } from '../../runtime/values/dateTime.ts';
import type { Value } from '../../runtime/values/value.ts';
import { javaScriptDate } from './jsonDates.ts';
import { JsonReadError } from './jsonReader.ts';
import type { JsonFactory } from './jsonReader.ts';
import { JsonTokens, isEnd, isStart, pathText } from './jsonTokens.ts';

/** An object or a list as it is being read; of a constructor nothing is kept, as PowerShell asks for none. */
interface Open { readonly type: 'Object' | 'Array' | 'Constructor'; index: number; name: string; readonly pairs: Map<string, Built>; readonly items: Built[] }
type Built = Open | { readonly value: Value };

/** Reads a text that may be broken or unusual; what is wrong with it is told as Json.NET tells it. */
export function readJsonCarefully(text: string, factory: JsonFactory, maxDepth: number): Value {
  const built = new Tree(new JsonTokens(text, maxDepth, (string) => { const value = factory.text(string); return typeof value === 'string' ? undefined : value; })).read();
  return built === undefined ? null : made(built, factory);
}

class Tree {
  private readonly tokens: JsonTokens;
  private readonly open: Open[] = [];
  constructor(tokens: JsonTokens) { this.tokens = tokens; }
  read(): Built | undefined {
    const { tokens } = this;
    if (!this.content()) return undefined;
    const value = tokens.token === 'StartObject' ? this.object() : tokens.token === 'StartArray' ? this.all() : { value: tokens.value };
    while (tokens.read()) if (tokens.token !== 'Comment') tokens.fail('Additional text found in JSON string after finishing deserializing object.', 'Serialization');
    return value;
  }
  /** The next token that is no comment. */
  private content(): boolean {
    do { if (!this.tokens.read()) return false; } while (this.tokens.token === 'Comment');
    return true;
  }
  /** The outermost object is read name by name: what ends within it is an error. */
  private object(): Built {
    const { tokens } = this, made = opened('Object');
    if (!tokens.read()) tokens.fail('Unexpected end when reading JSON.', 'Serialization');
    this.open.push(made);
    do {
      if (tokens.token === 'EndObject') return made;
      if (tokens.token !== 'PropertyName') continue;
      made.name = tokens.value as string;
      if (!this.content()) break;
      this.keep(this.all());
    } while (tokens.read());
    return tokens.fail('Unexpected end when deserializing object.', 'Serialization');
  }
  /** The value that has begun, with all that is in it. One that ends too early is an error only where its last token did not end anything. */
  private all(): Built | undefined {
    const { tokens } = this, base = this.open.length, depth = isStart(tokens.token) ? tokens.depth : tokens.depth + 1;
    let root: Built | undefined;
    do {
      const { token, value } = tokens;
      if (token === 'StartConstructor' && value === 'Date') {
        const date = { value: this.date() };
        if (this.open.length > base) this.keep(date); else root = date;
      } else if (isStart(token)) {
        const made = opened(token.slice(5) as Open['type']);
        if (this.open.length > base) this.keep(made); else root = made;
        this.open.push(made);
      } else if (isEnd(token)) this.open.pop();
      else if (token === 'PropertyName') (this.open.at(-1) as Open).name = value as string;
      else if (token !== 'Comment') { if (this.open.length > base) this.keep({ value }); else root = { value }; }
    } while (depth - 1 < tokens.depth - (isEnd(tokens.token) ? 1 : 0) && tokens.read());
    const last = tokens.token === 'None' ? -1 : isEnd(tokens.token) ? tokens.depth - 1 : tokens.depth;
    if (depth < last || (depth === last && isStart(tokens.token))) this.fail('Unexpected end when reading token.');
    this.open.length = base;
    return root;
  }
  private keep(value: Built | undefined): void {
    const into = this.open.at(-1);
    if (into === undefined || value === undefined) return;
    into.index++;
    // A name that is there already goes, with its place.
    if (into.type === 'Object') into.pairs.delete(into.name);
    if ('type' in value && value.type === 'Constructor') return;
    if (into.type === 'Object') into.pairs.set(into.name, value);
    else into.items.push(value);
  }
  /** What the writer of the tree says is told with the path of the container, without a place. */
  private fail(message: string): never { throw new JsonReadError(`${message} Path '${pathText(this.open.slice(0, -1))}'.`, 'Writer'); }

  /** `new Date(ms)` and `new Date(year, month from 0, day …)`. */
  private date(): DateTime {
    const numbers: bigint[] = [], { tokens } = this;
    for (;;) {
      if (!tokens.read()) this.fail('Unexpected end when reading date constructor.');
      if (tokens.token === 'EndConstructor') break;
      if (tokens.token !== 'Integer') this.fail(`Unexpected token when reading date constructor. Expected Integer, got ${tokens.token}.`);
      if (typeof tokens.value !== 'bigint') return netThrow('System.InvalidCastException', "Unable to cast object of type 'System.Numerics.BigInteger' to type 'System.Int64'.");
      numbers.push(tokens.value);
    }
    const [first, second] = numbers;
    if (first === undefined) this.fail('Date constructor has no arguments.');
    if (second === undefined) return javaScriptDate(first);
    if (numbers.length > 7) this.fail('Unexpected number of arguments when reading date constructor.');
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, s = 0, ms = 0] = numbers.map((n) => Number(BigInt.asIntN(32, n)));
    if (year < 1 || year > 9999 || month < 0 || month > 11 || day < 0 || day > daysInMonth(year, month + 1)) netThrow('System.ArgumentOutOfRangeException', 'Year, Month, and Day parameters describe an un-representable DateTime.');
    if (ms < 0 || ms > 999) netThrow('System.ArgumentOutOfRangeException', "Valid values are between 0 and 999, inclusive. (Parameter 'millisecond')");
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || s < 0 || s > 59) netThrow('System.ArgumentOutOfRangeException', 'Hour, Minute, and Second parameters describe an un-representable DateTime.');
    return DateTime.of(year, month + 1, day === 0 ? 1 : day, hour, minute, s, ms);
  }
}
const opened = (type: Open['type']): Open => ({ type, index: -1, name: '', pairs: new Map(), items: [] });

/** The values, outermost names first: a name that no object may have is told before what is inside of it. */
function made(built: Built, factory: JsonFactory): Value {
  if ('value' in built) return built.value;
  if (built.type === 'Array') return factory.array(built.items.map((item) => made(item, factory)));
  const pairs = [...built.pairs.keys()].map((name): [string, Value] => [name, null]);
  const object = factory.object(pairs), names: string[] = [];
  for (const pair of pairs) {
    const [name] = pair;
    if (object === undefined) factory.badName(name, names)?.();
    names.push(name);
    pair[1] = made(built.pairs.get(name) as Built, factory);
  }
  return factory.object(pairs) ?? null;
}

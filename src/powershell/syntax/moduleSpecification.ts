import type { ExpressionAst } from './ast.ts';
import { pureExpression } from './checks/assignment.ts';
import type { Parser } from './parser.ts';

/** A constant argument: text, another value (by its text), a list, or a hashtable by its keys in lower case. */
export type Constant = string | { readonly other: string } | readonly Constant[] | ReadonlyMap<string, Constant>;

export function constantOf(p: Pick<Parser, 'slice'>, argument: ExpressionAst): Constant | undefined {
  switch (argument.kind) {
    case 'StringConstantExpressionAst': return argument.value;
    case 'ConstantExpressionAst': return { other: p.slice(argument.start, argument.end) };
    case 'VariableExpressionAst': return /^(?:true|false|null)$/i.test(argument.variablePath) ? { other: argument.variablePath } : undefined;
    case 'ParenExpressionAst': {
      const inner = pureExpression(argument.pipeline);
      return inner && constantOf(p, inner);
    }
    case 'ArrayLiteralAst': {
      const parts = argument.elements.map((element) => constantOf(p, element));
      return parts.every((part) => part !== undefined) ? parts : undefined;
    }
    case 'HashtableAst': {
      const result = new Map<string, Constant>(), names = new Map<string, string>();
      for (const { key, value } of argument.pairs) {
        const inner = value.kind === 'PipelineAst' ? pureExpression(value) : undefined;
        const name = constantOf(p, key), found = inner && constantOf(p, inner);
        if (typeof name !== 'string' || found === undefined) return undefined;
        result.set(name.toLowerCase(), found);
        names.set(name.toLowerCase(), name);
      }
      written.set(result, names);
      return result;
    }
    default: return undefined;
  }
}

/** Keys of hashtables as they were written, for messages. */
const written = new WeakMap<ReadonlyMap<string, Constant>, ReadonlyMap<string, string>>();
const writtenKeys = (table: ReadonlyMap<string, Constant>): string[] => [...table.keys()].map((key) => written.get(table)?.get(key) ?? key);

const moduleKeys: ReadonlySet<string> = new Set(['modulename', 'moduleversion', 'maximumversion', 'requiredversion', 'guid']);

const isNull = (value: Constant): boolean => typeof value === 'object' && 'other' in value && value.other.toLowerCase() === 'null';

/** A version of two parts at least; a number counts as it prints, so that 1.0 is none. The highest may end in a star, which stands for all that is left (GetMaximumVersion). */
export function isVersion(value: Constant, key: string): boolean {
  if (typeof value !== 'string' && !('other' in value)) return false;
  const written = (typeof value === 'string' ? value : String(Number(value.other))).replace(/[\t-\r ]/g, '');
  const text = key === 'maximumversion' && written.endsWith('*') ? `${written.slice(0, -1)}999999999${'.999999999'.repeat(Math.max(0, 3 - (written.split('.').length - 1)))}` : written;
  return /^\+?\d+(?:\.\+?\d+){1,3}$/.test(text) && text.split('.').every((part) => Number(part) <= 2_147_483_647);
}

/** What Guid.Parse takes: with or without dashes, in braces or parentheses, or as hexadecimal numbers. */
export const isGuid = (value: Constant): boolean =>
  typeof value === 'string' && /^(?:[\da-f]{32}|(?=\{.*\}$|\(.*\)$|[\da-f].*[\da-f]$)[{(]?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}[)}]?|\{(?:0x[\da-f]{1,8},){3}\{0x[\da-f]{1,2}(?:,0x[\da-f]{1,2}){7}\}\})$/i.test(value.trim());

/** What .NET says of a text that is no version (Version.Parse). */
function versionProblem(text: string): string {
  const parts = text.split('.');
  if (parts.length < 2 || parts.length > 4) return "Version string portion was too short or too long. (Parameter 'input')";
  const part = parts.find((one) => !/^\s*\+?\d+\s*$/.test(one) || Number(one) > 2_147_483_647) ?? '';
  if (!/^\s*[+-]?\d+\s*$/.test(part)) return `The input string '${part}' was not in a correct format.`;
  if (Math.abs(Number(part)) > 2_147_483_647) return 'Value was either too large or too small for an Int32.';
  return `input ('${part}') must be a non-negative value. (Parameter 'input')\nActual value was ${String(Number(part))}.`;
}

const notConverted = (value: string, type: string, why: string): string => `Cannot convert value "${value}" to type "${type}". Error: "${why}"`;

/** How a value prints: a number by its value, a truth value with a capital. */
function printed(value: Constant): string {
  if (typeof value === 'string') return value;
  if (value instanceof Map) return 'System.Collections.Hashtable';
  if (!('other' in value)) return 'System.Object[]';
  const number = Number(value.other);
  return Number.isNaN(number) ? value.other.replace(/^./, (first) => first.toUpperCase()) : String(number);
}

/** What is wrong with the value of one key. */
function valueProblem(key: string, value: Constant): string | undefined {
  if (key === 'guid') return isGuid(value) ? undefined : notConverted(printed(value), 'System.Guid', 'Unrecognized Guid format.');
  if (!key.endsWith('version') || isVersion(value, key)) return undefined;
  const text = printed(value);
  return key === 'maximumversion'
    ? `The specified MaximumVersion '${text}' was incorrect. If you are using '*', MaximumVersion only supports one '*' and should always be placed at the end of MaximumVersion.`
    : notConverted(text, 'System.Version', versionProblem(text));
}

/** What is wrong with a module's specification (about_Requires); undefined where nothing is. */
export function moduleProblem(given: ReadonlyMap<string, Constant>): string | undefined {
  const value = new Map([...given].filter(([, found]) => !isNull(found)));
  // What is converted as the keys come is refused before the rest is looked at.
  for (const [key, found] of value) {
    const problem = moduleKeys.has(key) ? valueProblem(key, found) : undefined;
    if (problem !== undefined) return problem;
  }
  const unknown = writtenKeys(given).filter((key) => !moduleKeys.has(key.toLowerCase()));
  if (unknown.length > 0) return `The hashtable describing a module contains one or more members that are not valid. The valid members are (ModuleName, ModuleVersion, RequiredVersion, GUID). Remove the members that are not valid ('${unknown.join("', '")}'), then try again.`;
  if ((value.get('modulename') ?? '') === '') return "The 'ModuleName' member does not exist in the hashtable that describes this module.";
  const bounds = ['ModuleVersion', 'MaximumVersion'].filter((key) => value.has(key.toLowerCase()));
  if (value.has('requiredversion')) return bounds[0] && `The parameters ${bounds[0]} and RequiredVersion cannot be used together. Please specify only one parameter.`;
  return bounds.length > 0 ? undefined : "The 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion' members do not exist in the hashtable that describes this module. One of these three members must exist, and be assigned a version number in the format 'n.n.n.n'.";
}

/** What is wrong with one module of a `#requires` line: a name, or a specification. */
export function requiredModuleProblem(module: Constant): string | undefined {
  const why = module instanceof Map ? moduleProblem(module)
    : module === '' ? "The value cannot be an empty string. (Parameter 'moduleName')"
      : typeof module === 'object' && 'other' in module && /^(?:true|false)$/i.test(module.other) ? `Invalid cast from 'System.Boolean' to '${specification}'.` : undefined;
  return why && notConverted(printed(module), specification, why);
}
const specification = 'Microsoft.PowerShell.Commands.ModuleSpecification';

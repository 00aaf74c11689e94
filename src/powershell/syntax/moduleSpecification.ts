import type { ExpressionAst } from './ast.ts';
import { pureExpression } from './checks/assignment.ts';
import type { Parser } from './parser.ts';

/** A constant argument: text, another value (by its text), a list, or a hashtable by its keys in lower case. */
export type Constant = string | { readonly other: string } | readonly Constant[] | ReadonlyMap<string, Constant>;

export function constantOf(p: Parser, argument: ExpressionAst): Constant | undefined {
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
      const result = new Map<string, Constant>();
      for (const { key, value } of argument.pairs) {
        const inner = value.kind === 'PipelineAst' ? pureExpression(value) : undefined;
        const name = constantOf(p, key), found = inner && constantOf(p, inner);
        if (typeof name !== 'string' || found === undefined) return undefined;
        result.set(name.toLowerCase(), found);
      }
      return result;
    }
    default: return undefined;
  }
}

const moduleKeys: ReadonlySet<string> = new Set(['modulename', 'moduleversion', 'maximumversion', 'requiredversion', 'guid']);

const isNull = (value: Constant): boolean => typeof value === 'object' && 'other' in value && value.other.toLowerCase() === 'null';

/** A version of two parts at least; a number counts as it prints, so that 1.0 is none. The highest may end in a star, which stands for all that is left (GetMaximumVersion). */
function isVersion(value: Constant, key: string): boolean {
  if (typeof value !== 'string' && !('other' in value)) return false;
  const written = (typeof value === 'string' ? value : String(Number(value.other))).replace(/\s/g, '');
  const text = key === 'maximumversion' && written.endsWith('*') ? `${written.slice(0, -1)}999999999${'.999999999'.repeat(Math.max(0, 3 - (written.split('.').length - 1)))}` : written;
  return /^\d+(?:\.\d+){1,3}$/.test(text) && text.split('.').every((part) => Number(part) <= 2_147_483_647);
}

/** What Guid.Parse takes: with or without dashes, in braces or parentheses, or as hexadecimal numbers. */
const isGuid = (value: Constant): boolean =>
  typeof value === 'string' && /^(?:[\da-f]{32}|(\{|\()?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(\}|\))?|\{(?:0x[\da-f]{1,8},){3}\{0x[\da-f]{1,2}(?:,0x[\da-f]{1,2}){7}\}\})$/i.test(value.trim());

/** What is wrong with a module's specification (about_Requires); undefined where nothing is. */
export function moduleProblem(given: ReadonlyMap<string, Constant>): string | undefined {
  const value = new Map([...given].filter(([, found]) => !isNull(found)));
  // What is converted as the keys come is refused before the rest is looked at.
  const guid = value.get('guid');
  if (guid !== undefined && !isGuid(guid)) return "The value of 'GUID' is no GUID.";
  for (const key of ['moduleversion', 'maximumversion', 'requiredversion']) {
    const found = value.get(key);
    if (found !== undefined && !isVersion(found, key)) return `The value of '${key}' is not a version.`;
  }
  const unknown = [...given.keys()].filter((key) => !moduleKeys.has(key));
  if (unknown.length > 0) return `The hashtable has members that are not known: '${unknown.join("', '")}'.`;
  if ((value.get('modulename') ?? '') === '') return "The hashtable has no member 'ModuleName'.";
  if (value.has('requiredversion') && (value.has('moduleversion') || value.has('maximumversion'))) return "'RequiredVersion' excludes 'ModuleVersion' and 'MaximumVersion'.";
  if (!value.has('requiredversion') && !value.has('moduleversion') && !value.has('maximumversion')) return "The hashtable has none of 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion'.";
  return undefined;
}

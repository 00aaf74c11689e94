import type { Ast, ExpressionAst, TypeDefinitionAst } from '../ast.ts';
import { walk } from '../children.ts';
import { typeFullName } from '../types/fullName.ts';
import { pureExpression } from './assignment.ts';
import type { Report } from './definitions.ts';
import { fullTypeName, plainTypeName } from './knownTypes.ts';
import { nameTable } from '../nameTable.ts';
import { nameKey } from '../nameKey.ts';

/** Least and greatest value of the types an enumeration may be made of. */
const ranges: Readonly<Record<string, readonly [low: bigint, high: bigint]>> = nameTable({
  byte: [0n, 255n], sbyte: [-128n, 127n], short: [-32768n, 32767n], ushort: [0n, 65535n], int: [-(2n ** 31n), 2n ** 31n - 1n], uint: [0n, 2n ** 32n - 1n], long: [-(2n ** 63n), 2n ** 63n - 1n], ulong: [0n, 2n ** 64n - 1n],
});
const plain = (name: string): string => name.replace('int16', 'short').replace('int32', 'int').replace('int64', 'long');

/** An initialiser that is a text. */
interface Text { readonly text: string }

const whole = (value: number): bigint | 'open' => (Number.isFinite(value) ? BigInt(Math.round(value)) : 'open');

/** The value of an initialiser: a whole number, a text, `open` where it cannot be told here, undefined where it is no constant. */
function evaluate(node: ExpressionAst, known: ReadonlyMap<string, bigint>): bigint | Text | 'open' | undefined {
  switch (node.kind) {
    case 'ConstantExpressionAst':
      if (typeof node.value === 'bigint') return node.value;
      return typeof node.value === 'number' ? whole(node.value) : 'open';
    case 'StringConstantExpressionAst': return { text: node.value };
    case 'VariableExpressionAst': return /^(?:true|false|null)$/i.test(node.variablePath) ? 'open' : undefined;
    case 'ParenExpressionAst': {
      const inner = pureExpression(node.pipeline);
      return inner && evaluate(inner, known);
    }
    case 'ConvertExpressionAst': return evaluate(node.child, known) === undefined ? undefined : 'open';
    case 'UnaryExpressionAst': {
      const child = evaluate(node.child, known);
      if (typeof child !== 'bigint') return child === undefined ? undefined : 'open';
      return node.operator === 'Minus' ? -child : node.operator === 'Plus' ? child : 'open';
    }
    case 'BinaryExpressionAst': {
      const left = evaluate(node.left, known), right = evaluate(node.right, known);
      if (left === undefined || right === undefined) return undefined;
      return typeof left === 'bigint' && typeof right === 'bigint' ? combine(node.operator, left, right) : 'open';
    }
    case 'MemberExpressionAst': {
      if (!node.isStatic || node.expression.kind !== 'TypeExpressionAst' || node.member.kind !== 'StringConstantExpressionAst') return undefined;
      const type = plain(plainTypeName(node.expression.typeName)), member = node.member.value.toLowerCase();
      if (member === 'maxvalue' || member === 'minvalue') return ranges[type]?.[member === 'maxvalue' ? 1 : 0] ?? 'open';
      return known.get(`${type}::${member}`) ?? 'open';
    }
    default: return undefined;
  }
}

function combine(operator: string, left: bigint, right: bigint): bigint | 'open' {
  switch (operator) {
    case 'Plus': return left + right;
    case 'Minus': return left - right;
    case 'Multiply': return left * right;
    case 'Bor': return left | right;
    case 'Band': return left & right;
    case 'Bxor': return left ^ right;
    default: return 'open';
  }
}

/** Enumerations in whose initialisers the others are used, by name in lower case. */
function usesOf(type: TypeDefinitionAst, names: ReadonlySet<string>): Set<string> {
  const found = new Set<string>(), own = type.name.toLowerCase();
  const visit = (node: Ast): void => {
    if (node.kind !== 'MemberExpressionAst' || node.expression.kind !== 'TypeExpressionAst') return;
    const name = typeFullName(node.expression.typeName).toLowerCase();
    if (name !== own && names.has(name)) found.add(name);
  };
  for (const member of type.members) if (member.kind === 'PropertyMemberAst' && member.initialValue !== undefined) walk(member.initialValue, visit);
  return found;
}

/** The enumerations of a script: none may need itself by way of others, and every value has to fit. */
export function checkEnumerations(types: readonly TypeDefinitionAst[], report: Report): void {
  const names = new Set(types.map(({ name }) => name.toLowerCase()));
  const open = new Map(types.map((type) => [type, usesOf(type, names)])), known = new Map<string, bigint>();
  for (let found = true; found;) {
    found = false;
    for (const [type, uses] of open) {
      if (uses.size > 0) continue;
      open.delete(type);
      for (const others of open.values()) others.delete(type.name.toLowerCase());
      checkValues(type, known, report);
      found = true;
    }
  }
  for (const type of open.keys()) report(type, 'CycleInEnumInitializers');
}

function checkValues(type: TypeDefinitionAst, known: Map<string, bigint>, report: Report): void {
  const base = type.baseTypes[0], name = base === undefined ? 'int' : plain(plainTypeName(base.typeName)), range = ranges[name];
  if (range === undefined) {
    if (base !== undefined) report(base, 'InvalidUnderlyingType', fullTypeName(base.typeName) ?? typeFullName(base.typeName));
    return;
  }
  const [low, high] = range, seen = new Set<string>();
  let next: bigint | undefined = 0n;
  for (const member of type.members) {
    if (member.kind !== 'PropertyMemberAst') continue;
    if (member.initialValue !== undefined) next = initial(member.initialValue, known, low, high, name, report);
    else if (next !== undefined && next > high) report(member, 'EnumeratorValueOutOfBounds', name);
    const key = nameKey(member.name);
    if (seen.has(key)) report(member, 'MemberAlreadyDefined', member.name);
    seen.add(key);
    if (next === undefined) continue;
    known.set(`${type.name.toLowerCase()}::${key}`, next);
    next++;
  }
}

/** The value of an enumerator with an initialiser; undefined where it is not known. */
function initial(node: ExpressionAst, known: ReadonlyMap<string, bigint>, low: bigint, high: bigint, name: string, report: Report): bigint | undefined {
  const value = evaluate(node, known);
  if (value === undefined) report(node, 'EnumeratorValueMustBeConstant');
  else if (typeof value === 'bigint') {
    if (value >= low && value <= high) return value;
    report(node, 'EnumeratorValueOutOfBounds', name);
  } else if (value !== 'open') {
    if (!/^\s*[+-]?\d+\s*$/.test(value.text)) report(node, 'CannotConvertValue', name);
    else if (BigInt(value.text) >= low && BigInt(value.text) <= high) return BigInt(value.text);
  }
  return undefined;
}

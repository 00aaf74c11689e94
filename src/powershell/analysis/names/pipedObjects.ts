import type { Ast, CommandAst, ExpressionAst, ParameterAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { attributesNamed, constantValue } from '../runbook/parameters.ts';
import { lettersOf } from './namesAsText.ts';

/** A property of an object that is written out before a command of a pipeline. */
export interface PipedProperty { readonly name: string; readonly start: number; readonly end: number }

/** Whether a parameter takes its value from the property of its name that what is piped has (about_Functions_Advanced_Parameters). */
export const isByProperty = (parameter: ParameterAst): boolean => attributesNamed(parameter, 'Parameter').some(({ namedArguments }) => namedArguments.some(({ argumentName, argument }) => /^ValueFromPipelineByPropertyName$/i.test(argumentName) && constantValue(argument) !== false));

/** The properties of what an expression writes out: none of texts and numbers; undefined of what is worked out. */
function propertiesOf(node: Ast): readonly PipedProperty[] | undefined {
  switch (node.kind) {
    case 'StringConstantExpressionAst': case 'ConstantExpressionAst': return [];
    case 'ConvertExpressionAst': return /^(?:pscustomobject|(?:system\.)?management\.automation\.pscustomobject)$/i.test(node.type.typeName.text) ? keysOf(node.child) : undefined;
    case 'ParenExpressionAst': return propertiesOf(node.pipeline);
    case 'PipelineAst': return node.elements.length === 1 ? propertiesOf(node.elements[0]!) : undefined;
    case 'CommandExpressionAst': return propertiesOf(node.expression);
    case 'ArrayLiteralAst': return all(node.elements);
    case 'ArrayExpressionAst': return all(node.subExpression.statements);
    default: return undefined;
  }
}

function all(nodes: readonly Ast[]): readonly PipedProperty[] | undefined {
  const found = nodes.map(propertiesOf), known = found.filter((one) => one !== undefined);
  return known.length < found.length ? undefined : known.flat();
}

function keysOf(table: ExpressionAst): readonly PipedProperty[] | undefined {
  if (table.kind !== 'HashtableAst') return undefined;
  const found = table.pairs.map(({ key }) => {
    const letters = key.kind === 'StringConstantExpressionAst' ? lettersOf(key) : undefined;
    return key.kind === 'StringConstantExpressionAst' && letters !== undefined ? { name: key.value, ...letters } : undefined;
  }), known = found.filter((one) => one !== undefined);
  return known.length < found.length ? undefined : known;
}

/** What is piped to a command: the properties of objects that are written out, or `unknown`. */
export type Piped = readonly PipedProperty[] | 'unknown';
const known = new WeakMap<Ast, ReadonlyMap<CommandAst, Piped>>();

/** What is piped to the commands of a text; those that begin a pipeline are not among them. */
export function pipedObjects(root: Ast): ReadonlyMap<CommandAst, Piped> {
  let found = known.get(root);
  if (found === undefined) {
    const piped = new Map<CommandAst, Piped>();
    walk(root, (node) => {
      if (node.kind !== 'PipelineAst') return;
      for (const [i, element] of node.elements.entries()) if (i > 0 && element.kind === 'CommandAst') piped.set(element, propertiesOf(node.elements[i - 1]!) ?? 'unknown');
    });
    known.set(root, (found = piped));
  }
  return found;
}

/** Why a parameter that is bound by its name to what is piped cannot get another. */
export const pipedProblem = (command: string, parameter: string): string => `What is piped to ${command} gives ${parameter} by the property of that name, and would not any more: give it as -${parameter} there first.`;

import type { Ast } from '../../syntax/ast.ts';
import { nodesAt } from '../nodesAt.ts';
import { simpleNameAt } from '../names/typeNames.ts';
import type { Inference } from './inference.ts';

interface Extent { readonly start: number; readonly end: number }

/** Where the text defines the class or enum, or the member of one, that is named at a place; undefined for what it does not define. */
export function ownDefinition(values: Inference, offset: number): Extent | undefined {
  const path = nodesAt(values.result.ast, offset), types = values.facts.types;
  for (const node of [...path].reverse()) {
    if (node.kind === 'TypeExpressionAst' || node.kind === 'TypeConstraintAst') {
      const name = simpleNameAt(node.typeName, offset)?.name, own = name === undefined ? undefined : types.get(name.toLowerCase());
      return own && { start: own.nameStart, end: own.nameEnd };
    }
    if (node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst') return node.member.start <= offset && offset <= node.member.end ? memberOf(values, node) : undefined;
  }
  return undefined;
}

function memberOf(values: Inference, node: Ast & { readonly kind: 'MemberExpressionAst' | 'InvokeMemberExpressionAst' }): Extent | undefined {
  const owner = node.isStatic && node.expression.kind === 'TypeExpressionAst' ? values.named(node.expression.typeName) : values.expression(node.expression);
  const name = node.member.kind === 'StringConstantExpressionAst' ? node.member.value.toLowerCase() : '';
  // A class may come from another of the text; not from itself, but who writes that is still typing.
  const seen = new Set<Ast>();
  for (let own = owner?.own; own !== undefined && !seen.has(own);) {
    seen.add(own);
    const wanted = name === 'new' ? own.name.toLowerCase() : name, found = own.members.find((member) => member.name.toLowerCase() === wanted);
    if (found?.kind === 'FunctionMemberAst') return { start: found.nameStart, end: found.nameEnd };
    if (found !== undefined) return { start: found.start, end: found.end };
    if (name === 'new') return { start: own.nameStart, end: own.nameEnd };
    own = own.baseTypes.map(({ typeName }) => values.named(typeName)?.own).find((base) => base !== undefined);
  }
  return undefined;
}

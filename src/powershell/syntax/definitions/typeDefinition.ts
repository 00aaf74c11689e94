/** What classes and enumerations are alike in: their head, and the node they make. */
import type { AttributeAst, AttributeBaseAst, MemberAst, StringConstantExpressionAst, TypeConstraintAst, TypeDefinitionAst } from '../ast.ts';
import { simpleName } from '../expressions/names.ts';
import type { Parser } from '../parser.ts';

/** The name behind `class` or `enum`, which is the current token; undefined and reported where there is none. */
export function nameOfType(p: Parser): StringConstantExpressionAst | undefined {
  const { start, end } = p;
  p.mark(start);
  p.types.push(start);
  p.skipNewlines();
  const name = simpleName(p);
  if (name === undefined) p.reportIncomplete(end, end, 'MissingNameAfterKeyword', p.slice(start, end));
  return name;
}

/** Types among the attributes before a definition, which may not be there. */
export const constraintsAmong = (attributes: readonly AttributeBaseAst[] | undefined): AttributeBaseAst[] => attributes?.filter(({ kind }) => kind === 'TypeConstraintAst') ?? [];

/** The node of a definition; it begins with its first attribute. */
export function typeDefinition(
  typeKind: TypeDefinitionAst['typeKind'], start: number, name: StringConstantExpressionAst, attributes: readonly AttributeBaseAst[] | undefined,
  baseTypes: readonly TypeConstraintAst[], members: readonly MemberAst[], end: number,
): TypeDefinitionAst {
  return {
    kind: 'TypeDefinitionAst', start: attributes?.[0]?.start ?? start, end, name: name.value, nameStart: name.start, nameEnd: name.end, typeKind,
    attributes: attributes?.filter((attribute): attribute is AttributeAst => attribute.kind === 'AttributeAst') ?? [], baseTypes, members,
  };
}

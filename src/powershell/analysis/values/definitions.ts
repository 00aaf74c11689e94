import type { Ast, AttributeAst, DataStatementAst, FunctionDefinitionAst, PipelineBaseAst, StatementAst, TypeDefinitionAst, TypeName, VariableExpressionAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { plainFunctionName } from '../names/functionName.ts';

/** How a variable comes by its value at one place: from a statement, from the items of one, or, as a parameter, by its type alone. */
export interface Definition { readonly type: TypeName | undefined; readonly value: StatementAst | undefined; readonly items: PipelineBaseAst | undefined }

/** What the inference asks of a tree, found in one walk. */
export interface TextFacts {
  readonly definitions: ReadonlyMap<VariableExpressionAst, Definition>;
  readonly parents: ReadonlyMap<Ast, Ast>;
  /** Classes and enums of the text, in lower case. */
  readonly types: ReadonlyMap<string, TypeDefinitionAst>;
  /** Functions of the text, by their names in lower case; of two with one name the last. */
  readonly functions: ReadonlyMap<string, FunctionDefinitionAst>;
  /** `data D { }` by the variable's name in lower case. */
  readonly data: ReadonlyMap<string, DataStatementAst>;
  /** `[OutputType()]` of functions, by their names in lower case. */
  readonly outputs: ReadonlyMap<string, AttributeAst>;
}

const known = new WeakMap<ParseResult, TextFacts>();

/** The variable that an assignment sets, and the type that is written before it. */
function target(left: Ast, type?: TypeName): readonly [VariableExpressionAst, TypeName | undefined] | undefined {
  if (left.kind === 'VariableExpressionAst') return [left, type];
  if (left.kind === 'ConvertExpressionAst') return target(left.child, type ?? left.type.typeName);
  return left.kind === 'AttributedExpressionAst' ? target(left.child, type) : undefined;
}

export function textFacts(result: ParseResult): TextFacts {
  let facts = known.get(result);
  if (facts !== undefined) return facts;
  const definitions = new Map<VariableExpressionAst, Definition>(), parents = new Map<Ast, Ast>(), types = new Map<string, TypeDefinitionAst>(), outputs = new Map<string, AttributeAst>(), data = new Map<string, DataStatementAst>(), functions = new Map<string, FunctionDefinitionAst>(), open: Ast[] = [result.ast];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      open.push(child);
    }
    if (node.kind === 'AssignmentStatementAst' && (node.operator === 'Equals' || node.operator === 'QuestionQuestionEquals')) {
      const [variable, type] = target(node.left) ?? [];
      if (variable !== undefined) definitions.set(variable, { type, value: node.right, items: undefined });
    } else if (node.kind === 'ForEachStatementAst') {
      definitions.set(node.variable, { type: undefined, value: undefined, items: node.condition });
    } else if (node.kind === 'ParameterAst') {
      definitions.set(node.name, { type: node.attributes.find((one) => one.kind === 'TypeConstraintAst')?.typeName, value: undefined, items: undefined });
    } else if (node.kind === 'TypeDefinitionAst') {
      types.set(node.name.toLowerCase(), node);
    } else if (node.kind === 'DataStatementAst') {
      if (node.variable !== undefined) data.set(node.variable.toLowerCase(), node);
    } else if (node.kind === 'FunctionDefinitionAst') {
      functions.set(plainFunctionName(node.name).toLowerCase(), node);
      const attribute = node.body.paramBlock?.attributes.find(({ typeName }) => /^OutputType(?:Attribute)?$/i.test(typeName.text));
      if (attribute !== undefined) outputs.set(plainFunctionName(node.name).toLowerCase(), attribute);
    }
  }
  known.set(result, (facts = { definitions, parents, types, outputs, data, functions }));
  return facts;
}

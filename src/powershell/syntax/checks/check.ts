import type { Ast, FunctionMemberAst, ScriptBlockAst, TypeDefinitionAst, TypeName } from '../ast.ts';
import { childrenOf } from '../children.ts';
import { commandNameOf } from '../commandName.ts';
import type { Parser } from '../parser.ts';
import { checkAssignment, checkIncrement } from './assignment.ts';
import { checkAttribute, checkAttributedExpression, checkConvert, checkParameter, checkParameters } from './attributes.ts';
import { checkMethod, checkProperty } from './classes.ts';
import { outermost, type Context } from './context.ts';
import { checkDscResource } from './dscResource.ts';
import { checkJump, checkReturn, checkTry } from './flow.ts';
import { Marks } from './marks.ts';
import { Resolver } from './resolve.ts';
import { checkDataSection } from './restricted.ts';
import { checkHashtable, checkUsingExpression, checkUsingStatement, checkVariable } from './values.ts';
import { checkBlockStatement, checkForeach, checkSwitch } from './workflowKeywords.ts';

/** Deeper arrays of arrays are refused. */
const maxArrayDepth = 200;

/** What the grammar allows but the language does not: looked for once the tree is there, as the official parser does. */
export function checkTree(p: Parser, ast: ScriptBlockAst): void {
  const resolver = new Resolver(p, ast);
  resolver.resolve(ast);
  new Checker(p, resolver).visit(ast, outermost, undefined, undefined);
}

/** All that what surrounds a statement decides of it, as a number; -1 in classes and finally blocks, where there is more. */
const surroundingsOf = ({ type, member, method, finallyLoops, unassigned, inWorkflow, inWorkflowScript }: Context): number =>
  (type !== undefined || member !== undefined || method !== undefined || finallyLoops !== undefined || unassigned.size > 0 ? -1 : (inWorkflow ? 1 : 0) + (inWorkflowScript ? 2 : 0));

class Checker {
  readonly #p: Parser;
  readonly #marks: Marks;
  /** Whether what is looked at stands in a statement without an error: in a broken one extents do not always hold what is inside, and every node is looked at. */
  #isSound: boolean;
  readonly #isKnown: (type: TypeName) => boolean;
  /** Classes and enumerations of the script, by name in lower case. */
  readonly #types: ReadonlyMap<string, TypeDefinitionAst>;

  constructor(p: Parser, resolver: Resolver) {
    this.#p = p;
    this.#marks = new Marks(p.marks, p.reports > 0 ? p.broken : undefined);
    this.#isSound = p.reports === 0;
    this.#isKnown = (type) => resolver.isKnown(type);
    this.#types = resolver.types;
  }

  /** A node and what is below it; a part without marks is passed over. */
  visit(node: Ast, context: Context, parent: Ast | undefined, grandparent: Ast | undefined): void {
    // The attributes of a parameter block stand before it: no other node lies outside the one above it.
    const start = node.kind === 'ParamBlockAst' ? (node.attributes[0]?.start ?? node.start) : node.start;
    if (context.type === undefined && this.#isSound && !this.#marks.touch(start, node.end)) return;
    const { reports, reuse } = this.#p, surroundings = reuse === undefined ? -1 : surroundingsOf(context);
    if (surroundings >= 0 && reuse?.isChecked(node, surroundings) === true) return;
    const inner = this.#enter(node, context, parent, grandparent), isSound = this.#isSound;
    const children = childrenOf(node);
    for (let i = 0; i < children.length; i++) {
      const child = children[i]!;
      // What stands on a method is told before what is wrong with its parameters.
      if (node.kind === 'FunctionMemberAst' && i === node.attributes.length) checkParameters(this.#p, node.parameters);
      this.#isSound = isSound || !this.#marks.mayStray(child, node);
      this.visit(child, node.kind === 'TryStatementAst' && child === node.finally ? { ...inner, finallyLoops: [] } : inner, node, parent);
    }
    this.#isSound = isSound;
    // What a class may hold depends on the other classes of the text.
    if (surroundings >= 0 && this.#p.reports === reports && reuse?.isClean(node) === true && !this.#p.types.some((place) => place >= node.start && place < node.end)) reuse.setChecked(node, surroundings);
  }

  /** Reports what is wrong with a node itself; gives what surrounds the nodes below it. */
  #enter(node: Ast, context: Context, parent: Ast | undefined, grandparent: Ast | undefined): Context {
    const p = this.#p, above = { parent, grandparent };
    switch (node.kind) {
      case 'VariableExpressionAst': checkVariable(p, node, above, context); return context;
      case 'AssignmentStatementAst': checkAssignment(p, node); return context;
      case 'UnaryExpressionAst': checkIncrement(p, node); return context;
      case 'AttributeAst': checkAttribute(p, node, above, context); return context;
      case 'AttributedExpressionAst': checkAttributedExpression(p, node); return context;
      case 'ConvertExpressionAst':
        this.#checkType(node.type);
        checkConvert(p, node, above, parent?.kind === 'AssignmentStatementAst' || grandparent?.kind === 'AssignmentStatementAst');
        return context;
      case 'TypeExpressionAst': case 'TypeConstraintAst': this.#checkType(node); return context;
      case 'ParamBlockAst': checkParameters(p, node.parameters); return context;
      case 'ParameterAst': checkParameter(p, node, parent?.kind === 'FunctionMemberAst'); return context;
      case 'TryStatementAst': checkTry(p, node); return context;
      case 'BreakStatementAst': case 'ContinueStatementAst': checkJump(p, node, context); return context;
      case 'ReturnStatementAst': checkReturn(p, node, context); return context;
      case 'UsingExpressionAst': checkUsingExpression(p, node); return context;
      case 'UsingStatementAst': checkUsingStatement(p, node); return context;
      case 'HashtableAst': checkHashtable(p, node); return context;
      case 'DataStatementAst': checkDataSection(p, node); return context;
      case 'BlockStatementAst': checkBlockStatement(p, node, context); return context;
      case 'FunctionDefinitionAst':
        if (node.parameters !== undefined && node.body.paramBlock !== undefined) p.report(node.body.paramBlock.start, node.body.paramBlock.end, 'OnlyOneParameterListAllowed');
        else checkParameters(p, node.parameters ?? []);
        return { ...outermost, type: context.type, inWorkflow: node.isWorkflow, inWorkflowScript: !node.isWorkflow && (context.inWorkflow || context.inWorkflowScript) };
      case 'TypeDefinitionAst':
        if (node.attributes.length > 0) checkDscResource(p, node, this.#types);
        return { ...outermost, type: node };
      case 'PropertyMemberAst': checkProperty(p, node); return { ...context, member: node };
      case 'FunctionMemberAst': return this.#method(node, context);
      case 'ScriptBlockExpressionAst': return { ...context, member: undefined, finallyLoops: undefined };
      case 'TrapStatementAst': return { ...context, finallyLoops: undefined };
      case 'CommandAst': return context.inWorkflow && commandNameOf(node)?.toLowerCase() === 'inlinescript' ? { ...context, inWorkflow: false, inWorkflowScript: true } : context;
      case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'ForStatementAst': case 'ForEachStatementAst':
        if (node.kind === 'ForEachStatementAst') checkForeach(p, node, context);
        return { ...context, loops: [...context.loops, node.label], finallyLoops: context.finallyLoops && [...context.finallyLoops, node.label] };
      case 'SwitchStatementAst':
        checkSwitch(p, node, context);
        return context.finallyLoops === undefined ? context : { ...context, finallyLoops: [...context.finallyLoops, node.label] };
      default: return context;
    }
  }

  #method(node: FunctionMemberAst, context: Context): Context {
    const { unassigned } = checkMethod(this.#p, node, this.#isKnown);
    return { ...outermost, type: context.type, member: node, method: node, unassigned };
  }

  #checkType({ start, end, typeName }: Extract<Ast, { kind: 'TypeExpressionAst' | 'TypeConstraintAst' }>): void {
    let depth = 0;
    for (let type = typeName; type.form === 'array'; type = type.element) if (++depth > maxArrayDepth) break;
    if (depth > maxArrayDepth) this.#p.report(start, end, 'ScriptTooComplicated');
  }
}

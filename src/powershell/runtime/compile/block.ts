/** Compiling script blocks: once for a scope of their own, once in place of the text around them, once by name. */
import type { NamedBlockAst, ScriptBlockAst, StatementBlockAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { raiseRecord } from '../errors/raise.ts';
import { Layout } from '../run/layout.ts';
import type { SourceText } from '../run/source.ts';
import { fold } from '../values/folding.ts';
import { current } from '../run/current.ts';
import { NORMAL } from './code.ts';
import type { Exec, Eval } from './code.ts';
import type { BlockCode, CompiledBlock } from './compiledBlock.ts';
import { Compiler } from './compiler.ts';
import { later, watchedAt } from './watch.ts';
import { generateValue } from './generate/blocks.ts';
import { warm, warmValue } from './generate/gears.ts';

/** The layout of a block's own scope: every variable its text names, blocks inside included, functions and classes not. */
export function layoutOf(ast: ScriptBlockAst | StatementBlockAst, outer: CompiledBlock['outerParameters'], layout: Layout = new Layout()): Layout {
  const visit = (root: Parameters<typeof walk>[0]): void => walk(root, (n) => {
    if (n.kind === 'FunctionDefinitionAst' || n.kind === 'TypeDefinitionAst') return false;
    if (n.kind === 'VariableExpressionAst') {
      const path = fold(n.variablePath).replace(/^(local|private|using|workflow):/, '');
      if (!path.includes(':') && !FIXED.has(path)) { layout.slot(path === 'psitem' ? '_' : path); current().spell(n.variablePath); }
    }
    return true;
  });
  for (const p of outer ?? []) visit(p);
  visit(ast);
  return layout;
}
const FIXED = new Set(['true', 'false', 'null', '?', 'matches', 'lastexitcode', 'pscmdlet', 'myinvocation', 'pwd', 'psboundparameters']);

function codeOf(block: CompiledBlock, layout: Layout | null): BlockCode {
  if (block.fault !== undefined) raiseRecord(block.fault);
  if (block.isWorkflow) return workflowCode(block);
  const { ast } = block, c = new Compiler(layout, block.source, block.namespaces, false, layout !== null && layout === block.layout && !sharesScope(ast));
  const part = (n: NamedBlockAst | undefined): Exec | undefined => (n === undefined ? undefined : warm(n, c, c.block({ kind: 'StatementBlockAst', start: n.start, end: n.end, statements: n.statements, traps: n.traps })));
  const unnamedProcess = block.isFilter && ast.processBlock === undefined ? ast.endBlock : undefined;
  return {
    begin: part(ast.beginBlock), process: part(unnamedProcess ?? ast.processBlock), end: unnamedProcess === undefined ? part(ast.endBlock) : undefined,
    clean: part(ast.cleanBlock), dynamicParam: part(ast.dynamicParamBlock), value: singleValue(block, c),
  };
}
/** Commands that make or remove variables where they are called. */
const SHARING = new Set(['new-variable', 'remove-variable', 'set-variable', 'set-psbreakpoint', 'nv', 'rv', 'sbp', 'sv', 'set']);
/** Whether a block's variables may come from code that it calls: it dots something, or calls a command for variables (VariableAnalysis). */
export function sharesScope(ast: ScriptBlockAst): boolean {
  let shares = false;
  walk(ast, (n) => {
    if (shares || n.kind === 'FunctionDefinitionAst' || n.kind === 'TypeDefinitionAst' || n.kind === 'ScriptBlockExpressionAst') return false;
    if (n.kind === 'VariableExpressionAst' && /^private:/i.test(n.variablePath)) shares = true;
    if (n.kind === 'CommandAst') {
      const [first] = n.elements;
      if (n.invocationOperator === 'Dot' || (first?.kind === 'StringConstantExpressionAst' && SHARING.has(fold(first.value).replace('microsoft.powershell.utility\\', '')))) shares = true;
    }
    return !shares;
  });
  return shares;
}
/** A workflow's body is run by the workflow tier. */
const workflowCode = (block: CompiledBlock): BlockCode =>
  ({ begin: undefined, process: undefined, end: (f) => { f.session.runWorkflow(f, block); return NORMAL; }, clean: undefined, dynamicParam: undefined, value: undefined });
/** The expression of a block that is nothing else. */
function singleValue(block: CompiledBlock, c: Compiler): Eval | undefined {
  const { ast } = block;
  if (ast.beginBlock !== undefined || ast.processBlock !== undefined || ast.paramBlock !== undefined || ast.endBlock === undefined || block.isFilter) return undefined;
  const [only] = ast.endBlock.statements;
  if (ast.endBlock.statements.length !== 1 || ast.endBlock.traps.length > 0 || only?.kind !== 'PipelineAst' || only.elements.length !== 1) return undefined;
  const [element] = only.elements;
  if (element?.kind !== 'CommandExpressionAst' || element.redirections.length > 0) return undefined;
  if (element.expression.kind === 'UnaryExpressionAst' && /PlusPlus|MinusMinus/.test(element.expression.operator)) return undefined;
  if (c.watch !== undefined) return watchedAt(only, c, c.value(only));
  return warmValue(c, c.value(only), () => generateValue(only, c), later(c, (by) => watchedAt(only, by, by.value(only))));
}
/** The layout of a block that is compiled here. */
export const growingLayout = (block: CompiledBlock): Layout => withGrowing(layoutOf(block.ast, block.outerParameters), block.source);
/** Notes the slots that grow: those of any `+=` of the text, so that `$script:` and `$global:` in its functions are among them. */
export function withGrowing(layout: Layout, source: SourceText): Layout {
  for (const name of source.added) {
    const slot = layout.index.get(name);
    if (slot !== undefined && slot > 0) layout.growing.add(slot);
  }
  return layout;
}
/** For a scope of its own. */
export function ownCode(block: CompiledBlock): BlockCode {
  block.layout ??= block.isWorkflow ? layoutOf(block.ast, block.outerParameters) : growingLayout(block);
  return (block.own ??= codeOf(block, block.layout));
}
/** For running where a frame of this layout is. */
export function codeFor(block: CompiledBlock, layout: Layout): BlockCode {
  if (block.layout === layout) return ownCode(block);
  if (block.homeLayout === layout) return (block.inHome ??= codeOf(block, layout));
  return (block.byName ??= codeOf(block, null));
}

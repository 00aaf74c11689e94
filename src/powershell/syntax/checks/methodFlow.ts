import type { FunctionMemberAst, TypeName, VariableExpressionAst } from '../ast.ts';
import { walk } from '../children.ts';
import { commandNameOf } from '../commandName.ts';
import { variableParts } from '../variablePath.ts';
import { Block, type Operation } from './flowBlock.ts';
import { FlowBuilder, plainName } from './flowBuilder.ts';

/** What the flow of control through a method says (about_Classes: methods see their own variables only). */
export interface MethodFlow {
  /** Every way out is `return`, `throw` or `exit`. */
  readonly alwaysReturns: boolean;
  /** Variables that are read where not every way there assigns them. */
  readonly unassigned: ReadonlySet<VariableExpressionAst>;
}

/** Always there, in a method too. */
const automatic: ReadonlySet<string> = new Set(['_', 'args', 'this', 'input', 'pscmdlet', 'psboundparameters', 'myinvocation', 'psscriptroot', 'pscommandpath', '?']);
/** May be read in a method although nothing in it assigns them. */
const implicit: ReadonlySet<string> = new Set(['lastexitcode', 'error', 'stacktrace', 'outputencoding', 'nestedpromptlevel', 'pwd', 'matches', 'psapplicationoutputencoding', 'true', 'false', 'null']);
/** Variables of every scope: they are not the method's own even where it assigns them. */
const allScope: ReadonlySet<string> = new Set([
  '?', 'executioncontext', 'false', 'home', 'host', 'pid', 'psculture', 'pshome', 'psuiculture', 'psversiontable', 'psedition', 'shellid', 'true', 'enabledexperimentalfeatures',
]);
/** Commands that may make or remove variables behind the parser's back. */
const variableCommands = /^(?:Microsoft\.PowerShell\.Utility\\)?(?:New-Variable|Remove-Variable|Set-Variable|Set-PSBreakpoint)$|^(?:nv|rv|sbp|sv|set)$/i;

/** Ways through a method are followed only where that is a matter of moments. */
const maxWork = 20_000_000;

function isDynamic(method: FunctionMemberAst): boolean {
  let found = false;
  walk(method.body, (node) => {
    if (node.kind === 'FunctionDefinitionAst' || node.kind === 'ScriptBlockExpressionAst' || node.kind === 'TrapStatementAst') return false;
    if (node.kind === 'CommandAst' && (node.invocationOperator === 'Dot' || variableCommands.test(commandNameOf(node) ?? ''))) found = true;
    else if (node.kind === 'VariableExpressionAst' && /^private:/i.test(node.variablePath)) found = true;
    return !found;
  });
  return found;
}

/** Follows the ways through a method. `isKnown` says whether a type exists: a cast to one that does not makes a variable dynamic. */
export function methodFlow(method: FunctionMemberAst, isKnown: (type: TypeName) => boolean): MethodFlow {
  const builder = new FlowBuilder(isKnown);
  for (const parameter of method.parameters) builder.assignParameter(parameter);
  builder.scriptBlock(method.body, method.baseCall);
  const { entry, exit, anywhere } = builder;
  const alwaysReturns = exit.predecessors.every((block) => block.returns || block.throws || block.unreachable);
  const unassigned = new Set<VariableExpressionAst>();
  const dynamic = isDynamic(method), blocks = Block.inOrder(entry), names = new Map<string, number>();
  for (const name of builder.names) names.set(name, names.size);
  if (blocks.length * names.size > maxWork) return { alwaysReturns, unassigned };
  const isOpen = (name: string): boolean => anywhere.has(name) && (dynamic || allScope.has(name) || builder.dynamic.has(name));
  const read = (node: VariableExpressionAst, assigned: Uint8Array): void => {
    const name = plainName(node);
    if (name === undefined || automatic.has(name) || implicit.has(variableParts(node.variablePath).name.toLowerCase()) || isOpen(name)) return;
    if (assigned[names.get(name)!] !== 1) unassigned.add(node);
  };
  const run = (operation: Operation, assigned: Uint8Array): void => {
    if (typeof operation === 'string') assigned[names.get(operation)!] = 1;
    else read(operation, assigned);
  };
  const after = new Map<Block, Uint8Array>();
  for (const block of blocks) {
    const assigned = new Uint8Array(names.size).fill(block === entry ? 0 : 1);
    if (block !== entry) {
      for (const before of block.predecessors) {
        const known = after.get(before);
        if (known !== undefined) for (let i = 0; i < assigned.length; i++) assigned[i]! &= known[i]!;
      }
    }
    for (const operation of block.operations) run(operation, assigned);
    after.set(block, assigned);
  }
  return { alwaysReturns, unassigned };
}

import type { Ast, CommandAst, PipelineAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { plainFunctionName } from '../names/functionName.ts';
import { isConfiguration, isOfResource } from './configurations.ts';
import { nameOfCall } from '../mentions/scriptFiles.ts';
import { VariableTexts } from '../names/variableTexts.ts';

/** Where a command stands: directly in a workflow it is an activity, elsewhere an ordinary command. */
export type CommandPlace = 'script' | 'function' | 'workflow' | 'inlineScript';

/** One command that a text calls. */
export interface CommandUse {
  /** The name as written, without a scope before it (`script:Foo`), or `.\Child.ps1` for a script beside the text however it is written; undefined where it is worked out (`& $name`). */
  readonly name: string | undefined;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly place: CommandPlace;
  /** Name of the function or workflow around it. */
  readonly within: string | undefined;
  /** `&`, `.` or none. */
  readonly operator: CommandAst['invocationOperator'];
  readonly node: CommandAst;
  /** What the variables hold that can be read where it stands. */
  readonly texts: VariableTexts;
}

/** In a longer pipeline nobody looks for what it began with. */
const MOST_PIPED = 20;

export const isInlineScript = (node: CommandAst): boolean => commandNameOf(node)?.toLowerCase() === 'inlinescript';

/** The block that ForEach-Object or Where-Object runs for each object. */
function itemBlock(command: Ast): Ast | undefined {
  if (command.kind !== 'CommandAst' || !/^(?:foreach-object|foreach|%|where-object|where|\?)$/i.test(commandNameOf(command) ?? '')) return undefined;
  const blocks = command.elements.filter(({ kind }) => kind === 'ScriptBlockExpressionAst'), named = command.elements.filter((element) => element.kind === 'CommandParameterAst').filter(({ parameterName }) => !/^(?:p|fi)/i.test(parameterName));
  return blocks.length === 1 && named.length === 0 ? blocks[0] : undefined;
}

/** What a pipeline begins with, where all of it, or a part, comes to a command. */
function handedOn({ elements }: PipelineAst, command: Ast): Ast | undefined {
  const [first] = elements;
  if (first?.kind !== 'CommandExpressionAst' || elements.length > MOST_PIPED + 1) return undefined;
  const between = elements.slice(1, Math.max(1, elements.indexOf(command as PipelineAst['elements'][number])));
  return between.every((one) => one.kind === 'CommandAst' && /^(?:where-object|where|\?|sort-object|sort)$/i.test(commandNameOf(one) ?? '')) ? first.expression : undefined;
}

const known = new WeakMap<Ast, readonly CommandUse[]>();

/** All commands below a node, in the order of the text; looked for once, however many ask. */
export function commandsIn(root: Ast): readonly CommandUse[] {
  let found = known.get(root);
  if (found === undefined) known.set(root, (found = findCommands(root)));
  return found;
}

function findCommands(root: Ast): CommandUse[] {
  const found: CommandUse[] = [];
  // From where the text declares a DSC configuration, properties of resources look like commands.
  let declares = false;
  let sources: { readonly block: Ast | undefined; readonly source: Ast | undefined } = { block: undefined, source: undefined };
  const visit = (node: Ast, place: CommandPlace, within: string | undefined, texts: VariableTexts): void => {
    // Most nodes are one of these, and say nothing.
    if (node.kind === 'StringConstantExpressionAst' || node.kind === 'VariableExpressionAst' || node.kind === 'ConstantExpressionAst' || node.kind === 'CommandParameterAst' && node.argument === undefined) return;
    texts.note(node);
    if (node.kind === 'CommandAst') {
      const [first = node] = node.elements, written = commandNameOf(node), name = nameOfCall(node), isScoped = written !== undefined && name !== written;
      declares ||= isConfiguration(node);
      if (!declares || !isOfResource(node)) found.push({ name, nameStart: isScoped ? Math.max(first.start, first.end - (name?.length ?? 0)) : first.start, nameEnd: first.end, place, within, operator: node.invocationOperator, node, texts });
      const inner = place === 'workflow' && isInlineScript(node) ? 'inlineScript' : place;
      for (const child of childrenOf(node)) {
        const isBlock = child.kind === 'ScriptBlockExpressionAst';
        visit(child, isBlock ? inner : place, within, isBlock ? texts.inBlock(child === sources.block ? sources.source : undefined) : texts);
      }
      return;
    }
    if (node.kind === 'PipelineAst' && node.elements.length > 1) {
      for (const element of node.elements) {
        sources = { block: itemBlock(element), source: handedOn(node, element) };
        visit(element, place, within, texts);
      }
      return;
    }
    if (node.kind === 'SwitchStatementAst') {
      visit(node.condition, place, within, texts);
      const isWord = !node.flags.some((flag) => flag === 'Regex' || flag === 'Wildcard'), source = node.flags.includes('File') ? undefined : node.condition;
      for (const { test, body } of node.clauses) {
        visit(test, place, within, texts.inBlock());
        visit(body, place, within, texts.inBlock(source, isWord && test.kind === 'StringConstantExpressionAst' ? test : undefined));
      }
      if (node.default !== undefined) visit(node.default, place, within, texts.inBlock(source));
      return;
    }
    // What was thrown is an object of its own.
    const isOwnItem = node.kind === 'CatchClauseAst' || node.kind === 'TrapStatementAst';
    const isFunction = node.kind === 'FunctionDefinitionAst', isMethod = node.kind === 'FunctionMemberAst';
    const innerPlace = isFunction ? (node.isWorkflow ? 'workflow' : 'function') : isMethod ? 'function' : place;
    const innerName = isFunction ? plainFunctionName(node.name) : isMethod ? node.name : within;
    const own = isFunction ? texts.inFunction(node) : isMethod ? new VariableTexts(texts) : isOwnItem ? texts.inBlock() : texts;
    for (const child of childrenOf(node)) visit(child, innerPlace, innerName, child.kind === 'ScriptBlockExpressionAst' ? own.inBlock() : own);
  };
  visit(root, 'script', undefined, new VariableTexts());
  return found;
}

import type { FunctionDefinitionAst, NamedBlockAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { assetUses, type AssetUse } from '../mentions/assets.ts';
import { childCalls, type ChildCall } from '../mentions/childRunbooks.ts';
import { commandsIn, type CommandUse } from '../commands/commands.ts';
import { findHelp, unreadHelp, type CommentHelp, type UnreadHelp } from './commentHelp.ts';
import { parameterFacts, type ParameterFacts } from './parameters.ts';
import { parameterSets, type ParameterSetFacts } from './parameterSets.ts';

/** SMA's word: `Script` is a workflow, `PowerShellScript` a plain script (sma-rest-api.md 4.3). */
export type RunbookKind = 'Script' | 'PowerShellScript';

/** A workflow that a text defines at its top. */
export interface WorkflowFacts {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly node: FunctionDefinitionAst;
}

/** What a runbook's text says about it. */
export interface RunbookFacts {
  /** The workflow's name; undefined for a script, whose file names it. */
  readonly name: string | undefined;
  readonly type: RunbookKind;
  readonly parameters: readonly ParameterFacts[];
  /** None where the parameters name no sets. */
  readonly sets: readonly ParameterSetFacts[];
  readonly workflows: readonly WorkflowFacts[];
  readonly help: CommentHelp | undefined;
  readonly synopsis: string | undefined;
  readonly commands: readonly CommandUse[];
  readonly assets: readonly AssetUse[];
  readonly children: readonly ChildCall[];
  /** Where its body is: the workflow's, or the whole text. */
  readonly body: ScriptBlockAst;
}

const blocks = (ast: ScriptBlockAst): readonly (NamedBlockAst | undefined)[] => [ast.beginBlock, ast.processBlock, ast.endBlock];

/** Workflows at the top of a text. */
export function workflowsOf(ast: ScriptBlockAst): WorkflowFacts[] {
  return blocks(ast).flatMap((block) => (block?.statements ?? []).flatMap((statement) => {
    if (statement.kind !== 'FunctionDefinitionAst' || !statement.isWorkflow) return [];
    const { name, nameStart, nameEnd } = statement;
    return [{ name, nameStart, nameEnd, node: statement }];
  }));
}

/** Help of a function or workflow. */
export function functionHelp(result: ParseResult, node: FunctionDefinitionAst): CommentHelp | undefined {
  return findHelp(result, node);
}

/** Comments of a runbook that look like its help where PowerShell reads none. */
export function unreadRunbookHelp(result: ParseResult, { help, workflows, name }: Pick<RunbookFacts, 'help' | 'workflows' | 'name'>): UnreadHelp | undefined {
  if (help !== undefined) return undefined;
  const workflow = workflows.find((each) => each.name === name)?.node;
  return (workflow && unreadHelp(result, workflow)) ?? unreadHelp(result, undefined);
}

/** The help of a text and of all that it defines, in the order of the text: the same where a change left all of it as it was. */
export function helpTexts(result: ParseResult): (CommentHelp | undefined)[] {
  const found = [findHelp(result, undefined)];
  walk(result.ast, (node) => {
    if (node.kind === 'FunctionDefinitionAst') found.push(findHelp(result, node));
  });
  return found;
}

/**
 * Facts about a runbook. Where a text holds several workflows the one called `preferredName` is meant (its file's name),
 * else the first. A broken text gives what its tree still tells; whether it is broken `result.errors` says.
 */
export function analyseRunbook(result: ParseResult, preferredName?: string): RunbookFacts {
  const workflows = workflowsOf(result.ast);
  const workflow = workflows.find(({ name }) => name.toLowerCase() === preferredName?.toLowerCase()) ?? workflows[0];
  const help = (workflow && functionHelp(result, workflow.node)) ?? findHelp(result, undefined);
  const body = workflow?.node.body ?? result.ast;
  const parameters = workflow?.node.parameters ?? body.paramBlock?.parameters ?? [];
  const commands = commandsIn(result.ast);
  return {
    name: workflow?.name, type: workflow === undefined ? 'PowerShellScript' : 'Script', parameters: parameterFacts(parameters, result, help, body.paramBlock?.attributes), sets: parameterSets(parameters, body), workflows, help,
    synopsis: help?.synopsis, commands, assets: assetUses(commands), children: childCalls(commands), body,
  };
}

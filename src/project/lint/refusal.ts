/** Which rule refuses a call where it stands. The rules ask it of every call, and completion of what it offers: they cannot part. */
import { isExcludedCmdlet, nodesAt, type ParseResult } from '../../powershell/index.ts';
import type { FolderRunbook } from './folder.ts';
import { isPiped, siteAlong, type Place, type Site } from './sites.ts';

/** Where a command stands, as far as it decides what may be called. */
export interface Spot { readonly place: Place; /** Part of an expression. */ readonly isInExpression: boolean; /** In a pipeline with others. */ readonly isPiped: boolean; /** In a block that an activity is given. */ readonly isInBlock: boolean; /** In brackets, which the compiler does not look into for excluded cmdlets. */ readonly isInBrackets: boolean }

/** What is evaluated as text by a session that knows cmdlets only; a pipeline in brackets alone counts as the pipeline (workflow-semantics.md 1.2, 1.3). */
const expressions = /^(Paren|Sub|Array|Member|InvokeMember|Binary|Unary|Convert|Index|Ternary|Attributed|ExpandableString|ArrayLiteral|Hashtable)/;

/** Whether a command is part of an expression, and so none of the workflow's own activities. */
export function isInExpression(command: Site): boolean {
  for (let site = command.parent; site !== undefined; site = site.parent) {
    const { node, parent } = site;
    if (node.kind === 'ParenExpressionAst' && parent?.node.kind === 'CommandExpressionAst' && !hasNeighbours(parent)) continue;
    if (expressions.test(node.kind)) return true;
    if (node.kind === 'CommandAst') return true;
    // Statements may stand in `@(…)`.
    if (node.kind === 'NamedBlockAst') return false;
  }
  return false;
}

const hasNeighbours = ({ parent }: Site): boolean => parent?.node.kind === 'PipelineAst' && parent.node.elements.length > 1;

/** Whether a command stands in a block that an activity is given: cmdlets run it, and know none of the workflow. */
function isInBlock(command: Site): boolean {
  if (command.place !== 'workflowBlock') return false;
  for (let site: Site | undefined = command; site !== undefined && site.place === 'workflowBlock'; site = site.parent) if (site.node.kind === 'ScriptBlockExpressionAst' && site.parent?.place === 'workflow') return site.parent.node.kind === 'CommandAst';
  return false;
}

function isInBrackets(command: Site): boolean {
  for (let site = command.parent; site !== undefined && !site.node.kind.endsWith('BlockAst'); site = site.parent) if (site.node.kind === 'ParenExpressionAst') return true;
  return false;
}

export const spotOf = (site: Site): Spot => ({ place: site.place, isInExpression: isInExpression(site), isPiped: isPiped(site), isInBlock: isInBlock(site), isInBrackets: isInBrackets(site) });

/** Where a command stands that begins, or would begin, at a place. */
export function spotAt({ ast, text }: ParseResult, begin: number): Spot {
  const nodes = nodesAt(ast, begin), last = nodes.findLastIndex((node) => node.kind === 'CommandAst' && node.start === begin), spot = spotOf(siteAlong(last < 0 ? [...nodes, nodes.at(-1)!] : nodes.slice(0, last + 1)));
  // What nothing stands behind yet is no element of a pipeline in the tree.
  const isBeside = /(?<!\|)\|\s*$/.test(text.slice(Math.max(0, begin - 100), begin)) || /^[ \t]*\|(?!\|)/.test(text.slice(begin, begin + 100));
  return isBeside && !spot.isPiped ? { ...spot, isPiped: true } : spot;
}

/** Whether what runs a command of a workflow knows cmdlets alone: no runbooks, no functions of the workflow, no InlineScript. */
export const knowsCmdletsOnly = ({ place, isInExpression: isInside, isInBlock: isGiven }: Spot): boolean => isGiven || (place === 'workflow' && isInside);

/** The rule that refuses a runbook by its name. */
export function runbookRefusal(type: FolderRunbook['type'], spot: Spot, isWorkflow: boolean): 'SMA1001' | 'SMA1002' | 'SMA1003' | 'SMA1004' | 'SMA1012' | 'SMA1013' | 'SMA1014' | undefined {
  const isScript = type === 'PowerShellScript', { place } = spot;
  if (!isWorkflow) return isScript ? 'SMA1014' : 'SMA1004';
  if (place === 'inlineScript') return 'SMA1002';
  if (place === 'function') return isScript ? 'SMA1003' : 'SMA1001';
  if (isScript) return place === 'workflow' ? 'SMA1003' : undefined;
  return knowsCmdletsOnly(spot) ? 'SMA1012' : place === 'workflow' && spot.isPiped ? 'SMA1013' : undefined;
}

/** The rule that refuses a cmdlet, by its name in lower case. */
export function cmdletRefusal(name: string, spot: Spot): 'SMA1104' | 'SMA2005' | 'SMA2010' | undefined {
  const { place } = spot;
  if (place !== 'workflow' && /^(?:checkpoint|suspend|persist)-workflow$/.test(name)) return 'SMA2010';
  if (place === 'inlineScript' && /^[gs]et-automation(?:variable|pscredential|certificate|connection)$/.test(name)) return 'SMA1104';
  // Commands of expressions are run by a session that has every cmdlet.
  return place === 'workflow' && !spot.isInExpression && !spot.isInBrackets && isExcludedCmdlet(name) ? 'SMA2005' : undefined;
}

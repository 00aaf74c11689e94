/** Where the nodes of a tree stand, looked up by kind: one walk for all rules. */
import { childrenOf, isInlineScript, isSequence, nameOfCall, type Ast, type AstKind, type FunctionDefinitionAst } from '../../powershell/index.ts';
import { atOnce, type Steps } from '../turns.ts';

/** `workflow` is the body itself, where commands are activities; a script block handed to an activity is `workflowBlock`. */
export type Place = 'script' | 'function' | 'workflow' | 'workflowBlock' | 'inlineScript';

export interface Site<N extends Ast = Ast> {
  readonly node: N;
  readonly parent: Site | undefined;
  readonly place: Place;
  /** The function or workflow around it. */
  readonly definition: FunctionDefinitionAst | undefined;
  /** The InlineScript command around it. */
  readonly inlineScript: Ast | undefined;
}

export type NodeOf<K extends AstKind> = Extract<Ast, { kind: K }>;

function below(site: Site, child: Ast): Site {
  const { node, place, definition, inlineScript } = site;
  if (node.kind === 'FunctionDefinitionAst') return { node: child, parent: site, place: node.isWorkflow ? 'workflow' : 'function', definition: node, inlineScript: node.isWorkflow ? undefined : inlineScript };
  if (node.kind === 'FunctionMemberAst') return { node: child, parent: site, place: 'function', definition, inlineScript };
  if (node.kind === 'CommandAst' && child.kind === 'ScriptBlockExpressionAst' && place === 'workflow' && isInlineScript(node)) {
    return { node: child, parent: site, place: 'inlineScript', definition, inlineScript: node };
  }
  // What -Sequence is given are statements of the workflow.
  if (child.kind === 'ScriptBlockExpressionAst' && place === 'workflow' && !(node.kind === 'CommandAst' && isSequence(node))) return { node: child, parent: site, place: 'workflowBlock', definition, inlineScript };
  return { node: child, parent: site, place, definition, inlineScript };
}

/** The last of some nodes, each of which holds the next, with those around it. */
export function siteAlong([root, ...inner]: readonly Ast[]): Site {
  return inner.reduce<Site>((site, node) => below(site, node), { node: root!, parent: undefined, place: 'script', definition: undefined, inlineScript: undefined });
}

/** So many nodes are read at once. */
const SOME = 500;

/** All nodes of a tree in the order of the text. */
export class Sites {
  readonly #byKind = new Map<AstKind, Site[]>();
  readonly #byNode = new Map<Ast, Site>();

  static under(root: Ast): Sites {
    return atOnce(Sites.steps(root));
  }

  /** The same in pieces. */
  static *steps(root: Ast): Steps<Sites> {
    const sites = new Sites();
    yield* sites.#read(root);
    return sites;
  }

  *#read(root: Ast): Steps<void> {
    let count = 0;
    const open: Site[] = [{ node: root, parent: undefined, place: 'script', definition: undefined, inlineScript: undefined }];
    for (let site = open.pop(); site !== undefined; site = open.pop()) {
      const list = this.#byKind.get(site.node.kind);
      if (list === undefined) this.#byKind.set(site.node.kind, [site]);
      else list.push(site);
      this.#byNode.set(site.node, site);
      if (++count % SOME === 0) yield;
      const children = childrenOf(site.node);
      for (let i = children.length - 1; i >= 0; i--) open.push(below(site, children[i]!));
    }
  }

  of<K extends AstKind>(kind: K): readonly Site<NodeOf<K>>[] {
    return (this.#byKind.get(kind) ?? []) as unknown as readonly Site<NodeOf<K>>[];
  }

  site(node: Ast): Site | undefined {
    return this.#byNode.get(node);
  }
}

/** Sites around one, innermost first. */
export function* around(site: Site): Generator<Site> {
  for (let up = site.parent; up !== undefined; up = up.parent) yield up;
}

/** Name of a command in lower case, without the module's name or a scope before it; `.\child.ps1` for a script beside the text. */
export const commandKey = ({ node }: Pick<Site<NodeOf<'CommandAst'>>, 'node'>): string => (nameOfCall(node) ?? '').toLowerCase().replace(/^[\w.-]+\\/, '');

/** What is left of an expression without the parentheses and casts around it. */
export function bare(node: Ast): Ast {
  if (node.kind === 'ConvertExpressionAst') return bare(node.child);
  if (node.kind === 'CommandExpressionAst') return bare(node.expression);
  if (node.kind === 'ParenExpressionAst') return bare(node.pipeline);
  if (node.kind === 'PipelineAst' && node.elements.length === 1) return bare(node.elements[0]!);
  return node;
}

/** Whether a command stands in a pipeline with others. */
export const isPiped = ({ parent }: Site): boolean => parent?.node.kind === 'PipelineAst' && parent.node.elements.length > 1;

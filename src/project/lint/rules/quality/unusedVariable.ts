import { automaticVariables, attributesNamed, variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare, type Site } from '../../sites.ts';
import { mayReadAny } from './workedOutName.ts';
import { isOpaque, writtenWords } from './nameUse.ts';

export const unusedVariable: Rule = {
  id: 'SMA6002', name: 'unused-variable', category: 'language', severity: 'information', appliesTo: 'both',
  summary: 'A variable is assigned, or a parameter declared, and never read.',
  documentation: 'It is left over, or its name is misspelt where it should be read; adding to it is no reading. To throw a result away, assign it to $null.',
  *check(context): Generator<Report> {
    if (isOpaque(context) || mayReadAny(context)) return;
    const texts = writtenWords(context), mayTakeAll = /\$(?:PSBoundParameters|MyInvocation|args\b)|@PSBoundParameters|TargetResource\b/i.test(context.text) || context.sites.of('NamedBlockAst').some(({ node }) => /^dynamicparam/i.test(context.slice(node)));
    for (const [key, { reads, writes }] of context.names) {
      const [first] = writes;
      if (first === undefined || automaticVariables.has(key) || texts.has(key)) continue;
      if (first.parent?.node.kind === 'ParameterAst') {
        if (!mayTakeAll && context.isRunbook && reads.length === 0 && writes.every(isOwnParameter)) yield { start: first.node.start, end: first.node.end, message: `The parameter $${first.node.variablePath} is never read. Remove it, or use it where it was meant.` };
        continue;
      }
      if (!reads.every((read) => isOnlyChange(read) && read.definition === first.definition && read.inlineScript === first.inlineScript)) continue;
      const set = writes.filter(({ parent, node }) => parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === node);
      // Loop variables count turns, and of a list of targets some are not wanted.
      const isSet = new Set(set);
      if (!writes.every((write) => isSet.has(write) || isOnlyChange(write)) || !set.some(({ parent }) => isPlain(parent)) || set.some(({ node }) => /^(global|script)$/.test(variableParts(node.variablePath).scope ?? ''))) continue;
      // What another holds too may be read by that one.
      if (reads.some(isItemSet) && !set.every(({ parent }) => isNew(parent))) continue;
      // What is set to $null only is let go of.
      if (writes.every(({ parent }) => parent?.node.kind === 'AssignmentStatementAst' && /^\$null$/i.test(context.slice(parent.node.right).trim()))) continue;
      yield { start: first.node.start, end: first.node.end, message: `$${first.node.variablePath} is never read${reads.length === 0 ? '' : ', only changed'}. Remove it; to throw a result away assign it to $null.` };
    }
  },
};

const isPlain = (parent: Site | undefined): boolean => parent?.node.kind === 'AssignmentStatementAst' && parent.node.operator === 'Equals';
const isStatement = ({ parent }: Site): boolean => /^(?:Named|Statement)Block/.test(parent?.node.kind ?? '');

/** `$a += 1`, `$a++` and `$a[0] = 1` as statements: what the variable holds goes nowhere. */
function isOnlyChange(site: Site): boolean {
  const { parent, node } = site;
  switch (parent?.node.kind) {
    case 'AssignmentStatementAst': return parent.node.left === node && isStatement(parent);
    case 'IndexExpressionAst': return isItemSet(site);
    case 'UnaryExpressionAst': return /PlusPlus|MinusMinus/.test(parent.node.operator) && parent.parent?.node.kind === 'CommandExpressionAst' && parent.parent.parent?.node.kind === 'PipelineAst' && isStatement(parent.parent.parent);
    default: return false;
  }
}

function isItemSet({ parent, node }: Site): boolean {
  const assignment = parent?.parent;
  return parent?.node.kind === 'IndexExpressionAst' && parent.node.target === node && assignment?.node.kind === 'AssignmentStatementAst' && assignment.node.left === parent.node && isStatement(assignment);
}

/** A list or table that is written out where it is assigned. */
const isNew = (parent: Site | undefined): boolean => parent?.node.kind === 'AssignmentStatementAst' && /^(?:Array(?:Expression|Literal)|Hashtable|Constant)/.test(bare(parent.node.right).kind);

/** A parameter of the runbook, or of a function, whose name alone makes it one: of sets one is chosen, and what a block gets others decide. */
function isOwnParameter({ parent, node }: Site): boolean {
  if (parent?.node.kind !== 'ParameterAst' || parent.node.name !== node || attributesNamed(parent.node, 'Parameter').some(({ namedArguments }) => namedArguments.some(({ argumentName }) => /^(?:ParameterSetName|ValueFrom\w+|DontShow)$/i.test(argumentName)))) return false;
  const outer = parent.parent?.node.kind === 'ParamBlockAst' ? parent.parent.parent : parent.parent;
  const block = outer?.node.kind === 'FunctionDefinitionAst' ? outer.node.body : outer?.node.kind === 'ScriptBlockAst' && (outer.parent === undefined || outer.parent.node.kind === 'FunctionDefinitionAst') ? outer.node : undefined;
  // What does nothing stands for what it is called like.
  return block !== undefined && [block.beginBlock, block.processBlock, block.endBlock].some((part) => part !== undefined && part.statements.length > 0);
}

import { automaticVariables, type Scope, variableParts, type VariableSymbol } from '../../../../powershell/index.ts';
import { isWritten, type LintContext } from '../../context.ts';
import type { Fix, Report, Rule } from '../../rule.ts';
import { around, type NodeOf, type Site } from '../../sites.ts';

function* scopes(scope: Scope): Generator<Scope> {
  yield scope;
  for (const child of scope.children) yield* scopes(child);
}

/** Whether an expression goes on from another as one behind `$using:` may: by members and indexes that are written out. */
function goesOn({ node }: Site): boolean {
  if (node.kind === 'MemberExpressionAst') return !node.isStatic && !node.nullConditional && node.member.kind === 'StringConstantExpressionAst';
  return node.kind === 'IndexExpressionAst' && !node.nullConditional && (node.index.kind === 'StringConstantExpressionAst' || node.index.kind === 'ConstantExpressionAst');
}

/** `$using:name`, in parentheses where more follows than it allows; none for what is set, which $using: cannot be. */
function repair(text: string, site: Site<NodeOf<'VariableExpressionAst'>>): Fix | undefined {
  const { node: { start, end, variablePath } } = site;
  let whole: Site = site, isAlone = true;
  for (let up = site.parent; up !== undefined; up = up.parent) {
    const { node } = up, of = node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst' ? node.expression : node.kind === 'IndexExpressionAst' ? node.target : undefined;
    if (of !== whole.node) break;
    isAlone &&= goesOn(up);
    whole = up;
  }
  if (isWritten(whole) !== 'no') return undefined;
  const at = start + (text[start + 1] === '{' ? 2 : 1), using = { start: at, end: at, text: 'using:' };
  return { title: `Write $using:${variablePath}`, edits: isAlone ? [using] : [{ start, end: start, text: '(' }, using, { start: end, end, text: ')' }], changes: true };
}

const isWrittenIn = ({ occurrences }: VariableSymbol): boolean => occurrences.some(({ access }) => access !== 'read');

/** Reads that may mean a variable of the workflow: those of its own, and in a block that has one of the name those before it is set there. */
function* handedReads(context: LintContext, scope: Scope): Generator<readonly [string, VariableSymbol['occurrences'][number]]> {
  for (const [key, variable] of scope.variables) {
    const reads = variable.occurrences.filter(({ access }) => access === 'read');
    if (scope.kind === 'workflow' || scope.kind === 'parallel') {
      if (isWrittenIn(variable)) for (const read of reads) yield [key, read];
    } else if (scope.kind === 'inlineScript' && isWrittenIn(variable) && isOutside(scope, key)) {
      const first = variable.occurrences.find(({ access }) => access !== 'read'), end = first && endOfSetting(context.sites.site(first.node), first.end);
      for (const read of reads) if (end !== undefined && read.start < end && isPlain(context.sites.site(read.node))) yield [key, read];
    }
  }
}

/** Whether a workflow around a block sets a variable of the name. */
function isOutside(block: Scope, key: string): boolean {
  for (let scope = block.parent; scope !== undefined; scope = scope.parent) {
    const variable = scope.variables.get(key);
    if (variable !== undefined && isWrittenIn(variable)) return true;
    if (scope.kind === 'workflow') return false;
  }
  return false;
}

/** Where what a variable is set to ends: `$a = $a + 1` reads before it writes. */
function endOfSetting(site: Site | undefined, end: number): number {
  const up = site?.parent;
  return up?.node.kind === 'ConvertExpressionAst' ? endOfSetting(up, end) : up?.node.kind === 'AssignmentStatementAst' ? up.node.end : end;
}

/** Whether a place of a block runs once: a loop's next turn reads what the last one set. */
function isPlain(site: Site | undefined): boolean {
  for (let up = site?.parent; up !== undefined && up.node !== site?.inlineScript; up = up.parent) {
    if (/^(ForEach|For|While|DoWhile|DoUntil|Switch|Trap)StatementAst$/.test(up.node.kind) || (up.node.kind === 'ScriptBlockExpressionAst' && up.parent?.node !== site?.inlineScript)) return false;
  }
  return true;
}

export const usingMissing: Rule = {
  id: 'SMA2007', name: 'using-missing', category: 'workflow', severity: 'error', appliesTo: 'workflow',
  summary: 'A variable of the workflow is read inside InlineScript without $using:.',
  documentation: 'An InlineScript block has variables of its own; one of the workflow is empty there, without an error. Write $using:name.',
  *check(context): Generator<Report> {
    // What a file or a function sets that the block loads before is the block's own: nobody knows.
    const loads = context.commands().filter(({ node, inlineScript }) => inlineScript !== undefined && node.invocationOperator === 'Dot' && node.elements[0]?.kind !== 'ScriptBlockExpressionAst');
    for (const scope of scopes(context.scope)) {
      for (const [key, { node, start, end }] of handedReads(context, scope)) {
        const site = context.sites.site(node);
        if (automaticVariables.has(key) || site?.inlineScript === undefined || [...around(site)].some(({ node: outer }) => outer.kind === 'UsingExpressionAst')) continue;
        // One with a scope is not the workflow's; of a drive's there is no $using:.
        const { isDrive, scope: named } = variableParts(node.variablePath);
        if (isDrive || named !== undefined || [...around(site)].some(({ node: outer }) => outer.kind === 'FunctionDefinitionAst' && outer.start > site.inlineScript!.start)) continue;
        // What the block itself sets by name, as with -OutVariable, is its own; Get-Variable only reads.
        if (context.slice(site.inlineScript).toLowerCase().match(new RegExp(`((?<!\\bget-)variable|(?<!\\b(?:get-variable|gv)\\b[^|;{}\\n]*)-name|-ov|-ev)\\s+['"]?\\+?${key.replace(/[^\w]/g, '\\$&')}\\b`)) !== null) continue;
        if (loads.some((load) => load.inlineScript === site.inlineScript && load.node.end <= start)) continue;
        const name = node.variablePath, isSet = isWritten({ ...site, node }) !== 'no';
        yield { start, end, message: `$${name} is empty inside InlineScript. ${isSet ? `Begin with $${name} = $using:${name}` : `Write $using:${name}`}.`, fix: repair(context.text, { ...site, node }) };
      }
    }
  },
};

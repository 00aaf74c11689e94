/** A script block that is handed to a command of PowerShell: its text, and the variables that it takes from here. */
import { FIXED_VARIABLES } from '../runtime/errors/common.ts';
import { isAutomatic } from '../runtime/compile/expressions/variables.ts';
import type { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Ast } from '../syntax/ast.ts';
import { walk } from '../syntax/children.ts';

/** What each scope has of its own, and what says how a session works: that is the other side's. */
const OWN: ReadonlySet<string> = new Set(['_', 'psitem', 'args', 'input', 'this', 'error', 'null', 'switch', 'foreach', 'event', 'eventargs', 'sender', 'psdefaultparametervalues', 'ofs', 'profile', 'psmoduleautoloadingpreference']);
const isOwn = (folded: string): boolean => OWN.has(folded) || folded.endsWith('preference') || FIXED_VARIABLES.has(folded) || isAutomatic(folded);

/**
 * The block with its braces, and the names of the variables it reads. Over there they are variables of the scope that calls, which a block sees; `$using:x`
 * is written as `$x` for that: a call within one session knows no other (about_Remote_Variables). `keepsUsing`: of commands that begin sessions themselves.
 */
export function blockText(block: ScriptBlock, keepsUsing = false): { readonly text: string; readonly variables: readonly string[] } {
  const { ast, source } = block.code, whole = source.text, variables = new Set<string>(), prefixes: number[] = [];
  walk(ast, (node: Ast) => {
    if (node.kind === 'UsingExpressionAst' && !keepsUsing) prefixes.push(whole.toLowerCase().indexOf('using:', node.start));
    if (node.kind !== 'VariableExpressionAst') return;
    const { variablePath } = node, name = variablePath.replace(/^(?:using|local):/i, '');
    if (name.includes(':') || isOwn(name.toLowerCase())) return;
    variables.add(name);
  });
  let text = '', at = ast.start;
  for (const start of prefixes.sort((a, b) => a - b)) {
    text += whole.slice(at, start);
    at = start + 'using:'.length;
  }
  text += whole.slice(at, ast.end);
  return { text: text.startsWith('{') && text.endsWith('}') ? text : `{${text}}`, variables: [...variables] };
}

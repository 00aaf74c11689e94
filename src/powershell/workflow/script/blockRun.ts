/** A block that runs as the text of a session: what it sets and defines stays in the session's own scope. */
import type { ScriptBlockAst } from '../../syntax/ast.ts';
import type { Argument } from '../../runtime/bind/argument.ts';
import { codeFor } from '../../runtime/compile/block.ts';
import { EXIT } from '../../runtime/compile/code.ts';
import { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import { Invocation } from '../../runtime/run/commands/invocation.ts';
import { adoptLayout } from '../../runtime/run/adoptLayout.ts';
import { assignParameters } from '../../runtime/run/inPlaceParameters.ts';
import type { Session } from '../../runtime/run/session.ts';
import type { SourceText } from '../../runtime/run/source.ts';
import { Enumerator } from '../../runtime/values/lists.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

export interface BlockRun {
  readonly ast: ScriptBlockAst;
  readonly source: SourceText;
  readonly namespaces: readonly string[];
  /** For its `param(…)`, else `$args`. */
  readonly args: readonly Argument[];
  readonly input: readonly Value[] | undefined;
}
/** Runs it to its end, in the global scope of the session; what it writes goes to that scope's writer. */
export function runAsText({ ast, source, namespaces, args, input: given }: BlockRun, session: Session): void {
  // Compiled for each run: a call site remembers what it called, and that belongs to one session.
  const block = new CompiledBlock(ast, source, { namespaces: [...namespaces] }), f = session.global;
  adoptLayout(f, block);
  f.source = source;
  // A text that nobody has named, as `[powershell]::Create().AddScript(…)` runs it: `$MyInvocation.MyCommand` is a script.
  f.invocation ??= new Invocation({ kind: 'Script', name: '', block, module: session.top }, '', undefined);
  session.current = f;
  const input = f.layout.index.get('input');
  if (input !== undefined) f.slots[input] = new Enumerator(given ?? []);
  if (ast.paramBlock !== undefined) assignParameters(f, new ScriptBlock(block, session.top, f), [], args);
  else if (args.length > 0) f.assign('args', args.map((a) => a.value));
  const code = codeFor(block, f.layout);
  if (code.begin !== undefined && code.begin(f) === EXIT) return;
  if (code.process !== undefined) for (const item of given ?? [unset]) { f.slots[0] = item; if (code.process(f) === EXIT) return; }
  code.end?.(f);
}

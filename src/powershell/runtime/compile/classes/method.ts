/** Methods and constructors of script classes: bodies in a scope of their own, whose only output is what they return. */
import type { FunctionMemberAst, StatementBlockAst } from '../../../syntax/ast.ts';
import { convertTo } from '../../convert/convert.ts';
import { asError, locate } from '../../errors/recover.ts';
import { NotLookedAtSignal, isSignal } from '../../run/pipeline/signals.ts';
import { callDepthOverflow } from '../../run/budget.ts';
import { current } from '../../run/current.ts';
import { takesNone, unwatch, watch } from '../../run/porous.ts';
import { Frame } from '../../run/frame.ts';
import { Invocation } from '../../run/commands/invocation.ts';
import { plainStreams } from '../../run/pipeline/streams.ts';
import { nullWriter } from '../../run/pipeline/writers.ts';
import type { ModuleState } from '../../run/session.ts';
import type { AnyType } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { fold } from '../../values/folding.ts';
import { layoutOf, withGrowing } from '../block.ts';
import type { Exec, Eval } from '../code.ts';
import { Compiler } from '../compiler.ts';
import { warm } from '../generate/gears.ts';

export interface ScriptMethod {
  readonly name: string;
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly names: readonly string[];
  readonly params: () => readonly AnyType[];
  /** undefined: returns nothing. */
  readonly returns: (() => AnyType) | undefined;
  /** Runs the body; `before` runs in its frame first (a constructor's call of its base). */
  readonly run: (self: Value, args: readonly Value[], before?: (f: Frame) => void) => Value;
  /** The arguments of `: base(…)`. */
  readonly baseArguments: readonly Eval[] | undefined;
}

export function scriptMethod(n: FunctionMemberAst, outer: Compiler, module: ModuleState, ofClass: string): ScriptMethod {
  const layout = withGrowing(layoutOf(n.body, n.parameters), outer.source), self = layout.slot('this');
  const c = new Compiler(layout, outer.source, outer.namespaces, true);
  const slots = n.parameters.map((p) => layout.slot(fold(p.name.variablePath)));
  const types = n.parameters.map((p) => { const t = p.attributes.find((a) => a.kind === 'TypeConstraintAst'); return t === undefined ? undefined : c.type(t.typeName); });
  const isVoid = n.isConstructor || /^(System\.)?void$/i.test(n.returnType?.typeName.text ?? 'void');
  const returns = isVoid || n.returnType === undefined ? undefined : c.type(n.returnType.typeName);
  const mark = c.mark(n), guarding = guards(slots, types);
  const block: StatementBlockAst = { kind: 'StatementBlockAst', start: n.body.start, end: n.body.end, statements: n.body.endBlock?.statements ?? [], traps: n.body.endBlock?.traps ?? [] };
  let body: Exec | undefined, params: readonly AnyType[] | undefined;
  const baseArguments = n.baseCall?.arguments.map((a) => c.expression(a));
  return {
    name: n.name, isStatic: n.isStatic, isHidden: n.isHidden, names: n.parameters.map((p) => p.name.variablePath), returns, baseArguments,
    params: () => (params ??= types.map((t) => t?.() ?? T.Object)),
    run: (object, args, before) => {
      const session = current();
      if (session.looking) throw new NotLookedAtSignal();
      if (session.depth >= session.budgets.callDepth) callDepthOverflow();
      body ??= warm(block, c, c.block(block));
      // Scopes are dynamic for methods too: the one that called is around it (ScriptBlock.InvokeAsMemberFunctionT, InvokeWithPipe's useLocalScope).
      const caller = session.current, { active } = module, f = new Frame(session, layout, module === caller.module ? caller : active ?? module.frame, module, nullWriter, caller.streams === plainStreams ? plainStreams : caller.streams.ungathered().member(), outer.source);
      const invocation = new Invocation({ kind: 'Function', name: n.name, block: undefined as never, module }, n.name, caller.source.extent(caller.at));
      invocation.isMethod = true;
      invocation.ofClass = ofClass;
      f.caller = caller;
      f.invocation = invocation;
      f.at = mark;
      f.slots[self] = n.isStatic ? unset : object;
      for (let i = 0; i < slots.length; i++) f.slots[slots[i] as number] = args[i] ?? null;
      // Who puts a guard on a variable takes a list of its own (Frame.guard).
      f.guards = guarding;
      session.current = f;
      module.active = f;
      session.depth += 1;
      const isWatched = watch(session, takesNone);
      try {
        before?.(f);
        body(f);
      } catch (e) {
        if (isSignal(e)) throw e;
        const error = asError(e, f);
        locate(error, f);
        throw error;
      } finally { unwatch(session, isWatched); session.depth -= 1; session.current = caller; module.active = active; }
      if (returns === undefined) return undefined;
      const given = f.returned;
      return given === unset ? null : convertTo(given === undefined ? null : given, returns());
    },
  };
}
function guards(slots: readonly number[], types: readonly ((() => AnyType) | undefined)[]): Frame['guards'] {
  let made: NonNullable<Frame['guards']> | null = null;
  types.forEach((t, i) => { const slot = slots[i]; if (t !== undefined && slot !== undefined) { made ??= []; made[slot] = { check: (v) => convertTo(v, t()) }; } });
  return made;
}

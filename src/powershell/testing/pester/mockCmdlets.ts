/** Mock and what asks about it. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { fold } from '../../runtime/values/folding.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { ModuleState } from '../../runtime/run/session.ts';
import type { Value } from '../../runtime/values/value.ts';
import { callBlock } from '../callBlock.ts';
import { accepts, checkCalls, checkVerifiable, placeName, tableOf } from './invoked.ts';
import { pesterOf, runtimeOf } from './pesterRun.ts';

const mock: Cmdlet = cmdlet({
  name: 'Mock', module: 'Pester', className: 'Mock', synopsis: 'Puts a block in the place of a command, for the block or test around.',
  params: {
    CommandName: { type: T.String, position: 0, mandatory: true }, MockWith: { type: T.ScriptBlock, position: 1 }, ParameterFilter: { type: T.ScriptBlock, position: 2 },
    Verifiable: { type: T.Switch }, ModuleName: { type: T.String, help: 'The module for whose calls alone it is, of functions that it keeps to itself too.' }, RemoveParameterType: { type: arrayOf(T.String) }, RemoveParameterValidation: { type: arrayOf(T.String) },
  },
  run: (p, ctx) => ({
    process() {
      const pester = pesterOf(ctx), { frame } = runtimeOf(ctx), { MockWith: body, ParameterFilter: filter } = p, module = p.ModuleName !== undefined ? moduleNamed(ctx, p.ModuleName) : placeName(frame) === '' ? undefined : frame.module;
      // A mock in another module does not see that module's call: what the test calls by a parameter's name is the test's.
      const isOwn = module === undefined || module === frame.module, names = (given: readonly string[] | undefined): readonly string[] => given ?? [];
      pester.mocks.add({
        command: p.CommandName, owner: pester.block, isVerifiable: p.Verifiable === true, module,
        loosened: { types: names(p.RemoveParameterType), validations: names(p.RemoveParameterValidation) },
        ...(filter === undefined ? {} : { accepts: (call) => accepts(frame, filter, call, isOwn) }),
        act: (call, to) => {
          if (body === undefined) return;
          callBlock(frame, body, { named: new Map([...call.named, ['PesterBoundParameters', tableOf(new Map([...call.named, ...call.common]))]]), common: call.common, unbound: call.unbound, item: call.item, ...(isOwn ? { absent: call.absent } : {}) }, { out: to.out, streams: to.streams });
        },
      });
    },
  }),
});
/** A loaded module, or one that is a part of a loaded one. */
function moduleNamed(ctx: CmdletContext, name: string): ModuleState | undefined {
  const folded = fold(name), seen = new Set<ModuleState>();
  const inside = (all: Iterable<ModuleState>): ModuleState | undefined => {
    for (const one of all) {
      if (seen.has(one)) continue;
      seen.add(one);
      const found = fold(one.name) === folded ? one : inside(one.nested);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return ctx.session.modules.get(folded) ?? inside(ctx.session.modules.values());
}
const calls = { CommandName: { type: T.String, position: 0, mandatory: true }, Times: { type: T.Int32, position: 1 }, ParameterFilter: { type: T.ScriptBlock, position: 2 }, ExclusiveFilter: { type: T.ScriptBlock }, ModuleName: { type: T.String }, Scope: { type: T.String }, Exactly: { type: T.Switch } } as const;
const assertCalled: Cmdlet = cmdlet({
  name: 'Assert-MockCalled', module: 'Pester', className: 'Assert-MockCalled', synopsis: 'Fails the test unless a mock was called as often as it says.', params: calls,
  run: (p, ctx) => ({ process() { checkCalls(ctx, { command: p.CommandName, times: p.Times ?? 1, isExact: p.Exactly === true, module: p.ModuleName, scope: p.Scope, filter: p.ParameterFilter, exclusive: p.ExclusiveFilter, not: false, because: undefined }); } }),
});
const assertVerifiable = (name: string): Cmdlet => cmdlet({
  name, module: 'Pester', className: name, synopsis: 'Fails the test unless every verifiable mock was called.', params: {}, run: (_, ctx) => ({ process() { checkVerifiable(ctx, false, undefined); } }),
});
const inModuleScope: Cmdlet = cmdlet({
  name: 'InModuleScope', module: 'Pester', className: 'InModuleScope', synopsis: 'Runs a block inside a module, where its private functions are.',
  params: { ModuleName: { type: T.String, position: 0, mandatory: true }, ScriptBlock: { type: T.ScriptBlock, position: 1, mandatory: true }, Parameters: { type: T.Hashtable }, ArgumentList: { type: arrayOf(T.Object), allowNull: true, allowEmpty: true } },
  run: (p, ctx) => ({
    process() {
      const module = moduleNamed(ctx, p.ModuleName), { frame, out, streams } = runtimeOf(ctx), named = Array.from(p.Parameters?.entries.values() ?? [], (entry): [string, Value] => [toText(entry.key), entry.value]);
      if (module === undefined) return ctx.fail({ id: 'ModuleNotLoaded', category: 'ObjectNotFound', target: p.ModuleName, message: `No module '${p.ModuleName}' is loaded. Import it first, with its path.` });
      return callBlock(frame, new ScriptBlock(p.ScriptBlock.code, module), { named: new Map(named), unbound: ctx.isBound('ArgumentList') && p.ArgumentList === undefined ? [null] : toItems(p.ArgumentList) }, { out, streams });
    },
  }),
});
export const mockCmdlets: readonly Cmdlet[] = [mock, assertCalled, assertVerifiable('Assert-VerifiableMock'), assertVerifiable('Assert-VerifiableMocks'), inModuleScope];

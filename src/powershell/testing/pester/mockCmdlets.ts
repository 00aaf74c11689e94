/** Mock and what asks about it. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { invokeBlock } from '../../runtime/run/blocks.ts';
import { T } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { callBlock } from '../callBlock.ts';
import { accepts, checkCalls, checkVerifiable } from './invoked.ts';
import { pesterOf, runtimeOf } from './pesterRun.ts';

const mock: Cmdlet = cmdlet({
  name: 'Mock', module: 'Pester', className: 'Mock', synopsis: 'Puts a block in the place of a command, for the block or test around.',
  params: {
    CommandName: { type: T.String, position: 0, mandatory: true }, MockWith: { type: T.ScriptBlock, position: 1 }, ParameterFilter: { type: T.ScriptBlock, position: 2 },
    Verifiable: { type: T.Switch }, ModuleName: { type: T.String, help: 'Taken, and not needed: a mock holds wherever the command is called.' }, RemoveParameterType: { type: T.Object }, RemoveParameterValidation: { type: T.Object },
  },
  run: (p, ctx) => ({
    process() {
      const pester = pesterOf(ctx), { frame } = runtimeOf(ctx), { MockWith: body, ParameterFilter: filter } = p;
      pester.mocks.add({
        command: p.CommandName, owner: pester.block, isVerifiable: p.Verifiable === true,
        ...(filter === undefined ? {} : { accepts: (call) => accepts(frame, filter, call) }),
        act: (call, to) => {
          if (body === undefined) return;
          const bound = new Hashtable();
          for (const [name, v] of call.named) bound.set(name, v);
          callBlock(frame, body, { named: new Map([...call.named, ['PesterBoundParameters', bound]]), unbound: call.unbound, item: call.item }, { out: to.out, streams: to.streams });
        },
      });
    },
  }),
});
const calls = { CommandName: { type: T.String, position: 0, mandatory: true }, Times: { type: T.Int32, position: 1 }, ParameterFilter: { type: T.ScriptBlock, position: 2 }, ExclusiveFilter: { type: T.ScriptBlock }, ModuleName: { type: T.String }, Scope: { type: T.String }, Exactly: { type: T.Switch } } as const;
const assertCalled: Cmdlet = cmdlet({
  name: 'Assert-MockCalled', module: 'Pester', className: 'Assert-MockCalled', synopsis: 'Fails the test unless a mock was called as often as it says.', params: calls,
  run: (p, ctx) => ({ process() { checkCalls(ctx, { command: p.CommandName, times: p.Times ?? 1, isExact: p.Exactly === true, scope: p.Scope, filter: p.ParameterFilter, exclusive: p.ExclusiveFilter, not: false, because: undefined }); } }),
});
const assertVerifiable = (name: string): Cmdlet => cmdlet({
  name, module: 'Pester', className: name, synopsis: 'Fails the test unless every verifiable mock was called.', params: {}, run: (_, ctx) => ({ process() { checkVerifiable(ctx); } }),
});
const inModuleScope: Cmdlet = cmdlet({
  name: 'InModuleScope', module: 'Pester', className: 'InModuleScope', synopsis: 'Runs a block inside a module, where its private functions are.',
  params: { ModuleName: { type: T.String, position: 0, mandatory: true }, ScriptBlock: { type: T.ScriptBlock, position: 1, mandatory: true }, Parameters: { type: T.Hashtable }, ArgumentList: { type: T.Object } },
  run: (p, ctx) => ({
    process() {
      const module = ctx.session.modules.get(fold(p.ModuleName)), { frame, out } = runtimeOf(ctx);
      if (module === undefined) return ctx.fail({ id: 'ModuleNotLoaded', category: 'ObjectNotFound', target: p.ModuleName, message: `No module '${p.ModuleName}' is loaded. Import it first, with its path.` });
      return invokeBlock(frame, new ScriptBlock(p.ScriptBlock.code, module), { out });
    },
  }),
});
export const mockCmdlets: readonly Cmdlet[] = [mock, assertCalled, assertVerifiable('Assert-VerifiableMock'), assertVerifiable('Assert-VerifiableMocks'), inModuleScope];

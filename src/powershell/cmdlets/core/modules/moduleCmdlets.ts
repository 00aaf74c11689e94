/** Get-Module, Remove-Module, Export-ModuleMember and New-Module. */
import { cmdlet } from '../../../runtime/cmdlet.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { wildcard } from '../../../runtime/operators/wildcard.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import { CallbackWriter, nullWriter } from '../../../runtime/run/pipeline/writers.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { PSObject, ScriptMember } from '../../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../../runtime/values/scriptBlock.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import { CORE } from '../getCommand.ts';
import { exportMembers, findModule, forgetMembers, importMembers, importTarget, saysExports, manifestOf, runModule } from './loading.ts';
import { BUILT_IN, ModuleInfo, builtIn } from './moduleInfo.ts';

export const getModule = cmdlet({
  name: 'Get-Module', aliases: ['gmo'], module: CORE, synopsis: 'Gets the modules that are loaded, or those that could be.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, from: 'pipeline' }, FullyQualifiedName: { type: arrayOf(T.Object) }, All: { type: T.Switch },
    ListAvailable: { type: T.Switch }, Refresh: { type: T.Switch }, PSEdition: { type: T.String }, SkipEditionCheck: { type: T.Switch }, PSSession: { type: T.Object }, CimSession: { type: T.Object },
  },
  run: (p, ctx) => ({
    process() {
      for (const name of p.Name ?? ['*']) {
        const hit = (n: string): boolean => wildcard(name).test(n);
        for (const state of ctx.session.modules.values()) if (hit(state.name)) ctx.write(new ModuleInfo(state, manifestOf(state)));
        if (p.ListAvailable !== true && p.Name === undefined) continue;
        for (const b of BUILT_IN) if (hit(b)) ctx.write(builtIn(b));
        if (p.ListAvailable !== true || ctx.host.files === undefined || ctx.session.modules.has(fold(name))) continue;
        const path = findModule(ctx, name);
        if (path !== undefined) { const state = new ModuleState(name); state.path = path; ctx.write(new ModuleInfo(state)); }
      }
    },
  }),
});
export const removeModule = cmdlet({
  name: 'Remove-Module', aliases: ['rmo'], module: CORE, supportsShouldProcess: true, synopsis: 'Takes modules out of the session.',
  params: { Name: { type: arrayOf(T.Object), position: 0, mandatory: true, from: 'pipeline', aliases: ['ModuleInfo', 'FullyQualifiedName'] }, Force: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      for (const given of p.Name) {
        const name = given instanceof ModuleInfo ? given.name : toText(given), found = [...ctx.session.modules].filter(([, s]) => wildcard(name).test(s.name));
        if (found.length === 0) ctx.writeError({ id: 'Modules_NoModulesRemoved', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException', message: 'No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.' });
        for (const [key, state] of found) {
          if (!ctx.shouldProcess(`${state.name} (Path: '${state.path}')`, 'Remove-Module')) continue;
          ctx.verbose(`Removing the imported module '${state.name}'.`);
          forgetMembers(state, ctx.session.global);
          forgetMembers(state, importTarget(ctx, false));
          ctx.session.modules.delete(key);
        }
      }
    },
  }),
});
export const exportModuleMember = cmdlet({
  name: 'Export-ModuleMember', module: CORE, synopsis: 'Says what a module exports.',
  params: {
    Function: { type: arrayOf(T.String), position: 0, from: 'both', allowEmpty: true }, Cmdlet: { type: arrayOf(T.String), from: 'property', allowEmpty: true },
    Variable: { type: arrayOf(T.String), from: 'property' }, Alias: { type: arrayOf(T.String), from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const { module } = ctx.session.current;
      if (module.name === '') return ctx.fail({ id: 'Modules_CanOnlyExecuteExportModuleMemberInsideAModule', category: 'PermissionDenied', exception: 'System.InvalidOperationException', message: 'The Export-ModuleMember cmdlet can only be called from inside a module.' });
      for (const what of exportMembers(module, { functions: p.Function ?? [], aliases: p.Alias ?? [], variables: p.Variable ?? [] }, true)) ctx.verbose(`Exporting ${what}.`);
      return undefined;
    },
  }),
});
export const newModule = cmdlet({
  name: 'New-Module', aliases: ['nmo'], module: CORE, synopsis: 'Makes a module of a script block.',
  params: {
    Name: { type: T.String, sets: ['Name', 'ScriptBlock'], position: { Name: 0 }, mandatory: ['Name'] },
    ScriptBlock: { type: T.ScriptBlock, position: { ScriptBlock: 0, Name: 1 }, mandatory: true },
    Function: { type: arrayOf(T.String) }, Cmdlet: { type: arrayOf(T.String) }, ReturnResult: { type: T.Switch }, AsCustomObject: { type: T.Switch },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], remaining: true, allowNull: true },
  },
  defaultSet: 'ScriptBlock',
  run: (p, ctx) => ({
    end() {
      const id = Guid.fromBytes(ctx.host.random.bytes(16)).text, state = new ModuleState(p.Name ?? `__DynamicModule_${id}`);
      state.path = id;
      runModule(ctx, state, p.ScriptBlock, p.ReturnResult === true ? new CallbackWriter((v) => { ctx.write(v); }) : nullWriter, p.ArgumentList ?? []);
      if (!saysExports(state)) for (const e of state.exported.functions.values()) ctx.verbose(`Exporting function '${e.name}'.`);
      if (p.AsCustomObject === true) {
        const made = new PSObject();
        for (const e of state.exported.functions.values()) if ('block' in e) made.define(e.name, new ScriptMember('ScriptMethod', e.name, { getter: new ScriptBlock(e.block, state) }));
        ctx.write(made);
        return;
      }
      if (p.Name !== undefined) ctx.session.modules.set(fold(state.name), state);
      importMembers(state, importTarget(ctx, false), { prefix: '', functions: p.Function }, (what) => { ctx.verbose(`Importing ${what}.`); });
      if (p.ReturnResult !== true) ctx.write(new ModuleInfo(state));
    },
  }),
});

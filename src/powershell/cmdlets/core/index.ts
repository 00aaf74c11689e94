/** Commands about commands: looking them up, naming them, running texts and blocks, modules. */
import './proxyCommand.ts';
import { getAlias, newAlias, removeAlias, setAliasCmdlet } from './aliasCmdlets.ts';
import { exportAlias, importAlias } from './aliasFiles.ts';
import { getCommand } from './getCommand.ts';
import { getError } from './getError.ts';
import { getHelp } from './getHelp.ts';
import { getPSCallStack } from './getPSCallStack.ts';
import { getVerb } from './getVerb.ts';
import { historyCmdlets } from './history.ts';
import { invokeCommand } from './invokeCommand.ts';
import { invokeExpression } from './invokeExpression.ts';
import { measureCommand } from './measureCommand.ts';
import { importModule } from './modules/importModule.ts';
import { importLocalizedData } from './modules/localizedData.ts';
import { importPowerShellDataFile, testModuleManifest } from './modules/manifests.ts';
import { newModuleManifest } from './modules/newManifest.ts';
import { exportModuleMember, getModule, newModule, removeModule } from './modules/moduleCmdlets.ts';
import { setStrictMode } from './setStrictMode.ts';
import { describeSession } from '../../runtime/types/automation/context.ts';
import { commands, drives, fileAt, items, paging, paths, providers, unresolved, variables } from '../session/parts.ts';

describeSession({ commands, drives, fileAt, items, paging, paths, providers, unresolved, variables });
export const coreCmdlets = [
  getCommand, getError, getHelp, getAlias, setAliasCmdlet, newAlias, removeAlias, exportAlias, importAlias, invokeExpression, invokeCommand, setStrictMode, measureCommand, getPSCallStack, getVerb,
  importModule, getModule, removeModule, exportModuleMember, newModule, importLocalizedData, importPowerShellDataFile, testModuleManifest, newModuleManifest, ...historyCmdlets,
] as const;

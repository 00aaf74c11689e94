/** What `#requires` asks for, before a script file or a module runs (about_Requires; CommandDiscovery.VerifyScriptRequirements). */
import type { ScriptRequirements } from '../../syntax/ast.ts';
import { raise } from '../errors/raise.ts';
import { Hashtable } from '../values/dictionary.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { SwitchParameter } from '../values/misc.ts';
import { callByName } from './commands/callCommand.ts';
import type { Session } from './session.ts';

const VERSION = '7.6.5', EDITION = 'Core';
/** The last minor version of each major one (PSVersionInfo.IsValidPSVersion). */
const LAST_MINOR: Readonly<Record<number, number>> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 2, 7: 6 };

/** Ends with PowerShell's own error where a script cannot run here; loads the modules that it needs. */
export function verifyRequirements(session: Session, script: string, needs: ScriptRequirements | undefined): void {
  if (needs === undefined) return;
  const refuse = (id: string, why: string, category: 'ResourceUnavailable' | 'PermissionDenied' | 'NotSpecified' = 'ResourceUnavailable', exception = 'System.Management.Automation.ScriptRequiresException'): never =>
    raise({ id, category, exception, target: script, message: `The script '${script}' cannot be run because ${why}` });
  const { environment } = session.host;
  if (needs.runAsAdministrator && environment.platform !== 'win32' && environment.userName !== 'root') {
    refuse('ScriptRequiresElevation', 'it contains a "#requires" statement for running as Administrator. The current PowerShell session is not running as Administrator. Start PowerShell by using the Run as Administrator option, and then try running the script again.', 'PermissionDenied');
  }
  if (needs.version !== undefined) {
    const [major = '0', minor = '0'] = needs.version.split('.'), last = LAST_MINOR[Number(major)];
    const asked = needs.version.includes('.') ? needs.version : `${needs.version}.0`;
    if (last === undefined || Number(minor) > last) refuse('ScriptRequiresUnmatchedPSVersion', `it contained a "#requires" statement for PowerShell ${asked}. The version of PowerShell that is required by the script does not match the currently running version of PowerShell ${VERSION}.`);
  }
  if (needs.editions.length > 0 && !needs.editions.some((e) => e.toLowerCase() === EDITION.toLowerCase())) {
    refuse('ScriptRequiresUnmatchedPSEdition', `it contained a "#requires" statement for PowerShell editions '${needs.editions.join(',')}'. The edition of PowerShell that is required by the script does not match the currently running PowerShell ${EDITION} edition.`, 'NotSpecified', 'System.Management.Automation.RuntimeException');
  }
  for (const needed of needs.specifications) {
    if (isThere(session, needed)) continue;
    refuse('ScriptRequiresMissingModules', `the following modules that are specified by the "#requires" statements of the script are missing: ${notFound(needed)}.`);
  }
}
/** Imports a module for all, where that is possible. */
function isThere(session: Session, needed: ReadonlyMap<string, string>): boolean {
  const table = new Hashtable();
  for (const [key, value] of needed) table.set(key, value);
  try {
    callByName(session.current, 'Import-Module', { ...(needed.size === 1 ? { Name: needed.get('modulename') ?? '' } : { FullyQualifiedName: table }), Global: new SwitchParameter(true), ErrorAction: 'Stop' });
    return true;
  } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return false;
  }
}
function notFound(needed: ReadonlyMap<string, string>): string {
  const name = needed.get('modulename') ?? '', exact = needed.get('requiredversion'), min = needed.get('moduleversion'), max = needed.get('maximumversion');
  const which = exact !== undefined ? ` with RequiredVersion '${exact}'` : min !== undefined && max !== undefined ? ` with ModuleVersion '${min}' and MaximumVersion '${max}'` : min !== undefined ? ` with ModuleVersion '${min}'` : max !== undefined ? ` with MaximumVersion '${max}'` : '';
  return `The module '${name}' cannot be found${which}.`;
}

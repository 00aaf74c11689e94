/** What a command name means: alias, function, cmdlet, script file, program (about_Command_Precedence). */
import { errorRecord, raiseRecord } from '../../errors/raise.ts';
import { fold } from '../../values/folding.ts';
import type { CommandEntry, FunctionEntry } from './commands.ts';
import type { Frame } from '../frame.ts';

/** What the engine has only to say that it has no remoting, no registry and no say over the clock: a PowerShell beside it has more. */
const ELSEWHERE: ReadonlySet<string> = new Set(['new-pssession', 'get-pssession', 'remove-pssession', 'new-itemproperty', 'remove-itemproperty', 'rename-itemproperty', 'copy-itemproperty', 'move-itemproperty', 'set-date']);

/** The function of a folded name as the frame sees it. */
export function findFunction(f: Frame, folded: string): FunctionEntry | undefined {
  for (let at: Frame | null = f; at !== null; at = at.parent) { const e = at.functions?.get(folded); if (e !== undefined && isSeen(e, at, f)) return e as FunctionEntry; }
  const { session: { global }, module: { frame } } = f, own = frame.functions?.get(folded);
  if (own !== undefined && isSeen(own, frame, f)) return own as FunctionEntry;
  const outer = global.functions?.get(folded);
  return outer !== undefined && isSeen(outer, global, f) ? outer as FunctionEntry : undefined;
}
/** What is private is there for the code of its own scope alone (about_Scopes). */
export const isPrivate = (e: CommandEntry): boolean => 'options' in e && (e.options ?? '').includes('Private');
export const isSeen = (e: CommandEntry, holder: Frame, by: Frame): boolean => holder === by || !isPrivate(e);
function findAlias(f: Frame, folded: string): string | undefined {
  for (let at: Frame | null = f; at !== null; at = at.parent) { const to = at.aliases?.get(folded); if (to !== undefined) return to; }
  return f.session.global.aliases?.get(folded);
}
/** What a name stands for at the end of all aliases. */
function aliasedName(f: Frame, name: string): string {
  let folded = fold(name), meant = name;
  const seen = new Set<string>();
  for (let to = findAlias(f, folded); to !== undefined && !seen.has(folded); to = findAlias(f, folded)) { seen.add(folded); folded = fold(to); meant = to; }
  return meant;
}
/** The command, or undefined. */
export function findCommand(f: Frame, name: string): CommandEntry | undefined {
  // What an alias stands for is looked for wherever a command may be.
  const meant = aliasedName(f, name), folded = fold(meant);
  const mock = f.session.mocks?.find(folded, undefined, f);
  if (mock !== undefined) return mock;
  const scoped = /^(global|script|local|private):(.+)$/.exec(folded);
  if (scoped !== null) { const e = (scoped[1] === 'global' ? f.session.global : scoped[1] === 'script' ? f.scriptFrame() : f).functions?.get(scoped[2] ?? ''); if (e !== undefined) return e; }
  const found = findFunction(f, folded) ?? (ELSEWHERE.has(folded) ? f.session.findRemote?.(folded) : undefined) ?? f.session.cmdlets.get(folded) ?? f.session.imported.get(folded);
  if (found !== undefined) return found;
  const qualified = /^([\p{L}\p{M}\p{N}_.-]+)\\([^\\/]+)$/u.exec(folded);
  if (qualified !== null) {
    const module = f.session.modules.get(qualified[1] ?? '');
    // What a module brought under another name, with a prefix, is its own by that name too.
    const brought = module === undefined ? undefined : findFunction(f, qualified[2] ?? '');
    const own = module?.exported.functions.get(qualified[2] ?? '') ?? (brought !== undefined && 'module' in brought && brought.module === module ? brought : undefined) ?? f.session.cmdlets.get(qualified[2] ?? '');
    if (own !== undefined) return own;
  }
  const external = f.session.findExternal(meant);
  if (external !== undefined) return external;
  return f.session.autoLoad?.(meant) === true ? findCommand(f, meant) : f.session.findRemote?.(meant);
}
/** A cmdlet of SMA's own module that is written for a machine which has it (sma-rest-api.md section 7). */
const OF_SMA = 'It is none of the cmdlets of the SMA module that jobs have. Look at its name; New-SmaPortableModule runs with the original module on a worker of SMA only.';
/** The same, or PowerShell's error with the way out. */
export function resolveCommand(f: Frame, name: string, by: string = name): CommandEntry {
  const { lookups } = f.session, found = lookups?.ask('PreCommandLookupAction', name, undefined) ?? findCommand(f, name) ?? (name.includes('-') || /[\\/]/.test(name) ? undefined : findCommand(f, `Get-${name}`)) ?? lookups?.ask('CommandNotFoundAction', name, undefined);
  const meant = found === undefined || lookups === undefined ? found : lookups.ask('PostCommandLookupAction', name, found);
  if (meant !== undefined) return meant;
  const qualified = /^([\p{L}\p{M}\p{N}_.-]+)\\[^\\/]+$/u.exec(name);
  if (qualified !== null && qualified[1]?.endsWith('.') !== true && !f.session.modules.has(fold(qualified[1] ?? ''))) {
    const unloaded = errorRecord({ id: 'CouldNotAutoLoadModule', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: name, message: `The module '${qualified[1] ?? ''}' could not be loaded. For more information, run 'Import-Module ${qualified[1] ?? ''}'.` });
    unloaded.exception.extra.set('CommandName', name);
    unloaded.invocationName = by;
    return raiseRecord(unloaded);
  }
  // An alias of nothing is told by what it stands for.
  const told = aliasedName(f, name);
  const record = errorRecord({
    id: 'CommandNotFoundException', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: told,
    message: `The term '${told}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
  });
  record.exception.extra.set('CommandName', told);
  record.invocationName = by;
  record.wayOut = f.session.host.process?.whereOff?.(name, f.session.location) ?? `This engine has no command '${name}'${f.session.findRemote !== undefined && name.includes('-') ? ', nor has a PowerShell on this machine' : ''}. ${/^[A-Z][a-z]+-Sma[A-Z]/.test(name) ? OF_SMA : 'Import the module that has it as an integration module, or define it as a function in the runbook.'}`;
  return raiseRecord(record);
}

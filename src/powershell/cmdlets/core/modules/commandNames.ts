/** What Import-Module says of the names of commands (ModuleCmdletBase.ValidateCommandName, Verbs.SuggestedAlternates). */
import { isApprovedVerb } from '../getVerb.ts';

/** Verbs that are not approved, and those to take instead. */
const INSTEAD = new Map([
  'accept:Receive acquire:Get,Read allocate:New allow:Enable,Grant,Unblock amend:Edit analyze:Measure,Test append:Add assign:Set associate:Join,Merge attach:Add,Debug bc:Compare boot:Start break:Disconnect broadcast:Send burn:Backup',
  'calculate:Measure cancel:Stop cat:Get change:Convert,Edit,Rename clean:Uninstall clone:Copy combine:Join,Merge compact:Compress compile:Build concatenate:Add configure:Set create:New cut:Remove delete:Remove detach:Dismount,Remove',
  'determine:Measure,Resolve diagnose:Debug,Test diff:Checkpoint,Compare difference:Checkpoint,Compare dig:Trace dir:Get discard:Remove display:Show,Write dispose:Remove divide:Split dump:Get duplicate:Copy empty:Clear end:Stop',
  'erase:Clear,Remove examine:Get execute:Invoke explode:Expand extract:Export fix:Repair,Restore flush:Clear follow:Trace generate:New halt:Disable in:ConvertTo index:Update initiate:Start input:ConvertTo,Unregister',
  'insert:Add,Unregister inspect:Trace kill:Stop launch:Start load:Import locate:Search,Select logoff:Disconnect mail:Send make:New match:Select migrate:Move modify:Edit name:Move nullify:Clear obtain:Get output:ConvertFrom',
  'pause:Suspend,Wait peek:Receive permit:Enable purge:Clear,Remove pick:Select prevent:Block print:Write prompt:Read put:Send,Write puts:Write quota:Limit quote:Limit rebuild:Initialize recycle:Restart refresh:Update',
  'reinitialize:Initialize release:Clear,Install,Publish,Unlock reload:Update renew:Initialize,Update replicate:Copy resample:Convert restrict:Lock return:Repair,Restore revert:Unpublish revise:Edit run:Invoke,Start salvage:Test',
  'secure:Lock separate:Split setup:Initialize,Install sleep:Suspend,Wait starttransaction:Checkpoint telnet:Connect terminate:Stop track:Trace transfer:Move type:Get unite:Join,Merge unlink:Dismount unmark:Clear unrestrict:Unlock',
  'unsecure:Unlock unset:Clear verify:Test',
].flatMap((line) => line.split(' ')).map((entry) => { const [verb = '', others = ''] = entry.split(':'); return [verb, others] as const; }));
const RESTRICTED = /[#,(){}[\]&\-/\\$^;:"'<>|?@`*%+=~]/, LISTED = '# , ( ) {{ }} [ ] & - / \\ $ ^ ; : " \' < > | ? @ ` * % + = ~';

/** The remarks on one name: of its verb, of its noun; each a warning for all such names of the module and a line of its own. */
export function nameRemarks(name: string, module: string): readonly { readonly kind: 'verb' | 'noun'; readonly warning: string; readonly line: string }[] {
  const [, verb = '', noun = ''] = /^([^-]+)-(.+)$/s.exec(name) ?? [];
  if (noun === '') return [];
  const instead = INSTEAD.get(verb.toLowerCase()), isApproved = isApprovedVerb(verb) || /^(Sort|Tee)-Object$/i.test(name);
  const found: { kind: 'verb' | 'noun'; warning: string; line: string }[] = [];
  if (!isApproved) {
    found.push({
      kind: 'verb', warning: `The names of some imported commands from the module '${module}' include unapproved verbs that might make them less discoverable. To find the commands with unapproved verbs, run the Import-Module command again with the Verbose parameter. For a list of approved verbs, type Get-Verb.`,
      line: `The '${name}' command in the ${module}' module was imported, but because its name does not include an approved verb, it might be difficult to find. ${instead === undefined ? 'For a list of approved verbs, type Get-Verb.' : `The suggested alternative verbs are "${instead}".`}`,
    });
  }
  // The warning is no format: its braces stand twice.
  if (RESTRICTED.test(noun)) found.push({ kind: 'noun', warning: `Some imported command names contain one or more of the following restricted characters: ${LISTED}`, line: `The command name '${name}' from the module '${module}' contains one or more of the following restricted characters: ${LISTED.replace('{{ }}', '{ }')}` });
  return found;
}

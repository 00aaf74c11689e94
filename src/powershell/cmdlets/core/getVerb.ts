import { cmdlet } from '../../runtime/cmdlet.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { Record } from '../../runtime/values/misc.ts';
import { verbDescription } from './verbDescriptions.ts';
import { nameTable } from '../../runtime/values/nameTable.ts';

const INFO = named('System.Management.Automation.VerbInfo');
/** The approved verbs and the groups they are in (about approved verbs), with the prefix of their aliases. */
const GROUPS: { readonly [group: string]: string } = nameTable({
  Common: 'Add:a Clear:cl Close:cs Copy:cp Enter:et Exit:ex Find:fd Format:f Get:g Hide:h Join:j Lock:lk Move:m New:n Open:op Optimize:om Pop:pop Push:pu Redo:re Remove:r Rename:rn Reset:rs Resize:rz Search:sr Select:sc Set:s Show:sh Skip:sk Split:sl Step:st Switch:sw Undo:un Unlock:uk Watch:wc',
  Data: 'Backup:ba Checkpoint:ch Compare:cr Compress:cm Convert:cv ConvertFrom:cf ConvertTo:ct Dismount:dm Edit:ed Expand:en Export:ep Group:gp Import:ip Initialize:in Limit:l Merge:mg Mount:mt Out:o Publish:pb Restore:rr Save:sv Sync:sy Unpublish:ub Update:ud',
  Lifecycle: 'Approve:ap Assert:as Build:bd Complete:cmp Confirm:cn Deny:dn Deploy:dp Disable:d Enable:e Install:is Invoke:i Register:rg Request:rq Restart:rt Resume:ru Start:sa Stop:sp Submit:sb Suspend:ss Uninstall:us Unregister:ur Wait:w',
  Diagnostic: 'Debug:db Measure:ms Ping:pi Repair:rp Resolve:rv Test:t Trace:tr', Communications: 'Connect:cc Disconnect:dc Read:rd Receive:rc Send:sd Write:wr', Security: 'Block:bl Grant:gr Protect:pt Revoke:rk Unblock:ul Unprotect:up', Other: 'Use:u',
});
export const getVerb = cmdlet({
  name: 'Get-Verb', synopsis: 'Gets the approved verbs.', params: { Verb: { type: arrayOf(T.String), position: 0, from: 'both' }, Group: { type: arrayOf(T.String), position: 1, from: 'both', validate: [{ set: Object.keys(GROUPS).toSorted() }] } },
  run: (p, ctx) => ({
    process() {
      for (const [group, list] of Object.entries(GROUPS)) {
        if (p.Group != null && !p.Group.some((g) => g.toLowerCase() === group.toLowerCase())) continue;
        for (const [verb = '', prefix = ''] of list.split(' ').map((x) => x.split(':'))) {
          if (p.Verb == null || p.Verb.some((v) => wildcard(v).test(verb))) ctx.write(new Record(INFO, [['Verb', verb], ['AliasPrefix', prefix], ['Group', group], ['Description', verbDescription(verb)]]));
        }
      }
    },
  }),
});
/** Whether a verb is approved, whatever its case. */
export function isApprovedVerb(verb: string): boolean { const begin = `${verb.toLowerCase()}:`; return Object.values(GROUPS).some((list) => list.split(' ').some((each) => each.toLowerCase().startsWith(begin))); }

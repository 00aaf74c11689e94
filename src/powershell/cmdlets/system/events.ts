/** Events of objects and of the engine do not exist here: a runbook has one thread. Asking for one says so. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet, ParamTable } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

const ACTION: ParamTable = { SourceIdentifier: { type: T.String }, Action: { type: T.ScriptBlock }, MessageData: { type: T.Object }, SupportEvent: { type: T.Switch }, Forward: { type: T.Switch }, MaxTriggerCount: { type: T.Int32 } };
const asking = (name: string, synopsis: string, params: ParamTable, instead: string): Cmdlet => cmdlet({
  name, synopsis, params,
  run: (_p, ctx) => ({
    begin() {
      ctx.fail({ id: 'EventsNotAvailable', category: 'NotImplemented', target: name, exception: 'System.Management.Automation.PSNotSupportedException', message: `${name} is not available: the built-in engine has no events. ${instead}` });
    },
  }),
});
const POLL = 'Look at what you wait for in a loop with Start-Sleep, or run this part on a machine with PowerShell.';
/** There are none, so asking for them gives none. */
const none = (name: string, synopsis: string): Cmdlet => cmdlet({ name, synopsis, params: { SourceIdentifier: { type: T.String, position: 0, from: 'property' }, EventIdentifier: { type: T.Int32, aliases: ['Id'] }, SubscriptionId: { type: T.Int32 }, Force: { type: T.Switch } }, run: () => ({}) });

export const eventCmdlets: readonly Cmdlet[] = [
  asking('Register-ObjectEvent', 'Listens to events of an object, which is not possible here.', { InputObject: { type: T.Object, position: 0 }, EventName: { type: T.String, position: 1 }, ...ACTION }, POLL),
  asking('Register-EngineEvent', 'Listens to events of the engine, which is not possible here.', { ...ACTION }, POLL),
  asking('New-Event', 'Makes an event, which is not possible here.', { SourceIdentifier: { type: T.String, position: 0 }, Sender: { type: T.Object }, EventArguments: { type: T.Object }, MessageData: { type: T.Object } }, 'Call a function instead.'),
  asking('Wait-Event', 'Waits for an event, of which there are none.', { SourceIdentifier: { type: T.String, position: 0 }, Timeout: { type: T.Int32, aliases: ['TimeoutSec'] } }, POLL),
  none('Get-Event', 'Gets events, of which there are none.'), none('Get-EventSubscriber', 'Gets who listens to events: nobody.'), none('Unregister-Event', 'Ends listening to events, of which there are none.'), none('Remove-Event', 'Removes events, of which there are none.'),
];

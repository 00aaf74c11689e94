/** Events of objects and of the engine do not exist here: a runbook has one thread. Asking for one says so. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet, ParamSpec, ParamTable } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';

const ACTION: ParamTable = { SourceIdentifier: { type: T.String, position: 100 }, Action: { type: T.ScriptBlock, position: 101 }, MessageData: { type: T.Object }, SupportEvent: { type: T.Switch }, Forward: { type: T.Switch }, MaxTriggerCount: { type: T.Int32 } };
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
const none = (name: string, synopsis: string, params: ParamTable, changes = false): Cmdlet => cmdlet({ name, synopsis, defaultSet: BY_SOURCE, supportsShouldProcess: changes, params, run: () => ({}) });
const BY_SOURCE = 'BySource';
const source = (mandatory: boolean): ParamSpec => ({ type: T.String, sets: [BY_SOURCE], position: { [BY_SOURCE]: 0 }, from: 'property', ...(mandatory ? { mandatory: [BY_SOURCE] } : { validate: NOT_EMPTY }) });
const number = (set: string, aliases: readonly string[] = []): ParamSpec => ({ type: T.Int32, aliases, sets: [set], position: { [set]: 0 }, mandatory: [set], from: 'property' });

export const eventCmdlets: readonly Cmdlet[] = [
  asking('Register-ObjectEvent', 'Listens to events of an object, which is not possible here.', { InputObject: { type: T.Object, position: 0, mandatory: true }, EventName: { type: T.String, position: 1, mandatory: true }, ...ACTION }, POLL),
  asking('Register-EngineEvent', 'Listens to events of the engine, which is not possible here.', { ...ACTION, SourceIdentifier: { type: T.String, position: 100, mandatory: true } }, POLL),
  asking('New-Event', 'Makes an event, which is not possible here.', { SourceIdentifier: { type: T.String, position: 0, mandatory: true }, Sender: { type: T.Object, position: 1 }, EventArguments: { type: arrayOf(T.Object), position: 2 }, MessageData: { type: T.Object, position: 3 } }, 'Call a function instead.'),
  asking('Wait-Event', 'Waits for an event, of which there are none.', { SourceIdentifier: { type: T.String, position: 0, from: 'property' }, Timeout: { type: T.Int32, aliases: ['TimeoutSec'], validate: [{ range: [-1, 2147483647] }] } }, POLL),
  none('Get-Event', 'Gets events, of which there are none.', { SourceIdentifier: source(false), EventIdentifier: number('ById', ['Id']) }),
  none('Get-EventSubscriber', 'Gets who listens to events: nobody.', { SourceIdentifier: source(false), SubscriptionId: number('ById', ['Id']), Force: { type: T.Switch, position: 1 } }),
  none('Unregister-Event', 'Ends listening to events, of which there are none.', { SourceIdentifier: source(true), SubscriptionId: number('ById'), Force: { type: T.Switch } }, true),
  none('Remove-Event', 'Removes events, of which there are none.', { SourceIdentifier: { type: T.String, sets: [BY_SOURCE], position: { [BY_SOURCE]: 0 }, mandatory: [BY_SOURCE] }, EventIdentifier: number('ByIdentifier') }, true),
];

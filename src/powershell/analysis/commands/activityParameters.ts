import { isOfActivities } from '../workflowRules/activityArguments.ts';
import type { CommandFacts, CommandParameter } from './commandFacts.ts';
import type { CommandPlace } from './commands.ts';

const row = (name: string, type: string, help: string): CommandParameter =>
  ({ name, type: `System.${type}`, isMandatory: false, isSwitch: false, position: undefined, aliases: [], allowedValues: undefined, help });

/** Parameters that every activity of a workflow has (workflow-semantics.md 7.2, about_ActivityCommonParameters). */
export const activityParameters: readonly CommandParameter[] = [
  row('PSComputerName', 'String[]', 'Machines the activity runs on.'),
  { ...row('PSCredential', 'Object', 'Account it runs as there.'), type: 'System.Management.Automation.PSCredential' },
  row('PSPersist', 'Boolean', 'Takes a checkpoint after the activity.'),
  row('PSActionRetryCount', 'UInt32', 'Further attempts after a failure.'),
  row('PSActionRetryIntervalSec', 'UInt32', 'Pause between attempts, in seconds.'),
  row('PSActionRunningTimeoutSec', 'UInt32', 'Longest time it may take, in seconds.'),
  row('PSConnectionRetryCount', 'UInt32', 'Further attempts to connect.'),
  row('PSConnectionRetryIntervalSec', 'UInt32', 'Pause between attempts to connect, in seconds.'),
  row('PSProgressMessage', 'String', 'Shown as progress while it runs.'),
  row('DisplayName', 'String', 'Name shown in progress.'),
  row('AppendOutput', 'Boolean', 'Adds to the target variable.'),
  row('MergeErrorToOutput', 'Boolean', 'Errors become output.'),
  row('PSDisableSerialization', 'Boolean', 'Hands on live objects.'),
  row('PSRequiredModules', 'String[]', 'Modules imported first.'),
  row('PSPort', 'Int32', 'Port to connect to.'),
  row('PSUseSsl', 'Boolean', 'Connects by TLS.'),
  row('PSAuthentication', 'Object', 'How to authenticate to the other machine.'),
  row('PSConfigurationName', 'String', 'Session configuration on the other machine.'),
];

/** Of common parameters those that a command has where it stands: what is younger than workflows, no activity has. */
export const commonAt = (common: readonly CommandParameter[], kind: CommandFacts['kind'], place: CommandPlace | undefined): readonly CommandParameter[] =>
  (place === 'workflow' && kind === 'cmdlet' ? common.filter(({ name, aliases }) => isOfActivities({ name, aliases, isCommon: true })) : common);

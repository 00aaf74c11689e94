/** The cmdlets of the SMA module that runs here have no use for: they are written in runbooks for a server that has the module (sma-rest-api.md section 7). */
import type { CommandFacts, CommandParameter } from '../../analysis/commands/commandFacts.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';

/**
 * Name, what it does, and its parameters: `Name*:Type=values`, where `*` stands for mandatory and `?` for a switch; texts have no type. Of
 * several sets a parameter counts as mandatory where it is in all. `!` behind the name: it knows -WhatIf and -Confirm.
 */
const table = `
Edit-SmaRunbook!|Replaces the draft of a runbook by the text of a file.|Name Id Path* Overwrite?
Import-SmaModule!|Imports a module from a zip file.|Path*
Import-SmaRunbook!|Imports a runbook from a file, as a draft.|Path* Tags
New-SmaConnection|Makes a connection of a type, with the values of its fields.|Name* ConnectionTypeName* ConnectionFieldValues:Collections.Hashtable Description
New-SmaRunbookWorkerDeployment!|Says which machines are workers.|ComputerName*:String[] RunbookWorkers:Object[] Force?
New-SmaPortableModule|Makes a module that can be imported out of one that is installed on the workers.|
Publish-SmaRunbook!|Publishes the draft of a runbook.|Name Id
Remove-SmaCertificate!|Deletes a certificate.|Name*
Remove-SmaConnection!|Deletes a connection.|Name*
Remove-SmaCredential!|Deletes a credential.|Name*
Remove-SmaModule!|Deletes a module.|Name Id
Remove-SmaRunbook!|Deletes a runbook.|Name Id
Remove-SmaSchedule!|Deletes a schedule.|Name* Force?
Remove-SmaVariable!|Deletes a variable.|Name*
Set-SmaAdminConfiguration!|Changes settings of the service.|Telemetry:Boolean DrainTimeInSeconds:Int32 ScriptExecutionPolicy MaxJobRecords:Int32 PurgeJobsOlderThanCountDays:Int32 ChartTimeSliceSampleSize:Int32 Force?
Set-SmaCertificate!|Makes a certificate, or changes it.|Name* Path* Password*:Security.SecureString Description
Set-SmaConnectionFieldValue!|Changes the value of a field of a connection.|ConnectionName* ConnectionFieldName* Value*:Object Force?
Set-SmaCredential!|Makes a credential, or changes it.|Name* Value*:Management.Automation.PSCredential Description
Set-SmaLicense|Enters the product key.|ProductKey*
Set-SmaRunbookConfiguration|Says which streams the jobs of a runbook keep, and what it is for.|Name Id LogDebug:Boolean LogVerbose:Boolean LogProgress:Boolean Description RunbookWorker
Set-SmaSchedule!|Makes a schedule, or changes its description.|Name* ScheduleType*=OneTimeSchedule,DailySchedule StartTime*:DateTime ExpiryTime*:DateTime DayInterval:Byte Description`;

/** Parameters of every cmdlet of the module; the function has none of them. */
const service = 'WebServiceEndpoint*|Port:Int32|AuthenticationType=Basic,Windows|Credential:Management.Automation.PSCredential'.split('|');

function parameterOf(written: string, index: number): CommandParameter {
  const [, name = '', mark, type = 'String', values] = /^(\w+)([*?]?)(?::([\w.[\]]+))?(?:=(.+))?$/.exec(written) ?? [], isSwitch = mark === '?';
  return {
    name, type: isSwitch ? 'System.Management.Automation.SwitchParameter' : `System.${type}`, isMandatory: mark === '*', isSwitch, position: index === 0 ? 0 : undefined,
    aliases: [], allowedValues: values?.split(','), help: undefined,
  };
}

/** What is known of them. */
export const smaModule: readonly CommandFacts[] = table.trim().split('\n').map((row) => {
  const [head = '', synopsis = '', parameters = ''] = row.split('|'), name = head.replace('!', ''), own = parameters.split(' ').filter((word) => word !== '');
  return {
    name, kind: 'cmdlet', synopsis, description: undefined, aliases: [], module: SMA_MODULE, supportsShouldProcess: head.endsWith('!'),
    parameters: [...own.map(parameterOf), ...(name === 'New-SmaPortableModule' ? [] : service.map((one) => parameterOf(one, 1)))],
  };
});

/** The cmdlets that change what the service has (sma-rest-api.md section 7): made, changed and removed as its own clients do it. */
import { toText } from '../../../runtime/convert/toText.ts';
import { toUtc } from '../../../runtime/types/system/dateTime.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import type { DateTime } from '../../../runtime/values/dateTime.ts';
import type { Cmdlet } from '../../../runtime/cmdlet.ts';
import { entity } from './entity.ts';
import { guidOf, missing, named, runbookOf } from './found.ts';
import { smaCmdlet } from './smaCmdlet.ts';
import { ServiceRefusal, filter, key, literal, textOf, type Json, type Row, type WebService } from './webService.ts';

const invalid = (code: string, message: string): ServiceRefusal => new ServiceRefusal(code, 'InvalidArgument', message);

interface Removal { readonly noun: string; readonly set: string; readonly what: string; readonly id: string; readonly name?: string; /** By its id, too; then neither is mandatory. */ readonly byId?: true; readonly force?: true }
const removals: readonly Removal[] = [
  { noun: 'Certificate', set: 'Certificates', what: 'certificate', id: 'CertificateID' }, { noun: 'Connection', set: 'Connections', what: 'connection', id: 'ConnectionID' },
  { noun: 'Credential', set: 'Credentials', what: 'credential', id: 'CredentialID' }, { noun: 'Module', set: 'Modules', what: 'module', id: 'ModuleID', name: 'ModuleName', byId: true },
  { noun: 'Runbook', set: 'Runbooks', what: 'runbook', id: 'RunbookID', name: 'RunbookName', byId: true }, { noun: 'Schedule', set: 'Schedules', what: 'schedule', id: 'ScheduleID', force: true },
  { noun: 'Variable', set: 'Variables', what: 'variable', id: 'VariableID' },
];
const removal = ({ noun, set, what, id, name = 'Name', byId, force }: Removal): Cmdlet => smaCmdlet({
  name: `Remove-Sma${noun}`, synopsis: `Deletes a ${what}.`, supportsShouldProcess: true, ...(byId === true ? { defaultSet: 'ByName' } : {}),
  params: {
    Name: { type: T.String, from: 'both', help: `The name of the ${what}.`, ...(byId === true ? { aliases: [name], sets: ['ByName'] } : { mandatory: true }) },
    ...(byId === true ? { Id: { type: T.String, aliases: [`${noun}Id`], sets: ['ById'], from: 'both', help: `The id of the ${what}.` } } : {}),
    ...(force === true ? { Force: { type: T.Switch, help: 'Asks nothing.' } } : {}),
  },
  work({ p, ctx, service, each }) {
    const given = p['Id'] ?? p['Name'], wanted = typeof given === 'string' ? given : '';
    each(wanted, () => {
      if (given === undefined) throw invalid('SmaNameOrIdRequired', `Say which ${what}, by -Name or -Id.`);
      const row = p['Id'] === undefined ? named(service, set, name, wanted) : service.first(`${set}?$filter=${id}%20eq%20guid'${guidOf(wanted, what)}'`);
      if (row === undefined) throw missing(what, wanted);
      if (ctx.shouldProcess(textOf(row[name]), `Remove-Sma${noun}`)) service.request('DELETE', key(set, textOf(row[id])));
    });
  },
});

const publish: Cmdlet = smaCmdlet({
  name: 'Publish-SmaRunbook', synopsis: 'Publishes the draft of a runbook; gives the id of the version that jobs run from now on.', supportsShouldProcess: true, defaultSet: 'ByName', outputType: [T.Guid],
  params: {
    Name: { type: T.String, aliases: ['RunbookName'], sets: ['ByName'], from: 'both', help: 'The name of the runbook.' },
    Id: { type: T.String, aliases: ['RunbookId'], sets: ['ById'], from: 'both', help: 'The id of the runbook.' },
  },
  work({ p, ctx, service, each }) {
    each(p.Name ?? p.Id ?? null, () => {
      const row = runbookOf(service, p.Name, p.Id);
      if (!ctx.shouldProcess(textOf(row['RunbookName']), 'Publish-SmaRunbook')) return;
      const answer = service.request('POST', `${key('Runbooks', textOf(row['RunbookID']))}/Publish`) as Row | null, version = textOf(answer?.['Publish']);
      ctx.write(Guid.parse(version) ?? version);
    });
  },
});

/** What of a runbook is set: the flags and texts that were given. */
const CONFIGURED = ['LogDebug', 'LogVerbose', 'LogProgress', 'Description', 'RunbookWorker'] as const;
const configure: Cmdlet = smaCmdlet({
  name: 'Set-SmaRunbookConfiguration', synopsis: 'Says which streams the jobs of a runbook keep, what it is for and where it runs: of all runbooks, or of one.', defaultSet: 'All',
  params: {
    Id: { type: T.String, aliases: ['RunbookId'], sets: ['ById'], mandatory: ['ById'], from: 'both', help: 'The id of the runbook.' },
    Name: { type: T.String, aliases: ['RunbookName'], sets: ['ByName'], mandatory: ['ByName'], help: 'The name of the runbook.' },
    LogDebug: { type: T.Boolean }, LogVerbose: { type: T.Boolean }, LogProgress: { type: T.Boolean },
    Description: { type: T.String, allowEmpty: true },
    RunbookWorker: { type: T.String, allowEmpty: true, help: 'The machine that it runs on; an empty text: any.' },
  },
  work({ p, service, each }) {
    const changed = Object.fromEntries(CONFIGURED.flatMap((name): readonly (readonly [string, Json])[] => {
      const value = p[name];
      return value === undefined ? [] : [[name, name === 'RunbookWorker' && value === '' ? null : value]];
    }));
    if (Object.keys(changed).length === 0) throw invalid('SmaNothingToSet', 'Nothing is to be set: add -LogVerbose, -LogProgress, -LogDebug, -Description or -RunbookWorker.');
    const all = p.Name === undefined && p.Id === undefined ? Array.from(service.rows('Runbooks')) : [runbookOf(service, p.Name, p.Id)];
    for (const row of all) each(textOf(row['RunbookName']), () => { service.request('MERGE', key('Runbooks', textOf(row['RunbookID'])), { __metadata: { type: 'Orchestrator.ResourceModel.Runbook' }, ...changed }); });
  },
});

/** Makes the asset of a name, or changes it; with -WhatIf neither. */
function upsert(service: WebService, set: string, id: string, known: Row | undefined, values: { readonly [name: string]: Json }): void {
  if (known === undefined) service.request('POST', set, values);
  else service.request('MERGE', key(set, textOf(known[id])), values);
}
const described = (p: { readonly Description: string | undefined }): { readonly Description?: string } => (p.Description === undefined ? {} : { Description: p.Description });

const setCredential: Cmdlet = smaCmdlet({
  name: 'Set-SmaCredential', synopsis: 'Makes a credential, or changes it.', supportsShouldProcess: true,
  params: { Name: { type: T.String, mandatory: true, help: 'The name of the credential.' }, Value: { type: T.PSCredential, mandatory: true, help: 'User name and password.' }, Description: { type: T.String, allowEmpty: true } },
  work({ p, ctx, service, each }) {
    each(p.Name, () => {
      const known = named(service, 'Credentials', 'Name', p.Name);
      if (ctx.shouldProcess(p.Name, 'Set-SmaCredential')) upsert(service, 'Credentials', 'CredentialID', known, { ...(known === undefined ? { Name: p.Name } : {}), UserName: p.Value.userName, RawValue: p.Value.password.reveal(), ...described(p) });
    });
  },
});

const SETTINGS = ['Telemetry', 'DrainTimeInSeconds', 'ScriptExecutionPolicy', 'MaxJobRecords', 'PurgeJobsOlderThanCountDays', 'ChartTimeSliceSampleSize'] as const;
/** A text of a setting: truths as .NET writes them. */
const settingText = (value: boolean | number | string): string => (typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value));
const setSetting = (service: WebService, name: string, value: string): void => { service.request('MERGE', `AdminConfigurations(${literal(name)})`, { Name: name, Value: value }); };
const setAdmin: Cmdlet = smaCmdlet({
  name: 'Set-SmaAdminConfiguration', synopsis: 'Changes settings of the service.', supportsShouldProcess: true,
  params: {
    Telemetry: { type: T.Boolean }, DrainTimeInSeconds: { type: T.Int32, help: 'How long running jobs may take to end with the service.' },
    ScriptExecutionPolicy: { type: T.String, validate: [{ set: ['Restricted', 'AllSigned', 'RemoteSigned', 'Unrestricted'] }] }, MaxJobRecords: { type: T.Int32, help: 'Jobs that are kept.' }, PurgeJobsOlderThanCountDays: { type: T.Int32 },
    Force: { type: T.Switch }, ChartTimeSliceSampleSize: { type: T.String, validate: [{ set: ['Small', 'Medium', 'Large', 'ExtraLarge'] }] },
  },
  work({ p, ctx, service, each }) {
    const given = SETTINGS.filter((name) => p[name] !== undefined);
    if (given.length === 0) throw invalid('SmaNothingToSet', `Nothing is to be set: add ${SETTINGS.map((name) => `-${name}`).join(', ')}.`);
    for (const name of given) each(name, () => { if (ctx.shouldProcess(name, 'Set-SmaAdminConfiguration')) setSetting(service, name, settingText(p[name] ?? '')); });
  },
});
/** The licence is a setting of services that have one. */
const LICENSE = 'ProductKey';
const noLicense = (error: unknown): never => {
  if (error instanceof ServiceRefusal && error.code === 'SmaNotFound') throw new ServiceRefusal('SmaLicenseNotAvailable', 'NotImplemented', 'This web service does not tell of its license. In SMA itself use the original module on the web service machine.');
  throw error;
};
const getLicense: Cmdlet = smaCmdlet({
  name: 'Get-SmaLicense', synopsis: 'Gets the product key of the service; empty where none was entered.', params: {},
  work({ ctx, service }) {
    try { ctx.write(entity(service.request('GET', `AdminConfigurations(${literal(LICENSE)})`) as Row)); } catch (error) { noLicense(error); }
  },
});
const setLicense: Cmdlet = smaCmdlet({
  name: 'Set-SmaLicense', synopsis: 'Enters the product key.', params: { ProductKey: { type: T.String, mandatory: true, position: 0, help: 'Five groups of five letters and digits.' } },
  work({ p, service }) {
    try { setSetting(service, LICENSE, p.ProductKey); } catch (error) { noLicense(error); }
  },
});

/** A value of a field as the wire has it: its text (3.10). */
const fieldText = (value: Parameters<typeof toText>[0]): string | null => (value == null ? null : toText(value));
const fieldsOf = (service: WebService, typeId: string): readonly Row[] => Array.from(service.rows(`ConnectionFields?$filter=ConnectionTypeID%20eq%20guid'${typeId}'&$orderby=Name`));
const fieldNamed = (fields: readonly Row[], name: string): Row | undefined => fields.find((field) => textOf(field['Name']).toLowerCase() === name.toLowerCase());
const noField = (name: string, fields: readonly Row[]): ServiceRefusal => new ServiceRefusal('SmaConnectionFieldNotFound', 'ObjectNotFound', `Connections of this type have no field '${name}'. They have ${fields.map((field) => textOf(field['Name'])).join(', ')}.`);
const newConnection: Cmdlet = smaCmdlet({
  name: 'New-SmaConnection', synopsis: 'Makes a connection of a type, with the values of its fields; gives the connection.',
  params: {
    Name: { type: T.String, mandatory: true, help: 'The name of the connection.' }, ConnectionTypeName: { type: T.String, mandatory: true, help: 'The name of its type.' },
    ConnectionFieldValues: { type: T.Hashtable, help: 'Values by the names of fields.' }, Description: { type: T.String, allowEmpty: true },
  },
  work({ p, ctx, service, each }) {
    each(p.Name, () => {
      const type = named(service, 'ConnectionTypes', 'Name', p.ConnectionTypeName);
      if (type === undefined) throw missing('connection type', p.ConnectionTypeName);
      const typeId = textOf(type['ConnectionTypeID']), fields = fieldsOf(service, typeId);
      const values = Array.from(p.ConnectionFieldValues?.entries.values() ?? [], ({ key: name, value }) => ({ name: toText(name), field: fieldNamed(fields, toText(name)), value: fieldText(value) }));
      for (const { name, field } of values) if (field === undefined) throw noField(name, fields);
      const absent = fields.filter((field) => field['IsOptional'] === false && !values.some(({ field: given, value }) => given === field && value !== null));
      if (absent.length > 0) throw invalid('SmaConnectionFieldRequired', `A connection of the type '${p.ConnectionTypeName}' needs values of ${absent.map((field) => textOf(field['Name'])).join(', ')}: give them with -ConnectionFieldValues.`);
      const made = service.request('POST', 'Connections', { Name: p.Name, ConnectionTypeID: typeId, ...described(p) }) as Row, id = textOf(made['ConnectionID']);
      try {
        for (const { field, value } of values) service.request('POST', 'ConnectionFieldValues', { ConnectionID: id, ConnectionFieldID: textOf(field?.['ConnectionFieldID']), Value: value });
      } catch (error) {
        // A connection without what it needs is none.
        if (error instanceof ServiceRefusal) service.request('DELETE', key('Connections', id));
        throw error;
      }
      ctx.write(entity(service.first(`Connections?${filter('Name', p.Name)}&$expand=ConnectionFieldValues,ConnectionType`) ?? made));
    });
  },
});
const setField: Cmdlet = smaCmdlet({
  name: 'Set-SmaConnectionFieldValue', synopsis: 'Changes the value of a field of a connection.', supportsShouldProcess: true,
  params: {
    ConnectionName: { type: T.String, mandatory: true, help: 'The name of the connection.' }, ConnectionFieldName: { type: T.String, mandatory: true, help: 'The name of the field.' },
    Value: { type: T.Object, mandatory: true, allowNull: true, allowEmpty: true, help: 'The new value.' }, Force: { type: T.Switch },
  },
  work({ p, ctx, service, each }) {
    each(p.ConnectionName, () => {
      const connection = named(service, 'Connections', 'Name', p.ConnectionName);
      if (connection === undefined) throw missing('connection', p.ConnectionName);
      const fields = fieldsOf(service, textOf(connection['ConnectionTypeID'])), field = fieldNamed(fields, p.ConnectionFieldName);
      if (field === undefined) throw noField(p.ConnectionFieldName, fields);
      if (!ctx.shouldProcess(`${p.ConnectionName}.${textOf(field['Name'])}`, 'Set-SmaConnectionFieldValue')) return;
      const connectionId = textOf(connection['ConnectionID']), fieldId = textOf(field['ConnectionFieldID']);
      const known = service.first(`ConnectionFieldValues?$filter=ConnectionID%20eq%20guid'${connectionId}'%20and%20ConnectionFieldID%20eq%20guid'${fieldId}'`);
      upsert(service, 'ConnectionFieldValues', 'ConnectionFieldValueID', known, { ...(known === undefined ? { ConnectionID: connectionId, ConnectionFieldID: fieldId } : {}), Value: fieldText(p.Value) });
    });
  },
});

/** In verbose JSON a time is one of JavaScript (1.8). */
const timeText = (time: DateTime): string => `/Date(${toUtc(time).unixMs})/`;
const setSchedule: Cmdlet = smaCmdlet({
  name: 'Set-SmaSchedule', synopsis: 'Makes a schedule; of one that is there the description is changed, and nothing else can be.', supportsShouldProcess: true,
  params: {
    Name: { type: T.String, mandatory: true, help: 'The name of the schedule.' }, ScheduleType: { type: T.String, mandatory: true, validate: [{ set: ['OneTimeSchedule', 'DailySchedule'] }], help: 'Once, or every so many days.' },
    StartTime: { type: T.DateTime, mandatory: true, help: 'When it runs first.' }, ExpiryTime: { type: T.DateTime, mandatory: true, help: 'From when on it runs no more.' },
    DayInterval: { type: T.Byte, validate: [{ range: [1, 255] }], help: 'Of a daily schedule: days from one run to the next; 1 where it is left out.' }, Description: { type: T.String, allowEmpty: true },
  },
  work({ p, ctx, service, each }) {
    each(p.Name, () => {
      const isDaily = /^daily/i.test(p.ScheduleType), type = `Orchestrator.ResourceModel.${isDaily ? 'Daily' : 'OneTime'}Schedule`;
      if (!isDaily && p.DayInterval !== undefined) throw invalid('SmaDayIntervalNotAllowed', '-DayInterval is for a DailySchedule: a OneTimeSchedule runs once.');
      const known = named(service, 'Schedules', 'Name', p.Name);
      if (!ctx.shouldProcess(p.Name, 'Set-SmaSchedule')) return;
      if (known === undefined) {
        service.request('POST', 'Schedules', { __metadata: { type }, Name: p.Name, ...described(p), StartTime: timeText(p.StartTime), ExpiryTime: timeText(p.ExpiryTime), IsEnabled: true, ...(isDaily ? { DayInterval: p.DayInterval ?? 1 } : {}) });
        return;
      }
      if (p.Description === undefined) throw invalid('SmaScheduleIsFixed', `The schedule '${textOf(known['Name'])}' is there: of it the description alone can be changed, with -Description. Remove it first to have it at other times.`);
      ctx.verbose(`The schedule '${textOf(known['Name'])}' is there; its description is changed, its times stay as they are.`);
      const { type: ofKnown } = known['__metadata'] as { readonly type: string };
      service.request('MERGE', key('Schedules', textOf(known['ScheduleID'])), { __metadata: { type: ofKnown }, Description: p.Description });
    });
  },
});

/** The set of workers is read only (3.12): what is asked for is either so already, or done at the machines. */
const newDeployment: Cmdlet = smaCmdlet({
  name: 'New-SmaRunbookWorkerDeployment', synopsis: 'Says which machines are workers; the web service takes those that it has, and no others.', supportsShouldProcess: true, defaultSet: 'ByComputerName',
  params: {
    ComputerName: { type: arrayOf(T.String), sets: ['ByComputerName'], mandatory: ['ByComputerName'], position: 0, help: 'Names of machines.' },
    RunbookWorkers: { type: arrayOf(T.Object), sets: ['ByRunbookWorkers'], mandatory: ['ByRunbookWorkers'], help: 'Workers, as Get-SmaRunbookWorkerDeployment gives them.' }, Force: { type: T.Switch },
  },
  work({ p, ctx, service }) {
    const wanted = Array.from(p.ComputerName ?? p.RunbookWorkers ?? [], (one) => (typeof one === 'string' ? one : textOf(computerOf(one))).toLowerCase());
    const there = Array.from(service.rows('Deployment'), (row) => textOf(row['ComputerName']));
    const isSo = wanted.length === there.length && there.every((name) => wanted.includes(name.toLowerCase()));
    if (!ctx.shouldProcess(wanted.join(', '), 'New-SmaRunbookWorkerDeployment') || isSo) return;
    throw new ServiceRefusal('SmaDeploymentIsFixed', 'NotImplemented', `The workers are ${there.join(', ')}, and the web service lets nobody change that over the network. A service of SMA Runbooks runs its jobs on its own machine; in SMA itself use the original module on the web service machine.`);
  },
});
const computerOf = (worker: unknown): Json => {
  const found: unknown = typeof worker === 'object' && worker !== null && 'get' in worker && typeof worker.get === 'function' ? (worker as { get(name: string): unknown }).get('ComputerName') : undefined;
  return typeof found === 'string' ? found : null;
};

export const smaChangers: readonly Cmdlet[] = [...removals.map(removal), publish, configure, setCredential, setAdmin, getLicense, setLicense, newConnection, setField, setSchedule, newDeployment];

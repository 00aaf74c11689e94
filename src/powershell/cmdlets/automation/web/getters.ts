/** The cmdlets that read: one row each (sma-rest-api.md section 7). */
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { customObject } from '../../../runtime/values/psObject.ts';
import type { Value } from '../../../runtime/values/value.ts';
import type { Cmdlet, ParamSpec, ParamTable } from '../../../runtime/cmdlet.ts';
import { entity } from './entity.ts';
import { guidOf, missing } from './found.ts';
import { smaCmdlet } from './smaCmdlet.ts';
import { ServiceRefusal, filter, key, textOf, type Row, type WebService } from './webService.ts';

/** How the entities of a set are chosen: by the values of a parameter, each compared with a property. */
interface Choice { readonly parameter: string; readonly aliases?: readonly string[]; readonly property: string; readonly mandatory?: true; readonly from?: 'both'; readonly help: string; }
interface Getter { readonly name: string; readonly synopsis: string; readonly set: string; readonly what: string; readonly options?: string; readonly choices?: readonly Choice[] }

const onlyName: Choice = { parameter: 'Name', property: 'Name', help: 'Names; all where it is left out.' }, byName: Choice = { ...onlyName, from: 'both' };
const getters: readonly Getter[] = [
  { name: 'Get-SmaAdminConfiguration', synopsis: 'Gets the settings of the service.', set: 'AdminConfigurations', what: 'setting' },
  { name: 'Get-SmaCertificate', synopsis: 'Gets certificates of the service, without what they hold: all, or those of these names.', set: 'Certificates', what: 'certificate', choices: [onlyName] },
  {
    name: 'Get-SmaConnection', synopsis: 'Gets connections with the values of their fields: all, those of these names, or of these types. Encrypted values are empty.', set: 'Connections', what: 'connection', options: '$expand=ConnectionFieldValues,ConnectionType',
    choices: [{ ...byName, aliases: ['ConnectionName'] }, { parameter: 'ConnectionTypeName', property: 'ConnectionType/Name', mandatory: true, help: 'Names of types of connections.' }],
  },
  {
    name: 'Get-SmaConnectionField', synopsis: 'Gets the fields that connections of a type have.', set: 'ConnectionFields', what: 'connection type', options: '$expand=ConnectionType',
    choices: [{ parameter: 'ConnectionTypeName', property: 'ConnectionType/Name', mandatory: true, from: 'both', help: 'Names of types of connections.' }],
  },
  { name: 'Get-SmaConnectionType', synopsis: 'Gets the types of connections.', set: 'ConnectionTypes', what: 'connection type' },
  { name: 'Get-SmaCredential', synopsis: 'Gets credentials of the service, without their passwords: all, or those of these names.', set: 'Credentials', what: 'credential', choices: [byName] },
  {
    name: 'Get-SmaModule', synopsis: 'Gets modules that were imported, with their activities: all, or those of these names or ids.', set: 'Modules', what: 'module', options: '$expand=Activities',
    choices: [{ parameter: 'Id', aliases: ['ModuleId'], property: 'ModuleID', from: 'both', help: 'Ids of modules.' }, { parameter: 'Name', aliases: ['ModuleName'], property: 'ModuleName', help: 'Names of modules.' }],
  },
  { name: 'Get-SmaRunbookWorkerDeployment', synopsis: 'Gets the workers of the service.', set: 'Deployment', what: 'worker' },
  { name: 'Get-SmaSchedule', synopsis: 'Gets schedules of the service: all, or those of these names.', set: 'Schedules', what: 'schedule', choices: [byName] },
];

/** The set of a choice: one alone, and one that may be left out, is of all that the cmdlet has. */
const setOf = ({ parameter }: Choice): string => `By${parameter}`;
const paramOf = (choice: Choice, isAlone: boolean): ParamSpec => ({
  type: arrayOf(T.String), help: choice.help, ...(choice.aliases === undefined ? {} : { aliases: choice.aliases }), ...(choice.from === undefined ? {} : { from: choice.from }),
  ...(isAlone ? {} : { sets: [setOf(choice)] }), ...(choice.mandatory === true ? { mandatory: true } : {}),
});
const getter = ({ name, synopsis, set, what, options = '', choices = [] }: Getter): Cmdlet => smaCmdlet({
  name, synopsis, ...(choices.length > 1 ? { defaultSet: choices.some(({ mandatory }) => mandatory) ? 'ByName' : 'All' } : {}),
  params: Object.fromEntries(choices.map((choice) => [choice.parameter, paramOf(choice, choices.length === 1)])) as ParamTable,
  work({ p, ctx, service, each }) {
    const choice = choices.find(({ parameter }) => p[parameter] !== undefined), values = choice === undefined ? undefined : Array.from(p[choice.parameter] as readonly string[]);
    if (choice === undefined || values === undefined) { for (const row of service.rows(`${set}${options === '' ? '' : `?${options}`}`)) ctx.write(entity(row)); return; }
    for (const value of values) {
      each(value, () => {
        const isId = choice.property.endsWith('ID'), more = options === '' ? '' : `&${options}`;
        const condition = isId ? `$filter=${choice.property}%20eq%20guid'${guidOf(value, what)}'` : filter(choice.property, value);
        let found = 0;
        for (const row of service.rows(`${set}?${condition}${more}`)) { found++; ctx.write(entity(row)); }
        // A type of connections may have none.
        if (found === 0 && (choice.parameter !== 'ConnectionTypeName' || service.first(`ConnectionTypes?${filter('Name', value)}`) === undefined)) throw missing(choice.parameter === 'ConnectionTypeName' ? 'connection type' : what, value);
      });
    }
  },
});

/** The text of a version, and the version. */
function definition(service: WebService, version: Row): Value {
  const id = textOf(version['RunbookVersionID']);
  return customObject([['Content', new TextDecoder().decode(service.bytes('GET', `${key('RunbookVersions', id)}/$value`))], ['RunbookVersion', entity(version)]]);
}
const SETS = { all: 'All', id: 'ById', name: 'ByName', version: 'ByVersionId' } as const;
const getDefinition: Cmdlet = smaCmdlet({
  name: 'Get-SmaRunbookDefinition', synopsis: 'Gets the text of runbooks, published or draft: of all, of those of these names or ids, or of versions by their ids.', defaultSet: SETS.all,
  params: {
    Type: { type: T.String, sets: [SETS.all, SETS.id, SETS.name], mandatory: true, validate: [{ set: ['Published', 'Draft'] }], help: 'Which text: what jobs run, or what is worked on.' },
    Name: { type: arrayOf(T.String), aliases: ['RunbookName'], sets: [SETS.name], mandatory: [SETS.name], position: 0, help: 'Names of runbooks.' },
    Id: { type: arrayOf(T.String), aliases: ['RunbookId'], sets: [SETS.id], mandatory: [SETS.id], from: 'both', help: 'Ids of runbooks.' },
    VersionId: { type: arrayOf(T.String), sets: [SETS.version], mandatory: [SETS.version], help: 'Ids of versions, as PublishedRunbookVersionID of a runbook has one.' },
  },
  work({ p, ctx, service, each }) {
    if (p.VersionId !== undefined) {
      for (const id of p.VersionId) {
        each(id, () => {
          const version = service.request('GET', key('RunbookVersions', guidOf(id, 'version of a runbook')));
          ctx.write(definition(service, version as Row));
        });
      }
      return;
    }
    const property = /^draft$/i.test(p.Type ?? '') ? 'DraftRunbookVersion' : 'PublishedRunbookVersion', expand = `$expand=${property}`;
    if (p.Name === undefined && p.Id === undefined) {
      for (const runbook of service.rows(`Runbooks?${expand}`)) {
        const version = runbook[property] as Row | null;
        if (version !== null && runbook[`${property}ID`] !== null) ctx.write(definition(service, version));
      }
      return;
    }
    for (const value of p.Name ?? p.Id ?? []) {
      each(value, () => {
        const runbook = service.first(`Runbooks?${p.Name === undefined ? `$filter=RunbookID%20eq%20guid'${guidOf(value, 'runbook')}'` : filter('RunbookName', value)}&${expand}`);
        if (runbook === undefined) throw missing('runbook', value);
        const version = runbook[property] as Row | null;
        if (version === null || runbook[`${property}ID`] === null) throw new ServiceRefusal('SmaRunbookDefinitionNotFound', 'ObjectNotFound', property === 'DraftRunbookVersion' ? `The runbook '${value}' has no draft. Edit-SmaRunbook makes one; -Type Published gives the published text.` : `The runbook '${value}' has not been published. Publish-SmaRunbook does it; -Type Draft gives the text of its draft.`);
        ctx.write(definition(service, version));
      });
    }
  },
});

export const smaGetters: readonly Cmdlet[] = [...getters.map(getter), getDefinition];

/** Looking up what a cmdlet names. */
import { ServiceRefusal, filter, type Row, type WebService } from './webService.ts';

/** What is named and not there. */
export const missing = (what: string, name: string): ServiceRefusal => new ServiceRefusal('SmaNotFound', 'ObjectNotFound', `The ${what} '${name}' was not found.`);

/** The id that a text is. Throws ServiceRefusal. */
export function guidOf(text: string, what: string): string {
  const found = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(text.trim())?.[1];
  if (found === undefined) throw new ServiceRefusal('SmaInvalidId', 'InvalidArgument', `'${text}' is no id of a ${what}: an id is a GUID.`);
  return found.toLowerCase();
}

/** The one entity of a name; undefined where there is none. */
export const named = (service: WebService, set: string, property: string, name: string): Row | undefined => service.first(`${set}?${filter(property, name)}`);

/** The runbook that is named by its name or its id. Throws ServiceRefusal. */
export function runbookOf(service: WebService, name: string | undefined, id: string | undefined): Row {
  const wanted = name ?? id;
  if (wanted === undefined) throw new ServiceRefusal('SmaNameOrIdRequired', 'InvalidArgument', 'Say which runbook, by -Name or -Id.');
  const row = name === undefined ? service.first(`Runbooks?$filter=RunbookID%20eq%20guid'${guidOf(wanted, 'runbook')}'`) : named(service, 'Runbooks', 'RunbookName', name);
  if (row === undefined) throw missing('runbook', wanted);
  return row;
}

/** What a server offers to a runbook, by name: assets without their values, activities of modules, connection types (sma-rest-api.md 2.3.6 to 2.3.19). */
import type { EntitySet } from '../address.ts';
import type { Activity, AssetName, AssetSetName, ConnectionTypeFields, SmaApi } from '../api.ts';
import { flag, ifKnown, integer, optional, required } from './fields.ts';
import { edmTime } from './time.ts';
import type { Wire } from '../wire.ts';

const idProperty: Readonly<Record<AssetSetName, string>> = { Variables: 'VariableID', Credentials: 'CredentialID', Certificates: 'CertificateID', Connections: 'ConnectionID', Schedules: 'ScheduleID' };

export function catalogueApi(wire: Wire): SmaApi['catalogue'] {
  const at = (set: EntitySet): string => wire.at.set(set);
  return {
    async *assets(set, signal) {
      for await (const fields of wire.all(at(set), signal)) {
        yield {
          id: required(fields, idProperty[set]).toLowerCase(), name: required(fields, 'Name'), description: optional(fields, 'Description'),
          modifiedAt: edmTime(required(fields, 'LastModifiedTime')), isEncrypted: set === 'Variables' && flag(fields, 'IsEncrypted'),
          typeId: set === 'Connections' ? (optional(fields, 'ConnectionTypeID')?.toLowerCase() ?? undefined) : undefined,
        } satisfies AssetName;
      }
    },
    async *activities(signal) {
      for await (const fields of wire.all(at('Activities'), signal)) {
        yield { id: required(fields, 'ActivityID').toLowerCase(), name: required(fields, 'Name'), moduleName: optional(fields, 'ModuleName') ?? '', description: ifKnown(fields, 'Description') ?? null } satisfies Activity;
      }
    },
    async activityParameters(id, signal) {
      const found: { readonly set: string; readonly isDefault: boolean; readonly name: string; readonly type: string; readonly isMandatory: boolean; readonly position: number | null }[] = [];
      for await (const parameterSet of wire.all(wire.at.entity('Activities', id, 'ActivityParameterSets'), signal)) {
        const set = optional(parameterSet, 'Name') ?? '', isDefault = flag(parameterSet, 'IsDefault');
        for await (const fields of wire.all(wire.at.entity('ActivityParameterSets', required(parameterSet, 'ActivityParameterSetID'), 'ActivityParameters'), signal)) {
          found.push({ set, isDefault, name: required(fields, 'Name'), type: optional(fields, 'Type') ?? 'System.Object', isMandatory: flag(fields, 'IsMandatory'), position: integer(fields, 'Position') });
        }
      }
      return found;
    },
    async connectionTypes(signal) {
      const types = new Map<string, { id: string; name: string; fields: { name: string; type: string; isEncrypted: boolean; isOptional: boolean }[] }>();
      for await (const fields of wire.all(at('ConnectionTypes'), signal)) {
        const id = required(fields, 'ConnectionTypeID').toLowerCase();
        types.set(id, { id, name: required(fields, 'Name'), fields: [] });
      }
      for await (const fields of wire.all(at('ConnectionFields'), signal)) {
        types.get(required(fields, 'ConnectionTypeID').toLowerCase())?.fields.push({ name: required(fields, 'Name'), type: optional(fields, 'Type') ?? 'System.String', isEncrypted: flag(fields, 'IsEncrypted'), isOptional: flag(fields, 'IsOptional') });
      }
      return [...types.values()] satisfies ConnectionTypeFields[];
    },
  };
}

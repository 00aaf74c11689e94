/** Import and removal of integration modules (sma-rest-api.md 3.10, 3.11). */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { smaError } from '../../sma/errors.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { nextNumber } from './nextNumber.ts';
import type { ActivityFacts, ConnectionTypeFacts, ModuleFacts } from '../modules/describeModule.ts';
import { inPieces } from '../store/inPieces.ts';
import { fold } from '../store/text/letterCase.ts';
import { exactFirst, isNamed } from '../store/text/sameText.ts';
import { changeValuesOf, refuseUsed } from './assets/connections.ts';
import { audit, type Change } from './change.ts';
import { deleteMedia, writeMedia } from './media.ts';

export interface ModuleImport { readonly name: string; readonly bytes: Uint8Array; readonly facts: ModuleFacts; /** The module that must be the one. */ readonly id?: string }

const ACTIVITIES_AT_A_TIME = 20;

/**
 * Stores a module, new or in the place of the one of its name: `Version` counts imports. Activities and the connection
 * type are those of the new files. Fails with NotFound, NameTaken, InUse, PropertyInvalid.
 */
export async function importModule(change: Change, { name, bytes, facts, id }: ModuleImport): Promise<{ readonly id: string; readonly version: number }> {
  const known = await change.db.selectFrom('Modules').selectAll().where(isNamed('ModuleName', name)).orderBy(exactFirst('ModuleName', name)).executeTakeFirst();
  if (id !== undefined && known?.ModuleID !== id) throw smaError('PropertyInvalid', 'Module', 'content', `the zip holds the module '${name}', not this one.`);
  const moduleId = known?.ModuleID ?? randomUUID();
  const version = nextNumber(known?.Version ?? 0);
  if (known === undefined) await change.db.insertInto('Modules').values({ ModuleID: moduleId, ModuleName: name, TenantID: TENANT_ID, Version: version, CreationTime: change.now, LastModifiedTime: change.now }).execute();
  else await change.db.updateTable('Modules').set({ ModuleName: name, Version: version, LastModifiedTime: change.now }).where('ModuleID', '=', moduleId).execute();
  await writeMedia(change.db, 'Modules', moduleId, bytes);
  await change.db.deleteFrom('Activities').where('ModuleID', '=', moduleId).execute();
  const activityIds = idsInOrder(facts.activities.length);
  for (const [index, activity] of facts.activities.entries()) {
    await insertActivity(change, activity, activityIds[index] ?? randomUUID(), { id: moduleId, name });
    // Others are answered meanwhile.
    if (index % ACTIVITIES_AT_A_TIME === ACTIVITIES_AT_A_TIME - 1) await nextTurn();
  }
  await replaceConnectionType(change, moduleId, facts.connectionType);
  await audit(change, 'Import', `Modules/${name}`, `import ${version}, ${facts.activities.length} activities, ${bytes.length} bytes`);
  return { id: moduleId, version };
}

/** Ids by which, as sets come in the order of their keys, things come in the order in which a module declares them. */
const idsInOrder = (count: number): readonly string[] => Array.from({ length: count }, () => randomUUID()).toSorted();

async function insertActivity(change: Change, activity: ActivityFacts, activityId: string, module: { readonly id: string; readonly name: string }): Promise<void> {
  await change.db.insertInto('Activities').values({
    ActivityID: activityId, TenantID: TENANT_ID, Name: activity.name, Definition: activity.definition, Tags: null, CreationTime: change.now, LastModifiedTime: change.now,
    ModuleID: module.id, Description: activity.description, Type: activity.kind, ModuleName: module.name,
  }).execute();
  const typeIds = idsInOrder(activity.outputTypes.length), setIds = idsInOrder(activity.parameterSets.length);
  for (const [at, type] of activity.outputTypes.entries()) await change.db.insertInto('ActivityOutputTypes').values({ ActivityOutputTypeID: typeIds[at] ?? randomUUID(), Name: type, Type: type, TenantID: TENANT_ID, ActivityID: activityId }).execute();
  for (const [at, set] of activity.parameterSets.entries()) {
    const setId = setIds[at] ?? randomUUID(), parameterIds = idsInOrder(set.parameters.length).values();
    await change.db.insertInto('ActivityParameterSets').values({ ActivityParameterSetID: setId, Name: set.name, TenantID: TENANT_ID, IsDefault: set.isDefault, ActivityID: activityId }).execute();
    for (const some of inPieces(set.parameters)) await change.db.insertInto('ActivityParameters').values(some.map((parameter) => ({
      ActivityParameterID: parameterIds.next().value ?? randomUUID(), TenantID: TENANT_ID, Name: parameter.name, Type: parameter.type, IsMandatory: parameter.isMandatory, IsDynamic: false, Position: parameter.position,
      ValueFromPipeline: parameter.fromPipeline, ValueFromPipelineByPropertyName: parameter.fromPipelineByName, ValueFromRemainingArguments: parameter.fromRemaining, ActivityParameterSetID: setId,
    }))).execute();
  }
}

/** Fields keep their ids, since values refer to them; a field that goes takes no values with it. */
async function replaceConnectionType(change: Change, moduleId: string, wanted: ConnectionTypeFacts | undefined): Promise<void> {
  const own = await change.db.selectFrom('ConnectionTypes').select(['ConnectionTypeID', 'Name']).where('module_id', '=', moduleId).execute();
  for (const type of own) if (fold(type.Name) !== fold(wanted?.name ?? '')) await deleteConnectionType(change, type);
  if (wanted === undefined) return;
  const known = await change.db.selectFrom('ConnectionTypes').select(['ConnectionTypeID', 'Name', 'module_id']).where(isNamed('Name', wanted.name)).orderBy(exactFirst('Name', wanted.name)).executeTakeFirst();
  if (known !== undefined && known.module_id !== moduleId) throw smaError('NameTaken', 'ConnectionType', known.Name);
  const typeId = known?.ConnectionTypeID ?? randomUUID();
  if (known === undefined) await change.db.insertInto('ConnectionTypes').values({ TenantID: TENANT_ID, ConnectionTypeID: typeId, Name: wanted.name, IsBeingCreated: false, CreationTime: change.now, LastModifiedTime: change.now, module_id: moduleId }).execute();
  // Names are the same whatever their case, and written as the newest files do.
  else if (known.Name !== wanted.name) {
    await change.db.updateTable('ConnectionTypes').set({ Name: wanted.name, LastModifiedTime: change.now }).where('ConnectionTypeID', '=', typeId).execute();
    await change.db.updateTable('ConnectionFieldValues').set({ ConnectionTypeName: wanted.name }).where('ConnectionTypeID', '=', typeId).execute();
  }
  const fields = await change.db.selectFrom('ConnectionFields').selectAll().where('ConnectionTypeID', '=', typeId).execute();
  const fieldIds = idsInOrder(wanted.fields.length);
  for (const [at, field] of wanted.fields.entries()) {
    const before = fields.find((one) => fold(one.Name) === fold(field.name));
    const columns = { Name: field.name, Type: field.type, IsEncrypted: field.isEncrypted, IsOptional: field.isOptional, LastModifiedTime: change.now };
    if (before === undefined) {
      await change.db.insertInto('ConnectionFields').values({ ...columns, TenantID: TENANT_ID, ConnectionFieldID: fieldIds[at] ?? randomUUID(), ConnectionTypeID: typeId, CreationTime: change.now }).execute();
      continue;
    }
    await changeValuesOf(change, before.ConnectionFieldID, { Type: before.Type, IsEncrypted: before.IsEncrypted === 1 }, { Name: field.name, Type: field.type, IsEncrypted: field.isEncrypted, IsOptional: field.isOptional }, `${before.Name} of ${wanted.name}`);
    await change.db.updateTable('ConnectionFields').set(columns).where('ConnectionFieldID', '=', before.ConnectionFieldID).execute();
  }
  for (const field of fields) {
    if (wanted.fields.some((one) => fold(one.name) === fold(field.Name))) continue;
    await refuseUsed(change, field.ConnectionFieldID, `${field.Name} of ${wanted.name}`);
    await change.db.deleteFrom('ConnectionFields').where('ConnectionFieldID', '=', field.ConnectionFieldID).execute();
  }
}

async function deleteConnectionType(change: Change, type: { readonly ConnectionTypeID: string; readonly Name: string }): Promise<void> {
  const used = await change.db.selectFrom('Connections').select('Name').where('ConnectionTypeID', '=', type.ConnectionTypeID).executeTakeFirst();
  if (used !== undefined) throw smaError('InUse', 'ConnectionType', type.Name, `the connection '${used.Name}'`);
  await change.db.deleteFrom('ConnectionTypes').where('ConnectionTypeID', '=', type.ConnectionTypeID).execute();
}

/** Fails with NotFound, and InUse while a connection is of the module's type. */
export async function deleteModule(change: Change, moduleId: string): Promise<void> {
  const module = await change.db.selectFrom('Modules').select('ModuleName').where('ModuleID', '=', moduleId).executeTakeFirst();
  if (module === undefined) throw smaError('NotFound', 'Module', moduleId);
  await replaceConnectionType(change, moduleId, undefined);
  await deleteMedia(change.db, 'Modules', [moduleId]);
  await change.db.deleteFrom('Modules').where('ModuleID', '=', moduleId).execute();
  await audit(change, 'Delete', `Modules/${module.ModuleName ?? moduleId}`);
}

/**
 * The tables of the entity sets, derived from the model of src/sma: one table a set, one column a property, with
 * the keys, references and indexes that its associations ask for. Only what the wire does not show is added here.
 */
import type { AssociationDefinition, PrimitiveProperty } from '../../../sma/edm/vocabulary.ts';
import type { EntitySet, ServiceModel } from '../../../sma/edm/serviceModel.ts';

/** Columns of ours beside those of the wire; they are never selected by the generic reader. */
const OWN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Jobs: [
    // What stream records point to: 8 bytes where the id takes 36.
    'job_key INTEGER PRIMARY KEY AUTOINCREMENT',
    'runbook_id TEXT NOT NULL', 'is_test INTEGER NOT NULL DEFAULT 0', 'attempt INTEGER NOT NULL DEFAULT 0',
    'worker TEXT', 'lease_until INTEGER', 'last_batch INTEGER NOT NULL DEFAULT 0', "last_record_time TEXT NOT NULL DEFAULT ''",
    'started_by TEXT',
  ],
  // Jobs of another kind of entity live in one set; the wire tells them apart by their type.
  Schedules: ['type_name TEXT NOT NULL'],
  Variables: ['secret TEXT', 'CHECK (IsEncrypted = 0 OR Value IS NULL)'],
  Credentials: ['secret TEXT', 'CHECK (RawValue IS NULL AND Value IS NULL)'],
  Certificates: ['secret TEXT', 'CHECK (RawValue IS NULL)'],
  ConnectionFieldValues: ['secret TEXT', 'CHECK (IsEncrypted = 0 OR Value IS NULL)'],
};

/** Names that are unique in a tenant (sma-rest-api.md 3.7; the rest by the same reasoning). */
export const UNIQUE_NAMES: Readonly<Record<string, string>> = {
  Runbooks: 'RunbookName', Variables: 'Name', Credentials: 'Name', Certificates: 'Name', Connections: 'Name',
  ConnectionTypes: 'Name', Modules: 'ModuleName', Schedules: 'Name',
};

/** Orders and filters that clients use on sets that grow large (sma-rest-api.md 1.10). */
const EXTRA_INDEXES: Readonly<Record<string, readonly string[]>> = {
  Jobs: ['CreationTime', 'StartTime', 'LastModifiedTime', 'JobStatus, CreationTime', 'runbook_id, CreationTime'],
  Runbooks: ['LastModifiedTime'],
};

/**
 * History outlives what it is about: the contexts of old jobs stay when a runbook is deleted or a draft is
 * discarded, so this association is not enforced.
 */
const NOT_ENFORCED: ReadonlySet<string> = new Set(['FK_JobContext_RunbookVersion']);

/** The column type of a property. Strings compare without ASCII case, as the original's database does. */
export function columnType(property: PrimitiveProperty): string {
  switch (property.type) {
    case 'Edm.String': return 'TEXT COLLATE NOCASE';
    case 'Edm.Boolean': case 'Edm.Byte': case 'Edm.SByte': case 'Edm.Int16': case 'Edm.Int32': case 'Edm.Int64': return 'INTEGER';
    case 'Edm.Double': case 'Edm.Single': return 'REAL';
    case 'Edm.Binary': return 'BLOB';
    case 'Edm.Guid': case 'Edm.DateTime': case 'Edm.DateTimeOffset': case 'Edm.Decimal': case 'Edm.Time': return 'TEXT';
  }
}

/** The statements that make the tables of a service's entity sets, in an order that may be run as it is. */
export function entityTables(model: ServiceModel): readonly string[] {
  return [
    ...model.entitySets.map((set) => tableOf(set, model)),
    ...model.definition.associations.filter((one) => one.constraint === undefined).flatMap((one) => linkTable(one, model)),
    ...model.entitySets.flatMap((set) => indexesOf(set, model)),
  ];
}

const quote = (name: string): string => `"${name}"`;

/** Every stored property of a set, with those of derived types, which are null for the others. */
export function storedProperties(set: EntitySet, model: ServiceModel): readonly { readonly property: PrimitiveProperty; readonly inherited: boolean }[] {
  return model.entityTypes.filter((type) => type.set.name === set.name).flatMap((type) => type.ownProperties.flatMap((property) =>
    property.kind === 'primitive' ? [{ property, inherited: type.name === set.type.name }] : []));
}

function tableOf(set: EntitySet, model: ServiceModel): string {
  const own = OWN_COLUMNS[set.name] ?? [];
  const surrogate = own.some((column) => column.includes('PRIMARY KEY'));
  const key = set.type.key.map((property) => quote(property.name)).join(', ');
  return `CREATE TABLE ${quote(set.name)} (\n  ${[
    ...own.filter((column) => column.includes('PRIMARY KEY')),
    ...storedProperties(set, model).map(({ property, inherited }) =>
      `${quote(property.name)} ${columnType(property)}${property.nullable || !inherited ? '' : ' NOT NULL'}`),
    ...own.filter((column) => !column.includes('PRIMARY KEY') && !column.startsWith('CHECK')),
    `${surrogate ? 'UNIQUE' : 'PRIMARY KEY'} (${key})`,
    ...own.filter((column) => column.startsWith('CHECK')),
    ...references(set, model),
  ].join(',\n  ')}\n)`;
}

function references(set: EntitySet, model: ServiceModel): readonly string[] {
  return model.definition.associations.flatMap((association) => {
    const constraint = association.constraint;
    if (constraint === undefined || constraint.dependent[0] !== set.type.name || NOT_ENFORCED.has(association.name)) return [];
    const [principalRole, principalProperty] = constraint.principal;
    const end = association.ends.find((one) => one.role === principalRole);
    if (end === undefined) return [];
    const onDelete = end.multiplicity === '1' ? 'CASCADE' : 'SET NULL';
    return [`FOREIGN KEY (${quote(constraint.dependent[1])}) REFERENCES ${quote(end.entitySet)} (${quote(principalProperty)}) ON DELETE ${onDelete} DEFERRABLE INITIALLY DEFERRED`];
  });
}

/** The table of an association without a constraint: the keys of both ends. */
export const linkTableName = (association: AssociationDefinition): string => `link_${association.name}`;

function linkTable(association: AssociationDefinition, model: ServiceModel): readonly string[] {
  const ends = association.ends.map((end) => {
    const key = model.entitySet(end.entitySet)?.type.key[0]?.name ?? '';
    return { key: quote(key), set: quote(end.entitySet) };
  });
  const name = linkTableName(association);
  return [
    `CREATE TABLE ${quote(name)} (\n  ${[
      ...ends.map((end) => `${end.key} TEXT NOT NULL REFERENCES ${end.set} (${end.key}) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED`),
      `PRIMARY KEY (${ends.map((end) => end.key).join(', ')})`,
    ].join(',\n  ')}\n) WITHOUT ROWID`,
    `CREATE INDEX ${quote(`${name}_back`)} ON ${quote(name)} (${ends.toReversed().map((end) => end.key).join(', ')})`,
  ];
}

function indexesOf(set: EntitySet, model: ServiceModel): readonly string[] {
  const key = set.type.key.map((property) => property.name);
  const dependents = model.definition.associations.flatMap((one) => (one.constraint?.dependent[0] === set.type.name ? [one.constraint.dependent[1]] : []));
  const columns = [...new Set([...dependents, ...(EXTRA_INDEXES[set.name] ?? [])])].filter((column) => column !== key[0]);
  const unique = UNIQUE_NAMES[set.name];
  return [
    ...(unique === undefined ? [] : [`CREATE UNIQUE INDEX ${quote(`${set.name}_name`)} ON ${quote(set.name)} (${quote(unique)})`]),
    // The key comes last: pages continue after (value, key), and the index gives both in order.
    ...columns.map((column) => {
      const parts = column.split(', ');
      return `CREATE INDEX ${quote(`${set.name}_${parts.join('_')}`)} ON ${quote(set.name)} (${[...parts, ...key].map(quote).join(', ')})`;
    }),
  ];
}

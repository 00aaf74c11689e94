/** What values in a database may be, of which SQLite knows nothing: times, the intervals of schedules, settings. Others than the service may have written them. */
import type { DatabaseSync } from 'node:sqlite';
import { modelsFor } from '../../sma/models.ts';
import { isDateTime } from '../../sma/values/dateTime.ts';
import { ADMIN_SETTINGS } from '../domain/adminSettings.ts';
import { storedProperties } from '../store/schema/schema.ts';
import { isTextColumn } from '../store/text/storedText.ts';
import type { Finding } from './doctor.ts';

/** How many are named of each kind. */
const NAMED = 3;

export function examineValues(database: DatabaseSync): readonly Finding[] {
  const times = junkTimes(database), intervals = junkIntervals(database), settings = junkSettings(database), kinds = otherKinds(database), truths = junkTruths(database), keys = junkKeys(database);
  const found = [...times.map(({ text }) => text), ...intervals, ...settings, ...kinds, ...truths, ...keys];
  if (found.length === 0) return [{ what: 'values', state: 'ok', detail: 'times, intervals, settings, texts, numbers and GUIDs are such' }];
  const ofSchedules = times.some(({ set }) => set === 'Schedules') || intervals.length > 0;
  const advice = [
    ...(ofSchedules ? ['set start, end and interval of such a schedule anew: until then it does not run as it was meant to, and others do'] : []),
    ...(settings.length > 0 ? ['set such a setting anew: until then its first value holds'] : []),
    ...(kinds.length > 0 ? ['store such a value anew as what it has to be: until then bytes are read as the text they spell, and not found by it'] : []),
    ...(truths.length > 0 ? ['store true or false anew: until then such a value is neither to everybody'] : []),
    ...(keys.length > 0 ? ['restore a backup with "sma restore": clients of .NET cannot read a page that holds such a GUID, and none finds it by its key'] : []),
    ...(times.some(({ set }) => set !== 'Schedules') ? ['keep a copy of the folder and report this'] : []),
  ];
  return [{ what: 'values', state: 'problem', detail: `${found.join(', ')}; ${advice.join('; ')}` }];
}

/** All columns of times, of all sets; of the many records of jobs, which only the service writes, none. */
function junkTimes(database: DatabaseSync): readonly { readonly set: string; readonly text: string }[] {
  const { main } = modelsFor('2016');
  return main.entitySets.flatMap((set) => {
    const columns = new Set(database.prepare('select name from pragma_table_info(?)').all(set.name).map((row) => String(row['name'])));
    const label = ['Name', 'RunbookName'].find((name) => columns.has(name)) ?? set.type.key[0]?.name ?? '';
    return storedProperties(set, main).filter(({ property }) => property.type === 'Edm.DateTime' && columns.has(property.name)).flatMap(({ property: { name } }) => {
      const rows = database.prepare(`select "${label}" as label, "${name}" as value from "${set.name}" where "${name}" is not null and ("${name}" not glob '${DIGITS}*' or length("${name}") > 19 or strftime('%Y-%m-%dT%H:%M:%S', "${name}") is not "${name}")`).all()
        .filter(({ value }) => !isDateTime(String(value)));
      return rows.length === 0 ? [] : [{ set: set.name, text: `${set.name}.${name} that is no time (${rows.length}: ${named(rows.map((row) => row['label']))})` }];
    });
  });
}
const DIGITS = '####-##-##T##:##:##'.replaceAll('#', '[0-9]');

const junkIntervals = (database: DatabaseSync): readonly string[] => {
  const rows = database.prepare('select "Name" as label from "Schedules" where "DayInterval" is not null and ("DayInterval" not between 1 and 255 or typeof("DayInterval") <> \'integer\')').all();
  return rows.length === 0 ? [] : [`Schedules.DayInterval that is not 1 to 255 (${rows.length}: ${named(rows.map((row) => row['label']))})`];
};

/** Of the many records of jobs and of what was changed, which only the service writes, none; a column of bytes may hold any. */
const NOT_LOOKED_AT: ReadonlySet<string> = new Set(['stream_record', 'JobStreams', 'audit', 'media']);

/** Bytes where a text belongs, and what is no number where one does: SQLite keeps what it is given. */
function otherKinds(database: DatabaseSync): readonly string[] {
  const tables = database.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name").all().map((row) => String(row['name'])).filter((name) => !NOT_LOOKED_AT.has(name));
  return tables.flatMap((table) => {
    const columns = database.prepare('select name, type from pragma_table_info(?)').all(table).flatMap((row) => {
      const name = String(row['name']), declared = String(row['type']);
      return isTextColumn(declared) ? [{ name, what: 'bytes and no text', odd: "= 'blob'" }] : /int/i.test(declared) ? [{ name, what: 'no number', odd: "in ('blob', 'text')" }] : [];
    });
    if (columns.length === 0) return [];
    // One look at all of them, as a rule in vain.
    const isOdd = ({ name, odd }: (typeof columns)[number]): string => `typeof("${name}") ${odd}`;
    if (database.prepare(`select 1 from "${table}" where ${columns.map(isOdd).join(' or ')} limit 1`).get() === undefined) return [];
    const names = new Set(columns.map(({ name }) => name)), label = ['Name', 'RunbookName', 'JobID'].find((name) => names.has(name)) ?? columns[0]?.name ?? '';
    return columns.flatMap((column) => {
      const rows = database.prepare(`select cast("${label}" as text) as label from "${table}" where ${isOdd(column)}`).all();
      return rows.length === 0 ? [] : [`${table}.${column.name} that is ${column.what} (${rows.length}: ${named(rows.map((row) => row['label']))})`];
    });
  });
}

/** True is 1 and false is 0; other numbers mean one to who reads and another to who looks for it. */
function junkTruths(database: DatabaseSync): readonly string[] {
  const { main } = modelsFor('2016');
  return main.entitySets.flatMap((set) => {
    const columns = new Set(database.prepare('select name from pragma_table_info(?)').all(set.name).map((row) => String(row['name'])));
    const label = ['Name', 'RunbookName'].find((name) => columns.has(name)) ?? set.type.key[0]?.name ?? '';
    return storedProperties(set, main).filter(({ property }) => property.type === 'Edm.Boolean' && columns.has(property.name)).flatMap(({ property: { name } }) => {
      const rows = database.prepare(`select "${label}" as label from "${set.name}" where typeof("${name}") in ('integer', 'real') and "${name}" not in (0, 1)`).all();
      return rows.length === 0 ? [] : [`${set.name}.${name} that is neither true nor false (${rows.length}: ${named(rows.map((row) => row['label']))})`];
    });
  });
}

/** Keys and what points to them, in small letters as the service writes them; of the records of jobs none. */
function junkKeys(database: DatabaseSync): readonly string[] {
  const { main } = modelsFor('2016');
  return main.entitySets.flatMap((set) => {
    const columns = new Set(database.prepare('select name from pragma_table_info(?)').all(set.name).map((row) => String(row['name'])));
    const label = ['Name', 'RunbookName', 'ModuleName'].find((name) => columns.has(name)) ?? set.type.key[0]?.name ?? '';
    return storedProperties(set, main).filter(({ property }) => property.type === 'Edm.Guid' && columns.has(property.name)).flatMap(({ property: { name } }) => {
      const rows = database.prepare(`select cast("${label}" as text) as label from "${set.name}" where "${name}" is not null and typeof("${name}") <> 'blob' and "${name}" not glob '${GUID}'`).all();
      return rows.length === 0 ? [] : [`${set.name}.${name} that is no GUID (${rows.length}: ${named(rows.map((row) => row['label']))})`];
    });
  });
}
const GUID = '########-####-####-####-############'.replaceAll('#', '[0-9a-f]');

const junkSettings = (database: DatabaseSync): readonly string[] => database.prepare('select "Name" as name, "Value" as value from "AdminConfigurations"').all().flatMap(({ name, value }) => {
  const fault = value === null ? 'it has no value' : ADMIN_SETTINGS[String(name)]?.check(String(value));
  return fault === undefined ? [] : [`the setting ${String(name)}: ${fault.replace(/\.$/, '')}`];
});

const named = (labels: readonly unknown[]): string => `${labels.slice(0, NAMED).map(String).join(', ')}${labels.length > NAMED ? ', …' : ''}`;

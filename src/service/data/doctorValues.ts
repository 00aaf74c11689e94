/** What values in a database may be, of which SQLite knows nothing: times, the intervals of schedules, settings. Others than the service may have written them. */
import type { DatabaseSync } from 'node:sqlite';
import { modelsFor } from '../../sma/models.ts';
import { isDateTime } from '../../sma/values/dateTime.ts';
import { ADMIN_SETTINGS } from '../domain/adminSettings.ts';
import { storedProperties } from '../store/schema/schema.ts';
import type { Finding } from './doctor.ts';

/** How many are named of each kind. */
const NAMED = 3;

export function examineValues(database: DatabaseSync): readonly Finding[] {
  const times = junkTimes(database), intervals = junkIntervals(database), settings = junkSettings(database);
  const found = [...times.map(({ text }) => text), ...intervals, ...settings];
  if (found.length === 0) return [{ what: 'values', state: 'ok', detail: 'times, intervals and settings are such' }];
  const ofSchedules = times.some(({ set }) => set === 'Schedules') || intervals.length > 0;
  const advice = [
    ...(ofSchedules ? ['set start, end and interval of such a schedule anew: until then it does not run as it was meant to, and others do'] : []),
    ...(settings.length > 0 ? ['set such a setting anew: until then its first value holds'] : []),
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

const junkSettings = (database: DatabaseSync): readonly string[] => database.prepare('select "Name" as name, "Value" as value from "AdminConfigurations"').all().flatMap(({ name, value }) => {
  const fault = value === null ? 'it has no value' : ADMIN_SETTINGS[String(name)]?.check(String(value));
  return fault === undefined ? [] : [`the setting ${String(name)}: ${fault.replace(/\.$/, '')}`];
});

const named = (labels: readonly unknown[]): string => `${labels.slice(0, NAMED).map(String).join(', ')}${labels.length > NAMED ? ', …' : ''}`;

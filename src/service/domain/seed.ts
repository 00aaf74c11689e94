/** Rows that are there from the start: the administrator's settings and the worker of this machine (sma-rest-api.md 3.12, 6). */
import { hostname } from 'node:os';
import type { Reader } from '../store/store.ts';
import { ADMIN_SETTINGS } from './adminSettings.ts';
import { SECRET_SETS } from './assets/secretColumns.ts';
import { SERVICE_AUTHOR, type Changes } from './change.ts';

/** One worker owns the whole range of partitions. */
const HIGH_KEY = 2_147_483_647;

export async function seed(changes: Changes): Promise<void> {
  const [settings, workers] = await changes.read(async (db) => [
    await db.selectFrom('AdminConfigurations').select('Name').execute(), await db.selectFrom('Deployment').select('ComputerName').execute(),
  ]);
  const missing = Object.entries(ADMIN_SETTINGS).filter(([name]) => !settings.some((row) => row.Name === name));
  const computer = hostname();
  if (missing.length === 0 && workers.length === 1 && workers[0]?.ComputerName === computer) return;
  await changes.make(SERVICE_AUTHOR, async ({ db, now }) => {
    if (missing.length > 0) await db.insertInto('AdminConfigurations').values(missing.map(([Name, { initial }]) => ({ Name, Value: initial, LastModifiedTime: now }))).execute();
    await db.deleteFrom('Deployment').execute();
    await db.insertInto('Deployment').values({ InstanceId: 1, ComputerName: computer, LookupName: null, LowKey: 0, HighKey: HIGH_KEY, CreationTime: now, LastModifiedTime: now }).execute();
  });
}

/** The newest time in the database: the service's time goes on from there, also after the machine's clock was set back. */
export async function lastTimeOf(db: Reader): Promise<string> {
  const job = await db.selectFrom('Jobs').select((e) => e.fn.max('LastModifiedTime').as('time')).executeTakeFirst();
  const audit = await db.selectFrom('audit').select('time').orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  return [job?.time ?? '', audit?.time ?? ''].sort().at(-1) ?? '';
}

/** A few secrets of each kind: whether a key file is needed, and the right one. None where none are stored. */
export async function someSecrets(db: Reader): Promise<readonly string[]> {
  const found: (string | null)[] = [];
  for (const set of SECRET_SETS) {
    const rows = await db.selectFrom(set).select('secret').where('secret', 'is not', null).limit(FEW).execute();
    found.push(...rows.map((row) => row.secret));
  }
  const states = await db.selectFrom('job_checkpoint').select('secret').limit(FEW).execute();
  const sealed = await db.selectFrom('main.JobParameters as p' as 'JobParameters').select('secret').where('secret', 'is not', null).limit(FEW).execute();
  return [...found, ...states.map((row) => row.secret), ...sealed.map((row) => row.secret)].filter((secret) => secret !== null);
}
const FEW = 20;

/** Settings of the installation: their names, first values and what each may be (sma-rest-api.md 3.12, 4.3). */
import { smaError } from '../../sma/errors.ts';
import type { Reader, Writer } from '../store/store.ts';
import { nameTable } from '../../powershell/syntax/nameTable.ts';

interface Setting { readonly initial: string; /** What is wrong with a value; undefined: nothing. */ check(value: string): string | undefined }

const whole = (initial: number, least: number, most: number): Setting => ({
  initial: String(initial),
  check: (value) => (/^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most ? undefined : `a whole number from ${least} to ${most} was expected.`),
});
const oneOf = (initial: string, ...values: readonly string[]): Setting => ({
  initial, check: (value) => (values.some((one) => one.toLowerCase() === value.toLowerCase()) ? undefined : `one of ${values.join(', ')} was expected.`),
});

/** Only the first name is certain; the others are spelled as the cmdlets' parameters. The licence is a row of ours (chosen). */
export const ADMIN_SETTINGS: Readonly<Record<string, Setting>> = nameTable({
  DrainTimeInSeconds: whole(900, 0, 86_400),
  MaxJobRecords: whole(120_000, 1, 2_147_483_647),
  PurgeJobsOlderThanCountDays: whole(30, 1, 36_500),
  Telemetry: oneOf('False', 'True', 'False'),
  ScriptExecutionPolicy: oneOf('RemoteSigned', 'Restricted', 'AllSigned', 'RemoteSigned', 'Unrestricted'),
  ChartTimeSliceSampleSize: oneOf('Medium', 'Small', 'Medium', 'Large', 'ExtraLarge'),
  ProductKey: { initial: '', check: (value) => (value === '' || /^(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}$/i.test(value) ? undefined : 'five groups of five letters and digits were expected, with hyphens between.') },
});

/** Fails with PropertyInvalid. */
export function checkSetting(name: string, value: string): void {
  const problem = ADMIN_SETTINGS[name]?.check(value);
  if (problem !== undefined) throw smaError('PropertyInvalid', 'AdminConfiguration', 'Value', `for ${name} ${problem}`);
}

/** The rows of the audit that say that somebody has set it; they are never purged. */
export const DRAIN_SAID = { action: 'Update', target: 'AdminConfigurations/DrainTimeInSeconds' } as const;

/** What running jobs get at a stop, in seconds, where somebody has said so (sma-rest-api.md 6); the first value is that of the original's service. */
export async function drainSetting(db: Reader): Promise<number | undefined> {
  const said = await db.selectFrom('audit').select('sequence').where((e) => e.and(DRAIN_SAID)).limit(1).executeTakeFirst();
  return said === undefined ? undefined : numberSetting(db, 'DrainTimeInSeconds');
}

/** A setting that is a number. */
export async function numberSetting(db: Reader | Writer, name: 'MaxJobRecords' | 'PurgeJobsOlderThanCountDays' | 'DrainTimeInSeconds'): Promise<number> {
  const row = await db.selectFrom('AdminConfigurations').select('Value').where('Name', '=', name).executeTakeFirst();
  const value = Number(row?.Value);
  return row !== undefined && ADMIN_SETTINGS[name]?.check(row.Value) === undefined ? value : Number(ADMIN_SETTINGS[name]?.initial);
}

/**
 * The users of a service's settings, for who sees its data folder alone: noted there when the service starts. A file of its own, since a program that
 * only reads a database makes files beside it, which are root's then where root asks.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, jsonOf, writePrivateFile } from '../files.ts';
import { describeError, type Logger } from '../log.ts';
import { userKey } from './users.ts';

const NamesSchema = v.array(v.string());
const pathIn = (dataFolder: string): string => join(dataFolder, 'service.users');

/** Those of the last start; none where there was none, or nobody can say. */
export function settingsUsers(dataFolder: string): readonly string[] {
  try {
    const result = v.safeParse(NamesSchema, jsonOf(readFileSync(pathIn(dataFolder), 'utf8')));
    return result.success ? result.output : [];
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

/** Notes them; where that cannot be done the service goes on all the same. */
export function noteSettingsUsers(dataFolder: string, names: readonly string[], logger: Logger): void {
  const known = settingsUsers(dataFolder);
  if (known.length === names.length && names.every((name, at) => known[at] === name)) return;
  try {
    writePrivateFile(pathIn(dataFolder), `${JSON.stringify(names)}\n`);
  } catch (error) {
    logger.log('warn', 'The names of the users of the settings could not be noted; "sma users" and "sma doctor" may not know them', { error: describeError(error) });
  }
}

/** What a name in the file of users means where the settings have it too. */
export const eclipsed = (name: string, ofSettings: readonly string[]): string | undefined => (ofSettings.some((one) => userKey(one) === userKey(name))
  ? `${name} is also the user that the service was started with ("sma serve --user"): with a password that user signs in as the service's settings say, as an admin, and role and password kept here hold for nobody but who comes through a reverse proxy`
  : undefined);

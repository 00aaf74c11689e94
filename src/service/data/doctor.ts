/** `sma doctor`: looks at a data folder, also while its service runs, and changes nothing. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isBehind } from '../clock.ts';
import { checkpointOwner } from '../dispatch/checkpoints.ts';
import { secretOwner, SECRET_KEYS, SECRET_NAMES, SECRET_SETS } from '../domain/assets/secretColumns.ts';
import { locksPath, readLocks } from '../access/lockout.ts';
import { eclipsed, settingsUsers } from '../access/settingsUsers.ts';
import { userKey } from '../access/users.ts';
import { readUsers } from '../access/usersFile.ts';
import { cipherOf, readKeys, type SecretCipher } from '../secrets/cipher.ts';
import { lostSince, lostWords, readMark, unseenLoss, type LostCommits, type UnseenLoss } from '../store/log/commitMark.ts';
import { areOnlyIndexes } from '../store/files/indexes.ts';
import { isHeld, lastRunOf, LOCK_FILE } from '../store/files/lock.ts';
import { halfRestored, RESTORING } from '../store/files/integrity.ts';
import { MIGRATIONS } from '../store/schema/migrations.ts';
import { newestRescue } from '../store/files/rescue.ts';
import { lackOfRoom } from '../store/files/roomToRewrite.ts';
import { findSchemaFault } from '../store/schema/schemaCheck.ts';
import { isOurs, outOfTime } from '../tls/certificate.ts';
import { parameterOwner } from '../store/sealedValues.ts';
import { REWRITTEN } from '../store/sealedValues.ts';
import { freeSpace } from '../store/freeSpace.ts';
import { spelled } from '../store/text/storedText.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { examineLogInUse } from '../store/log/walCheck.ts';
import { CONSISTENCY } from '../store/consistency.ts';
import { examineModules } from './doctorModules.ts';
import { examineValues } from './doctorValues.ts';
import { unreadyFiles, unusedDatabase, type Unready } from './unready.ts';
import { DATABASE, KEY_FILE, openToRead, SIDE_FILES } from './dataFiles.ts';

export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'problem';
  /** What was found, and for anything but ok what to do. */
  readonly detail: string;
}

const ok = (what: string, detail: string): Finding => ({ what, state: 'ok', detail });
const warning = (what: string, detail: string): Finding => ({ what, state: 'warning', detail });
const problem = (what: string, detail: string): Finding => ({ what, state: 'problem', detail });
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const LITTLE_SPACE = 512 * 1024 * 1024;
const DAY = 86_400_000;

/** All findings, in the order in which one would look. */
export function examine(folder: string, now: number): readonly Finding[] {
  const copy = existsSync(join(folder, DATABASE)) || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true ? undefined : newestRescue(join(folder, DATABASE));
  if (copy !== undefined) return [problem('data folder', `the database is gone; ${copy} is a copy of it: rename it to ${DATABASE}`)];
  if (!existsSync(join(folder, DATABASE)) && existsSync(join(folder, DATABASE + RESTORING))) return [problem('data folder', halfRestored(join(folder, DATABASE)))];
  if (!existsSync(join(folder, DATABASE))) return [problem('data folder', `there is no database in ${folder}; name the data folder of the service with --data`)];
  return [...examineFolder(folder), ...examineDatabase(folder, now), examineUsers(folder), ...examineLocks(folder), ...examineCertificate(folder, now)];
}

function examineFolder(folder: string): readonly Finding[] {
  const open = process.platform === 'win32' ? [] : ['', DATABASE, ...SIDE_FILES].filter((name) => existsSync(join(folder, name)) && (statSync(join(folder, name)).mode & 0o077) !== 0);
  const space = statfsSync(folder);
  const free = space.bavail * space.bsize;
  const megabytes = `${Math.floor(free / 1024 / 1024)} MB free`;
  return [
    open.length === 0 ? ok('permissions', 'only the owner can read it') : warning('permissions', `others can look into ${open.map((name) => join(folder, name)).join(', ')}; "chmod -R go= ${folder}" closes them`),
    free < LITTLE_SPACE ? warning('disk', `${megabytes}; jobs are held back when there is no room`) : ok('disk', megabytes),
  ];
}

function examineDatabase(folder: string, now: number): readonly Finding[] {
  const files = unreadyFiles(join(folder, DATABASE));
  if (files !== undefined) return [told(files)];
  // Before the database: a service that writes is ahead of its mark, never behind.
  const mark = readMark(join(folder, DATABASE));
  let database: DatabaseSync;
  try {
    database = openToRead(folder, 5_000);
  } catch (error) {
    return [problem('database', unreadable(error))];
  }
  try {
    const version = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0);
    const newest = MIGRATIONS.at(-1)?.version ?? 0;
    const schema = version > newest ? problem('schema', `${version}, made by a newer version of the product; this one knows ${newest}: update it`)
      : version < newest ? warning('schema', `${version}; the next start of the service brings it to ${newest}`) : ok('schema', String(version));
    const fault = findSchemaFault(database, MIGRATIONS);
    if (fault !== undefined && fault.kind !== 'newer') return [problem('schema', `${fault.finding}; ${fault.kind === 'stranger' ? 'name the data folder of the service with --data' : 'restore a backup with "sma restore"'}`)];
    const unused = unusedDatabase(join(folder, DATABASE), database);
    if (unused !== undefined) return [told(unused)];
    const damage = database.prepare('pragma integrity_check(5)').all().map((row) => String(row['integrity_check']));
    const log = examineLog(folder, lostSince(mark, database), unseenLoss(join(folder, DATABASE), database, lastRunOf(folder)));
    const found = damage.join('; ').replaceAll(/\s+/g, ' ');
    // What is missing is told beside it: a log that was cut while its pages were brought into the database damages that too.
    if (damage[0] !== 'ok') return [schema, ...log.filter(({ state }) => state !== 'ok'), problem('database', areOnlyIndexes(database) ? `indexes do not fit their tables (${found}); a start of the service builds them again, with nothing lost, and refuses where the tables are damaged too: then restore a backup with "sma restore"` : `it is damaged (${found}); restore a backup with "sma restore"`)];
    return [schema, ok('database', 'every page is well'), examineSize(database, folder), ...log, ...examineClock(database, now), ...examineRows(database, version), ...examineValues(database), ...examineModules(database, folder), ...examineSecrets(database, folder), ...examineLeftovers(database, folder, version)];
  } catch (error) {
    return [problem('database', unreadable(error))];
  } finally {
    database.close();
  }
}

const told = ({ isNew, finding, advice }: Unready): Finding => (isNew ? warning : problem)('database', `${finding}; ${advice}`);

/** What purges leave free is used again; where it is much, and the file should be smaller, a backup and its restore make it so. */
function examineSize(database: DatabaseSync, folder: string): Finding {
  const { pages, free, pageBytes } = freeSpace(database), megabytes = (count: number): number => Math.round(count * pageBytes / 1024 / 1024);
  const size = `${megabytes(pages)} MB, of which ${megabytes(free)} hold nothing`;
  if (!isMuchFree(pages, free, pageBytes)) return ok('size', size);
  return warning('size', `${size}, since purges and what else was deleted leave room that is used again; to have the disk space back, stop the service, and run "sma backup COPY --data ${folder}" and "sma restore COPY --data ${folder}" with a new folder as COPY (twice ${Math.max(1, megabytes(pages - free))} MB), start it again, and remove COPY and the folder before-… that the restore has put the large file into`);
}
const MUCH_FREE = 64 * 1024 * 1024;
/** That much is worth the work, whatever it is a part of. */
const VERY_MUCH_FREE = 1024 * 1024 * 1024;

/** Whether so much of a file holds nothing that it is worth to be written anew. */
export const isMuchFree = (pages: number, free: number, pageBytes: number): boolean => free * pageBytes > (free * 2 > pages ? MUCH_FREE : VERY_MUCH_FREE);

/** Told only where it is behind: the service's times then go on from the newest that was given. */
function examineClock(database: DatabaseSync, now: number): readonly Finding[] {
  const newest = String(database.prepare('select max(coalesce((select max("LastModifiedTime") from "Jobs"), \'\'), coalesce((select time from audit order by sequence desc limit 1), \'\')) as time').get()?.['time'] ?? '');
  return isBehind({ wall: () => now }, newest) ? [warning('clock', `the newest time in the database is ${newest} (UTC), and by the clock of this machine that is yet to come: set the clock right; where it is, times go on from that one`)] : [];
}

/** SQLite reads a log up to its first damage and is content with that. */
function examineLog(folder: string, lost: LostCommits | undefined, unseen: UnseenLoss | undefined): readonly Finding[] {
  const finding = examineLogInUse(join(folder, DATABASE), isHeld(join(folder, LOCK_FILE)));
  const advice = 'keep a copy of the folder, and restore a backup with "sma restore", or start the service without';
  if (finding !== undefined && finding.unreadable > 0) return [problem('log', `${finding.unreadable} of its ${finding.readable + finding.unreadable} pages cannot be read${lost === undefined ? '' : `, and ${lostWords(lost)}`}; ${advice}`)];
  if (lost !== undefined) return [problem('log', `${finding === undefined ? 'it is not there' : 'it is not whole'}, and ${lostWords(lost)}; ${advice}`)];
  if (unseen !== undefined) return [unseen.isLikely ? problem('log', `${unseen.text}; ${advice}`) : warning('log', unseen.text)];
  return [ok('log', finding === undefined ? 'all is in the database' : `${finding.readable} pages, all readable`)];
}

function unreadable(error: unknown): string {
  const failure = sqliteFailure(error);
  const how = failure === 'CannotOpen' ? 'see to it that it is a file, and that this account may read and write it and its folder'
    : failure === 'Full' ? 'its disk is full, and SQLite needs some room beside it: make room there, and try again'
    : failure === 'Locked' ? 'another program has locked it: try again when that is done' : 'restore a backup with "sma restore"';
  return `it cannot be read (${reason(error)}); ${how}`;
}

function examineRows(database: DatabaseSync, version: number): readonly Finding[] {
  const rules = CONSISTENCY.filter(({ since = 1 }) => since <= version);
  const broken = rules.flatMap(({ what, query }) => {
    const rows = database.prepare(query).all();
    return rows.length === 0 ? [] : [`${what} (${rows.length})`];
  });
  return [broken.length === 0 ? ok('consistency', `${rules.length} rules hold`) : problem('consistency', `${broken.join(', ')}; keep a copy of the folder and report this`)];
}

/** Whether the key in the folder opens what the database holds. */
export function examineSecrets(database: DatabaseSync, folder: string): readonly Finding[] {
  const { count, unopened, fault } = trySecrets(database, folder);
  if (fault !== undefined) return [problem('secrets', fault)];
  return [ok('secrets', count === 0 && unopened.length === 0 && !existsSync(join(folder, KEY_FILE)) ? 'there are none' : `${count}, all of which the key opens`)];
}

/** What an earlier version kept in the clear lies about in the file until that is written anew (domain/jobs/sealEarlier.ts). */
function examineLeftovers(database: DatabaseSync, folder: string, version: number): readonly Finding[] {
  if (version < FIRST_SEALED || database.prepare('select 1 from meta where name = ?').get(REWRITTEN) !== undefined) return [];
  const { pages, free, pageBytes } = freeSpace(database), lack = lackOfRoom(join(folder, DATABASE), (pages - free) * pageBytes);
  return [warning('leftovers', `free parts of the file may hold secrets in the clear that an earlier version kept so; the next start of the service writes it anew${lack === undefined ? '' : `, once there is room: ${lack}`}`)];
}
/** The schema that has a place for sealed parameters. */
const FIRST_SEALED = 6;

export interface TriedSecrets {
  readonly count: number;
  readonly unopened: readonly string[];
  /** What is wrong and what to do; undefined where all is well. */
  readonly fault: string | undefined;
}

/** Opens all secrets of a database with the key of a folder. */
export function trySecrets(database: DatabaseSync, folder: string): TriedSecrets {
  const secrets: { readonly set: string; readonly owner: string; readonly name: string; readonly secret: string }[] = SECRET_SETS.flatMap((set) => database.prepare(`select "${SECRET_KEYS[set]}" as id, "${SECRET_NAMES[set]}" as name, secret from "${set}" where secret is not null`).all()
    .map((row) => ({ set, owner: secretOwner(set, String(row['id'])), name: String(row['name']), secret: String(spelled(row['secret'])) })));
  // What workflows have in mind; databases of before the third schema have none.
  if (database.prepare("select 1 from sqlite_schema where name = 'job_checkpoint'").get() !== undefined) {
    for (const row of database.prepare('select j."JobID" as id, c.secret from job_checkpoint c join "Jobs" j on j.job_key = c.job_key').all()) {
      secrets.push({ set: 'Jobs', owner: checkpointOwner(String(row['id'])), name: String(row['id']), secret: String(spelled(row['secret'])) });
    }
  }
  if (database.prepare("select 1 from pragma_table_info('JobParameters') where name = 'secret'").get() !== undefined) {
    for (const row of database.prepare('select "JobContextID" as id, "Name" as name, secret from "JobParameters" where secret is not null').all()) {
      secrets.push({ set: 'JobParameters', owner: parameterOwner(String(row['id']), String(row['name'])), name: String(row['name']), secret: String(spelled(row['secret'])) });
    }
  }
  let cipher: SecretCipher;
  try {
    if (secrets.length === 0 && !existsSync(join(folder, KEY_FILE))) return { count: 0, unopened: [], fault: undefined };
    cipher = cipherOf(...readKeys(join(folder, KEY_FILE), false));
  } catch (error) {
    return { count: secrets.length, unopened: secrets.map(({ set, name }) => `${set}/${name}`), fault: reason(error) };
  }
  const unreadable = secrets.filter(({ secret, owner }) => {
    try {
      cipher.decrypt(secret, owner);
      return false;
    } catch {
      return true;
    }
  });
  const unopened = unreadable.map(({ set, name }) => `${set}/${name}`);
  return {
    count: secrets.length, unopened,
    fault: unopened.length === 0 ? undefined : `the key does not open ${unopened.length} of ${secrets.length} (${unopened.slice(0, 5).join(', ')}); ${unopened.length === secrets.length ? 'restore the key file that belongs to this database' : 'set them anew'}`,
  };
}

/** Why the file of users of a folder cannot be used; undefined where it can, or there is none. */
export function usersFault(folder: string): string | undefined {
  const { state, detail } = examineUsers(folder);
  return state === 'problem' ? detail : undefined;
}

function examineUsers(folder: string): Finding {
  try {
    const users = readUsers(folder), keys = users.map(({ name }) => userKey(name)), ofSettings = settingsUsers(folder);
    const twice = users.filter(({ name }, at) => keys.indexOf(userKey(name)) !== at).map(({ name }) => name), hidden = users.flatMap(({ name }) => eclipsed(name, ofSettings) ?? []);
    if (twice.length > 0) return warning('users', `${twice.join(', ')}: there more than once, with other letters, large and small; the first of each counts. Remove the others ("sma users remove", then "sma users set")`);
    if (hidden.length > 0) return warning('users', `${hidden.join('; ')}. Choose another name ("sma users remove", "sma users set")`);
    return ok('users', users.length === 0 ? 'none are kept here' : `${users.length}: ${users.map(({ name, role }) => `${name} (${role})`).join(', ')}`);
  } catch (error) {
    return problem('users', reason(error));
  }
}

/** Told only where they cannot be read: nobody is kept out by that. */
const examineLocks = (folder: string): readonly Finding[] => (readLocks(folder) === undefined
  ? [warning('locks', `${locksPath(folder)} cannot be read: who was locked out after too many wrong passwords is so no more after a start of the service; remove the file`)] : []);

function examineCertificate(folder: string, now: number): readonly Finding[] {
  const path = join(folder, 'tls.pem');
  if (!existsSync(path)) return [];
  try {
    const [text = ''] = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/.exec(readFileSync(path, 'utf8')) ?? [];
    const certificate = new X509Certificate(text), validTo = new Date(certificate.validTo), untimely = outOfTime({ validFrom: new Date(certificate.validFrom), validTo }, now);
    if (untimely === undefined) return [ok('certificate', `valid for ${Math.floor((validTo.getTime() - now) / DAY)} days`)];
    const another = 'the next start of the service makes another';
    return [problem('certificate', `${untimely}; ${validTo.getTime() < now ? another : isOurs(text) ? `set the clock right; where it is, ${another}` : `set the clock right, or where it is, remove ${path}, and ${another}`}`)];
  } catch (error) {
    return [problem('certificate', `${path} cannot be read (${reason(error)}); remove it, and the next start of the service makes another`)];
  }
}

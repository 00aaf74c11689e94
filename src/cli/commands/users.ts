/** `sma users`: who may use a service, and for what. */
import { existsSync } from 'node:fs';
import { seen, unseenIn } from '../../sma/unseen.ts';
import { CliError } from '../cliError.ts';
import type { UserRecord } from '../../service/access/users.ts';
import type { CommandInput, CommandSpec } from '../command.ts';
import { readPassword } from '../connection.ts';
import { ExitCode } from '../exitCodes.ts';
import { writeLine } from '../io.ts';
import { table } from '../table.ts';
import { DATA_OPTION, dataFolder, onData } from './dataFolder.ts';

const ACTIONS = ['list', 'set', 'remove', 'unlock'] as const;
const ROLES = ['admin', 'operator', 'reader'] as const;
type Role = (typeof ROLES)[number];

export const usersCommand: CommandSpec = {
  name: 'users', summary: 'list, add, change, remove or unlock the users of a service',
  positionals: [{ name: 'ACTION', help: 'list, set, remove or unlock (a user who is locked out after too many wrong passwords)' }],
  options: [
    DATA_OPTION,
    { name: 'name', value: 'NAME', help: 'the user; set adds one that is not there' },
    { name: 'role', value: 'ROLE', help: 'admin (everything), operator (reads, starts and stops jobs) or reader; an admin if not given' },
    { name: 'password-file', value: 'FILE', help: 'a file whose first line is the password; without it a known user keeps the password, and a new one can come through a reverse proxy only' },
  ],
  notes: ['Passwords are kept as scrypt hashes. A running service takes a change over within two seconds. The user that "sma serve" names is not in this list.'],
  examples: ['users set --name ana --role operator --password-file ana.txt --data /var/lib/sma', 'users list', 'users remove --name ana', 'users unlock --name ana'],
  exitCodes: [ExitCode.refused], exitMeanings: [[ExitCode.refused, 'there is no such user or data folder (set makes one, and says so), or it cannot be used; nothing was changed']], endsAtOnce: true,
  run: async (input) => {
    const action = ACTIONS.find((one) => one === input.positionals[0]);
    if (action === undefined) throw new CliError(ExitCode.usage, `"${input.positionals[0] ?? ''}" is no action; choose list, set, remove or unlock.`, 'users');
    const folder = dataFolder(input);
    // The first user may be there before the service is; nobody else is looked for where there is nothing.
    if (action !== 'set' && !existsSync(folder)) throw new CliError(ExitCode.refused, `There is no data folder ${folder}. Name that of the service with --data.`);
    const { changingAccess, readUsers, writeUsers } = await import('../../service/access/usersFile.ts');
    if (action === 'list') {
      const users = await onData(() => readUsers(folder));
      await writeLine(input.io.stdout, table(['USER', 'ROLE', 'PASSWORD'], users.map(({ name, role, password }) => [name, role, password === undefined ? 'none (reverse proxy)' : 'set'])));
      await tellEclipsed(input, folder, users.map(({ name }) => name));
      return ExitCode.ok;
    }
    const name = await readName(input);
    const { isBackup } = await import('../../service/data/manifest.ts');
    // A restore takes what the backup was made with, and would leave the change out without a word.
    if (isBackup(folder)) throw new CliError(ExitCode.refused, `${folder} is a backup, and would be none any more. Name the data folder of the service with --data.`);
    if (action === 'unlock') return unlock(input, folder, name);
    const [{ userKey, hashUser }, { holdingData }, { makePrivateFolder }] = await Promise.all([import('../../service/access/users.ts'), import('../../service/data/dataLock.ts'), import('../../service/files.ts')]);
    /** Reads them and writes them changed while nobody else does. */
    const change = <T>(work: (known: UserRecord | undefined, others: readonly UserRecord[]) => T): Promise<T> => onData(() => holdingData(folder, 'shared', () => changingAccess(folder, () => {
      const users = readUsers(folder), known = users.find((user) => userKey(user.name) === userKey(name));
      return work(known, users.filter((user) => user !== known));
    })));
    if (action === 'remove') {
      const removed = await change((known, others) => {
        if (known === undefined) throw new CliError(ExitCode.refused, `There is no user "${name}" in ${folder}.`);
        writeUsers(folder, others);
        return known.name;
      });
      await writeLine(input.io.stdout, `${removed} is removed.`);
      return ExitCode.ok;
    }
    const file = input.options.text('password-file'), given = readRole(input);
    const password = file === undefined ? undefined : (await hashUser(name, await readPassword(file, input.io))).password;
    const isNew = !existsSync(folder);
    await onData(() => makePrivateFolder(folder));
    const { known, user, role } = await change((was, others) => {
      const changed = { ...was, name: was?.name ?? name, role: given ?? was?.role ?? 'admin', ...(password === undefined ? {} : { password }) };
      writeUsers(folder, [...others, changed].toSorted((left, right) => left.name.localeCompare(right.name)));
      return { known: was, user: changed, role: changed.role };
    });
    await writeLine(input.io.stdout, `${user.name} is ${known === undefined ? 'added' : 'changed'}: ${role}${user.password === undefined ? ', through a reverse proxy only' : ''}.`);
    await tellEclipsed(input, folder, [user.name]);
    // A folder whose name was mistyped looks the same.
    if (isNew) await writeLine(input.io.stderr, `sma: there was no data folder ${folder}; it is made, for a service to begin with ("sma serve --data"). Where a service is there already, name its folder.${process.getuid?.() === 0 ? ` It belongs to root: where the service has an account of its own, give it to that ("chown -R ACCOUNT ${folder}").` : ''}`);
    return ExitCode.ok;
  },
};

/** Says of whom the service takes no notice as the file has it. */
async function tellEclipsed({ io }: CommandInput, folder: string, names: readonly string[]): Promise<void> {
  const { eclipsed, settingsUsers } = await import('../../service/access/settingsUsers.ts'), ofSettings = settingsUsers(folder);
  for (const name of names) {
    const text = eclipsed(name, ofSettings);
    if (text !== undefined) await writeLine(io.stderr, `sma: ${text}.`);
  }
}

async function unlock({ io }: CommandInput, folder: string, name: string): Promise<ExitCode> {
  const { locksPath, readLocks, writeLocks } = await import('../../service/access/lockout.ts');
  const [{ userKey }, { changingAccess }] = await Promise.all([import('../../service/access/users.ts'), import('../../service/access/usersFile.ts')]);
  const ended = await onData(() => changingAccess(folder, () => {
    const locks = readLocks(folder);
    if (locks === undefined) throw new CliError(ExitCode.refused, `${locksPath(folder)} cannot be read. Remove it: nobody is locked out then, once the service was started again.`);
    const found = locks.filter((lock) => userKey(lock.name) === userKey(name) && lock.until > Date.now());
    if (found.length === 0) throw new CliError(ExitCode.refused, `"${name}" is not locked out in ${folder}.`);
    writeLocks(folder, locks.filter((lock) => userKey(lock.name) !== userKey(name)));
    return found;
  }));
  await writeLine(io.stdout, `${ended[0]?.name ?? name} is unlocked (it was locked out at ${ended.map(({ address }) => address).join(', ')}).`);
  return ExitCode.ok;
}

async function readName({ options }: CommandInput): Promise<string> {
  const { MOST_OF_NAME } = await import('../../service/access/users.ts');
  const name = options.text('name')?.trim().normalize('NFC') ?? '';
  if (name === '') throw new CliError(ExitCode.usage, 'Say which user with --name.', 'users');
  if (name.includes(':')) throw new CliError(ExitCode.usage, `The user name "${name}" holds a colon, which Basic authentication cannot carry; choose another.`, 'users');
  if (name.length > MOST_OF_NAME) throw new CliError(ExitCode.usage, `The user name "${name.slice(0, 20)}…" has ${name.length} characters; choose one of ${MOST_OF_NAME} at most.`, 'users');
  const unseen = unseenIn(name);
  if (unseen !== undefined) throw new CliError(ExitCode.usage, `The user name "${seen(name)}" holds the character ${unseen}, which nobody can see and Basic authentication cannot carry; leave it out.`, 'users');
  return name;
}

function readRole({ options }: CommandInput): Role | undefined {
  const given = options.text('role');
  const role = ROLES.find((one) => one === given?.toLowerCase());
  if (given !== undefined && role === undefined) throw new CliError(ExitCode.usage, `"${given}" is no role; choose admin, operator or reader.`, 'users');
  return role;
}

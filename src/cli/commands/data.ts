/** `sma backup`, `sma restore`, `sma doctor`, `sma rotate-key`, `sma audit`: looking after the data of a service. */
import { resolve } from 'node:path';
import { CliError } from '../cliError.ts';
import type { CommandSpec } from '../command.ts';
import { ExitCode } from '../exitCodes.ts';
import { writeLine } from '../io.ts';
import { table } from '../table.ts';
import { DATA_OPTION, dataFolder, onData } from './dataFolder.ts';

const REFUSED = [ExitCode.refused, 'refused, with the reason; nothing was changed'] as const;
const DONE = [[ExitCode.ok, 'done'], REFUSED] as const;

export const backupCommand: CommandSpec = {
  name: 'backup', summary: 'copy the data of a service, also while it runs',
  positionals: [{ name: 'TARGET', help: 'a new or empty folder for the copy' }],
  options: [DATA_OPTION, { name: 'without-key', help: 'leave out the key that opens secrets; keep it elsewhere then, the copy is not complete without it' }],
  notes: ['The copy is of one moment and is checked. With its key it opens every secret: keep it as you keep the service itself.'],
  examples: ['backup /backup/sma-2026-11-22', 'backup /mnt/sma --data /var/lib/sma --without-key'],
  exitCodes: [ExitCode.refused], exitMeanings: DONE, endsAtOnce: true,
  run: async (input) => {
    const target = resolve(input.io.cwd, input.positionals[0] ?? '');
    const { backupData } = await import('../../service/data/backup.ts');
    const { manifest, doubt, unopened, users } = await onData(() => backupData(dataFolder(input), target, { withoutKey: input.options.has('without-key'), now: new Date() }));
    await writeLine(input.io.stdout, `${target}: ${Object.keys(manifest.files).join(', ')}`);
    if (doubt !== undefined) await writeLine(input.io.stderr, `sma: The copy is as whole as the database, of which that is not known: ${doubt}.`);
    if (unopened !== undefined) await writeLine(input.io.stderr, `sma: Not all secrets can be used, neither here nor in the copy: ${unopened}.`);
    if (users !== undefined) await writeLine(input.io.stderr, `sma: The users cannot be used, neither here nor from the copy: ${users}`);
    return ExitCode.ok;
  },
};

export const restoreCommand: CommandSpec = {
  name: 'restore', summary: 'put a copy made by "sma backup" in the place of the data of a service',
  positionals: [{ name: 'SOURCE', help: 'the folder of the copy' }], options: [DATA_OPTION],
  notes: ['The service must not run. What was there before is put aside in the same folder, not deleted.'],
  examples: ['restore /backup/sma-2026-11-22 --data /var/lib/sma'], exitCodes: [ExitCode.refused], exitMeanings: DONE, endsAtOnce: true,
  run: async (input) => {
    const source = resolve(input.io.cwd, input.positionals[0] ?? '');
    const { restoreData } = await import('../../service/data/restore.ts');
    const { manifest, aside, secrets, due } = await onData(() => restoreData(source, dataFolder(input), new Date()));
    await writeLine(input.io.stdout, `${dataFolder(input)} is as of ${manifest.time}${aside === undefined ? '' : `; what was there is in ${aside}`}`);
    if (due.length > 0) await writeLine(input.io.stderr, `sma: ${due.length === 1 ? 'A schedule is' : `${due.length} schedules are`} due by the backup (${due.slice(0, 5).join(', ')}${due.length > 5 ? ', …' : ''}). Whether ${due.length === 1 ? 'it ran' : 'they ran'} meanwhile is not known: ${due.length === 1 ? 'it' : 'each'} is made up for once at the next start, and so runs again where it ran. "sma serve --missed-runs skip" leaves such runs out.`);
    if (secrets !== undefined) await writeLine(input.io.stderr, `sma: Its secrets cannot be used yet: ${secrets}`);
    return ExitCode.ok;
  },
};

export const doctorCommand: CommandSpec = {
  name: 'doctor', summary: 'look whether the data of a service are well; changes nothing',
  positionals: [], options: [DATA_OPTION], examples: ['doctor --data /var/lib/sma'], exitCodes: [ExitCode.findings, ExitCode.refused], exitMeanings: [[ExitCode.ok, 'all is well, or gets warnings at most'], [ExitCode.findings, 'there is a problem'], REFUSED], endsAtOnce: true,
  run: async (input) => {
    const { examine } = await import('../../service/data/doctor.ts');
    const findings = await onData(() => examine(dataFolder(input), Date.now()));
    await writeLine(input.io.stdout, table(['LOOKED AT', 'STATE', 'FOUND'], findings.map(({ what, state, detail }) => [what, state, detail])));
    return findings.some(({ state }) => state === 'problem') ? ExitCode.findings : ExitCode.ok;
  },
};

export const rotateKeyCommand: CommandSpec = {
  name: 'rotate-key', summary: 'write every secret of a service with a new key',
  positionals: [], options: [DATA_OPTION], notes: ['The service must not run. Make a new backup afterwards: the old ones open with the old key only, which they hold.'],
  examples: ['rotate-key --data /var/lib/sma'], exitCodes: [ExitCode.refused], exitMeanings: DONE, endsAtOnce: true,
  run: async (input) => {
    const { rotateKey } = await import('../../service/data/rotateKey.ts');
    const { written, unopened } = await onData(() => rotateKey(dataFolder(input)));
    await writeLine(input.io.stdout, `${written} ${written === 1 ? 'secret was' : 'secrets were'} written with a new key.`);
    if (unopened.length > 0) await writeLine(input.io.stderr, `sma: ${unopened.length} ${unopened.length === 1 ? 'secret that no key opens was' : 'secrets that no key opens were'} left as ${unopened.length === 1 ? 'it is' : 'they are'} (${unopened.slice(0, 20).join(', ')}${unopened.length > 20 ? ', …' : ''}), and a key of before that ${unopened.length === 1 ? 'it names' : 'they name'} stays in the key file. Set such variables, credentials and the like anew, and rotate the key again.`);
    return ExitCode.ok;
  },
};

const DEFAULT_ENTRIES = 50;

export const auditCommand: CommandSpec = {
  name: 'audit', summary: 'show who changed what in a service, the newest last',
  positionals: [],
  options: [
    DATA_OPTION,
    { name: 'limit', short: 'n', value: 'NUMBER', help: `how many entries at most, the newest; ${DEFAULT_ENTRIES} if not given` },
    { name: 'json', help: 'one JSON object a line, with the id of the request' },
  ],
  notes: ['Each change has an entry: by users, schedules and the service itself. Values are in none.'],
  examples: ['audit --data /var/lib/sma', 'audit -n 100000 --json'],
  exitCodes: [ExitCode.refused], exitMeanings: [[ExitCode.ok, 'done'], [ExitCode.refused, 'there is no such data folder, or it cannot be used']], endsAtOnce: true,
  run: async (input) => {
    const limit = input.options.text('limit') ?? String(DEFAULT_ENTRIES);
    if (!/^[1-9]\d{0,8}$/.test(limit)) throw new CliError(ExitCode.usage, `--limit needs a number, 1 or more, not "${limit}".`, 'audit');
    const { readAudit } = await import('../../service/data/audit.ts');
    const entries = await onData(() => readAudit(dataFolder(input), Number(limit)));
    if (input.options.has('json')) for (const { time, ...entry } of entries) await writeLine(input.io.stdout, JSON.stringify({ time: `${time}Z`, ...entry }));
    else await writeLine(input.io.stdout, entries.length === 0 ? 'Nothing was changed yet.' : table(['TIME (UTC)', 'USER', 'ACTION', 'TARGET', 'DETAIL'], entries.map(({ time, user, action, target, detail }) => [time.slice(0, 19), user, action, target, detail ?? ''])));
    return ExitCode.ok;
  },
};

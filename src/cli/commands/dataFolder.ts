/** The data folder of a service on this machine, for the commands that look after it. */
import { join, resolve } from 'node:path';
import { userDataFolder } from '../../worker/processes/userDataFolder.ts';
import { CliError } from '../cliError.ts';
import type { CommandInput, OptionSpec } from '../command.ts';
import { ExitCode } from '../exitCodes.ts';
import type { Io } from '../io.ts';

export const DATA_OPTION: OptionSpec = { name: 'data', value: 'FOLDER', help: 'the data folder of the service, as given to "sma serve"' };

/** The folder given, or the user's own place for data of programs. */
export const dataFolder = ({ options, io }: Pick<CommandInput, 'options' | 'io'>): string => resolve(io.cwd, options.text('data') ?? defaultFolder(io));

export const defaultFolder = ({ environment, platform }: Io): string => join(userDataFolder(environment, platform), 'service');

/** Does what concerns the folder; its faults are told in their own sentence. */
export async function onData<T>(work: () => Promise<T> | T): Promise<T> {
  const [{ FileLockedError }, { DataError, fileFault }, { ServiceStartError }, { SecretUnreadableError }, { sqliteFailure }] = await Promise.all([import('../../service/store/files/fileLock.ts'), import('../../service/data/dataFiles.ts'), import('../../service/startError.ts'), import('../../service/secrets/cipher.ts'), import('../../service/store/sqliteFailure.ts')]);
  try {
    return await work();
  } catch (fault) {
    const error = fileFault(fault, 'A file of the data cannot be read or written');
    if (error instanceof DataError || error instanceof ServiceStartError || error instanceof SecretUnreadableError) throw new CliError(ExitCode.refused, error.message);
    if (error instanceof FileLockedError) throw new CliError(ExitCode.refused, `${error.message} Try again when that is done; nothing was changed.`);
    if (sqliteFailure(error) === 'Full') throw new CliError(ExitCode.refused, 'The data cannot be written: its disk is full. Make room there, and try again.');
    throw error;
  }
}

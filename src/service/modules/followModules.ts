import { smaError } from '../../sma/errors.ts';
import type { ChangePort } from '../domain/change.ts';
import { readMedia } from '../domain/media.ts';
import { describeError, type Logger } from '../log.ts';
import { ModulesLinkedError, type ModuleFolder } from './moduleFolder.ts';

/** Unpacks at the start what the last run did not get to, or what a restored database brings. */
export async function followModules(folder: ModuleFolder, changes: ChangePort, logger: Logger): Promise<void> {
  const modules = await changes.read((db) => db.selectFrom('Modules').select(['ModuleID', 'ModuleName', 'Version']).execute());
  const wanted = modules.flatMap(({ ModuleID, ModuleName, Version }) => (ModuleName === null ? [] : [{ id: ModuleID, name: ModuleName, version: `${ModuleID} ${Version}` }]));
  try {
    await folder.follow(wanted, async (name) => {
      const id = wanted.find((module) => module.name === name)?.id ?? '';
      const media = await changes.read((db) => readMedia(db, 'Modules', id));
      if (media === undefined) throw smaError('NotFound', 'Module stream', id);
      // Few starts have one to unpack.
      return (await import('./moduleZip.ts')).readModuleZip(media.bytes);
    });
  } catch (error) {
    // Runbooks that need them fail and say so; everything else works.
    if (error instanceof ModulesLinkedError) logger.log('error', error.message);
    else logger.log('error', 'The modules could not all be unpacked', { folder: folder.path, error: (error instanceof AggregateError ? error.errors : [error]).map(describeError).join('\n') });
  }
}

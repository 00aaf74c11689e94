/** Unpacks a module and reads it. Loaded with the first module that comes. */
import { SmaError, smaError } from '../../sma/errors.ts';
import { errorCode } from '../files.ts';
import { describeModule } from './describeModule.ts';
import { unpackInto } from './moduleFolder.ts';
import type { ModuleAnswer } from './moduleReader.ts';
import { readModuleZip } from './moduleZip.ts';

/** The work itself. */
export function readModule(bytes: Uint8Array, folder: string): ModuleAnswer {
  try {
    const module = readModuleZip(bytes);
    const facts = describeModule(module);
    unpackInto(folder, module);
    return { name: module.name, facts };
  } catch (error) {
    const refusal = errorCode(error) === 'ENOSPC' ? smaError('StorageFull') : error;
    if (!SmaError.is(refusal)) throw error;
    return { code: refusal.code, status: refusal.status, message: refusal.message };
  }
}

/**
 * Where the entry files of the other processes and threads lie: beside the running bundle (dist/*.cjs), or as sources
 * when the sources themselves run (development, tests).
 */
import { join } from 'node:path';

declare const __dirname: string | undefined;

/** Bundles are CommonJS and know `__dirname`; sources are modules and do not. */
const isBundle = typeof __dirname === 'string';
const here = isBundle ? __dirname : import.meta.dirname;
const entry = (bundle: string, source: string): string => isBundle ? join(here, bundle) : join(here, '..', source);

/** The worker process, which the service starts. */
export const workerEntry = (): string => entry('worker.cjs', 'main.ts');
/** A sandbox process, which a worker (or `sma run`) starts. */
export const sandboxEntry = (): string => entry('sandbox.cjs', 'sandbox/main.ts');
/** What sends web requests; a sandbox loads it with the first one. */
export const webEntry = (): string => entry('web.cjs', 'sandbox/ports/webSender.ts');
/** What sends mail; a sandbox loads it with the first message. */
export const mailEntry = (): string => entry('mail.cjs', 'sandbox/ports/mailSender.ts');
/** The thread of a sandbox in which the engine runs. */
export const engineEntry = (): string => entry('engine.cjs', 'sandbox/engine/engineThread.ts');
/** What a real PowerShell runs, to talk to the engine. */
export const bootstrapFile = (): string => entry('bootstrap.ps1', '../powershell/host/bootstrap.ps1');

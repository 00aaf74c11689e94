import { CliError } from './cliError.ts';
import { ExitCode } from './exitCodes.ts';

/** The oldest Node that the engine's processes run in (the service needs the same, for its SQLite). */
const OLDEST = [22, 16] as const;

/** Fails with CliError where this process's Node is too old for the engine: `npm run -s sma` brings its own, the built file does not. */
export function needNewNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new CliError(ExitCode.internal, `Node ${version} is too old to run runbooks. Use Node ${OLDEST.join('.')} or newer, or "npm run -s sma -- …", which brings its own.`);
}

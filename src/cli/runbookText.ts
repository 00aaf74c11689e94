import { decodeScript, ScriptEncodingError, type DecodedScript } from '../powershell/index.ts';
import { CliError } from './cliError.ts';
import { ExitCode } from './exitCodes.ts';
import { InputError } from './readInput.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist', EACCES: 'you may not read it', ELOOP: 'it is a link that leads back to itself', ENAMETOOLONG: 'its name is too long', ENOTDIR: 'what should be its folder is a file',
};

/** The failure to read a runbook file, or `what` else it is meant to be. */
export function unreadable(file: string, error: unknown, what = 'The runbook'): CliError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = error instanceof InputError ? error.message : WHY[code] ?? code;
  return new CliError(ExitCode.runbook, `${what} ${file} cannot be read: ${why}.`);
}

/** The text of a runbook file, in whichever encoding it is; what is no text fails with the reason. */
export function decode(bytes: Uint8Array, file: string): string {
  return decoded(bytes, file).text;
}

/** The text with its encoding; what is no text fails with the reason. */
export function decoded(bytes: Uint8Array, file: string): DecodedScript {
  let found: DecodedScript;
  try {
    found = decodeScript(bytes);
  } catch (error) {
    if (error instanceof ScriptEncodingError) throw new CliError(ExitCode.runbook, `The runbook ${file} cannot be read. ${error.message}`);
    throw error;
  }
  // As files have that were written together. The mark is no blank (char.IsSeparator), so `workflow` behind it is another word.
  if (found.text.startsWith('\uFEFF')) throw new CliError(ExitCode.runbook, `The runbook ${file} cannot be read. It begins with two byte order marks, and PowerShell takes the second one for a letter of the first word. Write the first line anew.`);
  return found;
}

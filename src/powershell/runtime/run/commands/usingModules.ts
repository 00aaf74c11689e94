/** `using module`: imports what it names before the script runs, and makes its classes and enumerations known. */
import type { UsingStatementAst } from '../../../syntax/ast.ts';
import { fold } from '../../values/folding.ts';
import type { Session } from '../session.ts';

export function importUsed(session: Session, usings: readonly UsingStatementAst[], file: string): void {
  for (const { usingKind, name } of usings) {
    if (usingKind !== 'Module' || name === undefined) continue;
    const { files } = session.host, isPath = /[\\/]/.test(name.value), given = files !== undefined && files.separator === '/' && isPath ? name.value.replaceAll('\\', '/') : name.value;
    const wanted = files === undefined || !isPath ? given : files.resolve(file === '' ? session.location : files.resolve(file, '..'), given);
    session.runBlock(session.parseBlock(`Import-Module -Name '${wanted.replaceAll("'", "''")}' -ErrorAction Stop -Verbose:$false`), {});
    const short = fold(wanted.replace(/^.*[\\/]/, '').replace(/\.psd?m?1$/i, ''));
    for (const m of session.modules.values()) {
      if (m.path !== wanted && fold(m.name) !== short) continue;
      for (const [key, type] of m.types) session.top.types.set(key, type);
    }
  }
}

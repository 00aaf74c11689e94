/** `using module`: imports what it names before the script runs, and makes its classes and enumerations known. */
import { constantValue } from '../../../analysis/runbook/parameters.ts';
import type { HashtableAst, UsingStatementAst } from '../../../syntax/ast.ts';
import { fold } from '../../values/folding.ts';
import type { Session } from '../session.ts';

export function importUsed(session: Session, usings: readonly UsingStatementAst[], file: string): void {
  for (const { usingKind, name, moduleSpecification } of usings) {
    if (usingKind === 'Module' && moduleSpecification !== undefined) useSpecified(session, moduleSpecification);
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
/** `using module @{ ModuleName = …; ModuleVersion = … }`: constants alone, as the parser has seen to. */
function useSpecified(session: Session, table: HashtableAst): void {
  const fields = table.pairs.map(({ key, value }) => {
    const held = value.kind === 'PipelineAst' ? value.elements[0] : undefined, plain = held?.kind === 'CommandExpressionAst' ? constantValue(held.expression) : undefined;
    return [String(constantValue(key) ?? ''), typeof plain === 'string' || typeof plain === 'number' ? String(plain) : ''] as const;
  });
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`, before = new Set(session.modules.values());
  session.runBlock(session.parseBlock(`Import-Module -FullyQualifiedName @{ ${fields.map(([key, value]) => `${key} = ${quoted(value)}`).join('; ')} } -ErrorAction Stop -Verbose:$false`), {});
  const short = fold(fields.find(([key]) => fold(key) === 'modulename')?.[1] ?? '');
  for (const m of session.modules.values()) if (!before.has(m) || fold(m.name) === short) for (const [key, type] of m.types) session.top.types.set(key, type);
}

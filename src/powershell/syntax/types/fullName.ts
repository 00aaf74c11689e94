import type { TypeName } from '../ast.ts';

const assemblyOf = (type: TypeName): string | undefined =>
  type.form === 'simple' ? type.assembly : type.form === 'array' ? assemblyOf(type.element) : type.generic.assembly;

function bare(type: TypeName): string {
  if (type.form === 'simple') return type.name;
  if (type.form === 'array') return `${bare(type.element)}[${','.repeat(type.rank - 1)}]`;
  const args = type.arguments.map((argument) => (assemblyOf(argument) === undefined ? typeFullName(argument) : `[${typeFullName(argument)}]`));
  return `${type.generic.name}[${args.join(',')}]`;
}

/** A type's name as PowerShell writes it: with arguments, brackets and assembly, without blanks. */
export function typeFullName(type: TypeName): string {
  const assembly = assemblyOf(type);
  return assembly === undefined ? bare(type) : `${bare(type)},${assembly}`;
}

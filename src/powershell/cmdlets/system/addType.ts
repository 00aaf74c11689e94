import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';

/** Assemblies of .NET whose types are here already, as far as they are known: adding them again is no error. */
const KNOWN = /^(System(\.\w+)*|mscorlib|netstandard|Microsoft\.CSharp|PresentationFramework|PresentationCore|WindowsBase)(,.*)?$/i;

const COMPILED = ['FromSource', 'FromMember', 'FromPath', 'FromLiteralPath'];
export const addType = cmdlet({
  name: 'Add-Type', defaultSet: 'FromSource', synopsis: 'Loads .NET code, which is not possible here except for assemblies that are known.',
  params: {
    TypeDefinition: { type: T.String, sets: ['FromSource'], position: { FromSource: 0 }, mandatory: ['FromSource'] }, Name: { type: T.String, sets: ['FromMember'], position: { FromMember: 0 }, mandatory: ['FromMember'] },
    MemberDefinition: { type: arrayOf(T.String), sets: ['FromMember'], position: { FromMember: 1 }, mandatory: ['FromMember'] }, Namespace: { type: T.String, aliases: ['NS'], sets: ['FromMember'] }, UsingNamespace: { type: arrayOf(T.String), aliases: ['Using'], sets: ['FromMember'], validate: NOT_NULL },
    Path: { type: arrayOf(T.String), sets: ['FromPath'], position: { FromPath: 0 }, mandatory: ['FromPath'] }, LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: ['FromLiteralPath'], mandatory: ['FromLiteralPath'] },
    AssemblyName: { type: arrayOf(T.String), aliases: ['AN'], sets: ['FromAssemblyName'], mandatory: ['FromAssemblyName'] }, Language: { type: T.String, sets: ['FromSource', 'FromMember'] }, ReferencedAssemblies: { type: arrayOf(T.String), aliases: ['RA'], sets: COMPILED }, PassThru: { type: T.Switch }, IgnoreWarnings: { type: T.Switch, sets: COMPILED },
    OutputAssembly: { type: T.String, aliases: ['OA'], sets: COMPILED }, OutputType: { type: T.String, aliases: ['OT'], sets: COMPILED }, CompilerOptions: { type: arrayOf(T.String), sets: COMPILED, validate: NOT_EMPTY },
  },
  run: (p, ctx) => ({
    end() {
      const unknown = p.AssemblyName?.filter((n) => !KNOWN.test(n));
      if (unknown?.length === 0) return undefined;
      const what = unknown !== undefined ? `the assembly '${unknown.join("', '")}'` : p.Path !== undefined || p.LiteralPath !== undefined ? `the assembly '${(p.Path ?? p.LiteralPath ?? []).join("', '")}'` : 'C# source';
      return ctx.fail({ id: 'AddTypeNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: `Add-Type cannot load ${what}: the built-in engine does not run .NET code; write it as a PowerShell class, or run this part on a machine with PowerShell.` });
    },
  }),
});

/** Export-Clixml, Import-Clixml, and PSSerializer for scripts that want the text. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { func, laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { totalCount } from '../session/paging.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ENCODING_HELP, decodeText, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { BY_PATH_PARAMS, attempt } from '../items/paths/itemSteps.ts';
import { eachFile, placeFor, writeFile } from '../items/fileSystem/openFile.ts';
import { ClixmlError } from '../../clixml/clixmlError.ts';
import { readClixml } from '../../clixml/readClixml.ts';
import { writeClixml } from '../../clixml/writeClixml.ts';

const DEPTH = 2;
export const exportClixml = cmdlet({
  name: 'Export-Clixml', supportsShouldProcess: true, synopsis: 'Stores objects in a file, to be read again as objects.',
  defaultSet: 'ByPath', params: { Path: { type: T.String, sets: ['ByPath'], position: { ByPath: 0 }, mandatory: ['ByPath'] }, LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: ['ByLiteralPath'], mandatory: ['ByLiteralPath'] }, InputObject: { type: T.Object, mandatory: true, from: 'pipeline', allowNull: true, allowEmpty: true }, Depth: { type: T.Int32, validate: [{ range: [1, 2147483647] }] }, Force: { type: T.Switch }, NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] }, Encoding: { type: T.Object, transform: encodingArgument, validate: NOT_EMPTY, help: ENCODING_HELP } },
  run(p, ctx) {
    const values: Value[] = [];
    return {
      process() { values.push(p.InputObject); },
      end() {
        attempt(ctx, () => {
          const { provider, path } = placeFor(ctx, p.LiteralPath ?? p.Path ?? '', p.LiteralPath !== undefined);
          if (p.NoClobber === true && provider.exists(ctx, path)) ctx.fail({ id: 'NoClobber', category: 'ResourceExists', target: path, exception: 'System.IO.IOException', message: `The file '${path}' already exists.` });
          if (!ctx.shouldProcess(p.LiteralPath ?? p.Path ?? '', 'Export-Clixml')) return;
          writeFile(ctx, { provider, path }, writeClixml(values, p.Depth ?? DEPTH), { encoding: encodingName(p.Encoding), force: p.Force === true });
        });
      },
    };
  },
});
export const importClixml = cmdlet({
  name: 'Import-Clixml', defaultSet: 'ByPath', synopsis: 'Reads the objects that Export-Clixml stored.', params: { ...BY_PATH_PARAMS, Path: { ...BY_PATH_PARAMS.Path, from: 'both' }, Skip: { type: T.UInt64 }, First: { type: T.UInt64 }, IncludeTotalCount: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      eachFile(ctx, p, (_path, bytes) => {
        try {
          const all = readClixml(decodeText(bytes));
          if (p.IncludeTotalCount === true) ctx.write(totalCount(convertTo(0, T.UInt64), 0));
          const skip = Number(p.Skip ?? 0n), first = p.First === undefined ? Infinity : Number(p.First);
          // A part of what was stored: collections are taken apart (ImportXmlHelper.Import).
          const items = skip === 0 && first === Infinity ? all : all.flatMap((v) => { const plain = unwrap(v); return plain instanceof Dictionary ? [...plain.entries.values()] : isEnumerable(plain) && plain instanceof NetObject ? [...enumerate(plain)] : [v]; }).slice(skip, skip + first);
          for (const v of items) ctx.write(v);
        } catch (error) {
          if (!(error instanceof ClixmlError)) throw error;
          ctx.fail({ id: 'System.Xml.XmlException', category: 'NotSpecified', exception: 'System.Xml.XmlException', message: error.message });
        }
      });
    },
  }),
});
function deserialize(text: string): Value {
  try { const all = readClixml(text); return all.length === 1 ? all[0] : all; } catch (error) {
    if (error instanceof ClixmlError) return netThrow('System.Xml.XmlException', error.message);
    throw error;
  }
}
laterType(named('System.Management.Automation.PSSerializer'), () => ({
  statics: {
    Serialize: [func([T.Object], (v) => writeClixml([v], DEPTH), T.String), func([T.Object, T.Int32], (v, depth) => writeClixml([v], depth), T.String)],
    Deserialize: [func([T.String], deserialize)],
  },
}));
export const convertToClixml = cmdlet({
  name: 'ConvertTo-CliXml', className: 'Microsoft.PowerShell.Commands.ConvertToClixmlCommand', synopsis: 'Gives objects as the text that Export-Clixml would store.', outputType: [T.String],
  params: { InputObject: { type: T.Object, position: 0, mandatory: true, from: 'pipeline' }, Depth: { type: T.Int32, validate: [{ range: [1, 2147483647] }] } },
  run(p, ctx) {
    const values: Value[] = [];
    return { process() { values.push(p.InputObject); }, end() { ctx.write(writeClixml(values, p.Depth ?? DEPTH)); } };
  },
});
export const convertFromClixml = cmdlet({
  name: 'ConvertFrom-CliXml', className: 'Microsoft.PowerShell.Commands.ConvertFromClixmlCommand', synopsis: 'Gives the objects of a text that ConvertTo-Clixml made.',
  params: { InputObject: { type: T.String, position: 0, mandatory: true, from: 'pipeline' } },
  run: (p, ctx) => ({
    process() {
      try { for (const v of readClixml(p.InputObject)) ctx.write(v); } catch (error) {
        if (!(error instanceof ClixmlError)) throw error;
        ctx.fail({ id: 'System.Xml.XmlException', category: 'NotSpecified', exception: 'System.Xml.XmlException', message: error.message });
      }
    },
  }),
});
export const clixmlCmdlets = [exportClixml, importClixml, convertToClixml, convertFromClixml] as const;

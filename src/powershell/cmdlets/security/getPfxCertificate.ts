import { cmdlet } from '../../runtime/cmdlet.ts';
import { NetThrow } from '../../runtime/errors/raise.ts';
import { readCertificate } from '../../runtime/types/net/certificate.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { eachPlace } from '../items/paths/itemSteps.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';

const SETS = { path: 'ByPath', literal: 'ByLiteralPath' } as const;
export const getPfxCertificate = cmdlet({
  name: 'Get-PfxCertificate', module: 'Microsoft.PowerShell.Security', defaultSet: SETS.path, synopsis: 'Reads certificates from files, with their private keys where they have them.',
  params: {
    FilePath: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'both' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Password: { type: T.SecureString, help: 'Of the PFX; a runbook cannot be asked for it.' },
    NoPromptForPassword: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, { Path: p.FilePath, LiteralPath: p.LiteralPath, Force: true }, ({ provider, path }) => {
        if (provider !== fileSystem || provider.isContainer(ctx, path)) {
          ctx.writeError({ id: 'FileNotFound', category: 'ObjectNotFound', target: path, exception: 'System.IO.FileNotFoundException', message: `The file ${path} was not found.` });
          return;
        }
        try { ctx.write(readCertificate(portOf(ctx).read(path), p.Password ?? null)); } catch (e) {
          if (!(e instanceof NetThrow)) throw e;
          const locked = p.Password === undefined && /password/.test(e.exception.message);
          ctx.writeError({ id: 'GetPfxCertificateUnknownCryptoError', category: 'NotSpecified', target: path, exception: e.exception.netType.name, message: locked ? `${e.exception.message} A runbook cannot be asked for it: add -Password.` : e.exception.message });
        }
      });
    },
  }),
});

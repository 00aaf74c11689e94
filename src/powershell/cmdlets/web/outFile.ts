/** -OutFile and -Resume: where an answer is written, and what of it is still to come. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { placeOf } from '../items/paths/paths.ts';
import { headerOf } from './bodyText.ts';
import type { Answer, WebArguments } from './send.ts';

/** The Range header that asks for what the file has not yet. */
export const rangeOf = (ctx: CmdletContext, outFile: string): string => `bytes=${sizeOf(ctx, outFile)}-`;
const sizeOf = (ctx: CmdletContext, outFile: string): number => portOf(ctx).stat(placeOf(ctx, outFile).path)?.size ?? 0;
/** What an answer that the range is not there means: the whole file is here, or the one that is here is another. */
export function beyondRange(ctx: CmdletContext, outFile: string, response: Answer): 'complete' | 'other' | undefined {
  const size = response.status === 416 ? /\/(\d+)$/.exec(headerOf(response, 'content-range') ?? '')?.[1] : undefined;
  if (size === undefined) return undefined;
  const isWhole = Number(size) === sizeOf(ctx, outFile);
  ctx.verbose(isWhole ? `The file will not be re-downloaded because the remote file is the same size as the OutFile: ${outFile}` : 'The remote server indicated it could not resume downloading. The local file will be overwritten.');
  return isWhole ? 'complete' : 'other';
}
/** Writes the body to `-OutFile`, in a folder by the last part of the address; gives whether there was one. */
export function toFile(ctx: CmdletContext, p: WebArguments, response: Answer): boolean {
  const { OutFile: outFile } = p;
  if (outFile === undefined) return false;
  // The file is whole: the answer that says so goes on instead.
  if (p.Resume === true && response.status === 416) return false;
  attempt(ctx, () => {
    const files = portOf(ctx), { path } = placeOf(ctx, outFile), name = decodeURIComponent(new URL(response.url).pathname.replace(/\/+$/, '').replace(/^.*\//, ''));
    files.write(files.stat(path)?.isDirectory === true && name !== '' ? files.resolve(path, name.replace(/^.*[\\/]/, '')) : path, response.body, p.Resume === true && response.status === 206);
  });
  return true;
}

/** JSON lines on a byte pipe: JSON escapes line feeds, so none occurs inside a line. */
export { LineReader, LineTooLongError } from '../../powershell/host/process/lineReader.ts';

/** One message as a line. JSON.stringify escapes lone surrogates, so the bytes are always valid UTF-8. */
export const encodeLine = (message: object): string => `${JSON.stringify(message)}\n`;

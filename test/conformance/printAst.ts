/** Prints our tree, tokens and errors of a script in the recorder's format: `node test/conformance/printAst.ts FILE`. */
import { readFileSync } from 'node:fs';
import { decodeScript, ScriptEncodingError } from '../../src/powershell/index.ts';
import { dump, withoutWorkflow } from './dump.ts';

const USAGE = 'Usage: npm run -s ast -- FILE\n\nPrints syntax tree, tokens and errors of a script as JSON, in the form of the recorded cases.';
const [file] = process.argv.slice(2);
if (file === '--help' || file === '-h') console.log(USAGE);
else if (file === undefined || file.startsWith('--')) {
  console.error(`${file === undefined ? 'Which script?' : `There is no option ${file}.`} ${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    const { text } = decodeScript(readFileSync(file)), replaced = withoutWorkflow(text);
    process.stdout.write(`${JSON.stringify({ ...(replaced === text ? {} : { workflowReplaced: true }), ...dump(replaced) })}\n`);
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && typeof error.code === 'string';
    if (!isFile && !(error instanceof ScriptEncodingError)) throw error;
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** Prints our tree, tokens and errors of a script in the recorder's format: `node test/conformance/printAst.ts FILE`. */
import { readFileSync } from 'node:fs';
import { dump, withoutWorkflow } from './dump.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Which script? Usage: npm run -s ast -- FILE');
  process.exitCode = 2;
} else {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, ''), replaced = withoutWorkflow(text);
  process.stdout.write(`${JSON.stringify({ ...(replaced === text ? {} : { workflowReplaced: true }), ...dump(replaced) })}\n`);
}

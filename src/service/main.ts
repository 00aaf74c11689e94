/** The entry of the service's own program; what it does is in process.ts. */
import { runServiceProcess } from './process.ts';

void runServiceProcess(process.argv.slice(2)).then((code) => {
  // The one line on standard output must be out before the process is.
  process.stdout.write('', () => process.exit(code));
});

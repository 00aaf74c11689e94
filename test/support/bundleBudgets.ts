/** What each program of the product may weigh, in KB of 1024 bytes (design: size budgets). */
export const bundleBudgets: Readonly<Record<string, number>> = {
  // What the extension reads when the editor starts, and what it loads when a connection or a text is opened.
  'dist/extension.cjs': 200,
  'dist/client.cjs': 400,
  'dist/language.cjs': 700,
  'dist/debug.cjs': 400,
  // Data beside the language: read with the first name of a command, the first error, rule or type that somebody asks for.
  'dist/cmdlets.cjs': 100,
  'dist/messages.cjs': 50,
  'dist/lint.cjs': 100,
  'dist/types.cjs': 150,
  'dist/tests.cjs': 400,
  // The design allows 900; what it reads of scripts lies in scripts.cjs.
  'dist/service.cjs': 800,
  'dist/certificate.cjs': 200,
  // What the service reads with the first script or module that comes.
  'dist/scripts.cjs': 400,
  'dist/worker.cjs': 900,
  'dist/sandbox.cjs': 1536,
  'dist/engine.cjs': 1280,
  // The cmdlets that are not seldom: read when a script first asks for a command, so that the rest starts without them.
  'dist/commands.cjs': 440,
  // Every cmdlet and type that few scripts use, at the first use of one of them: what moves here leaves the engine that every sandbox reads.
  // It grows as that shrinks: XPath, CLIXML, syntax trees as objects, help as text, the words of a workflow's rules, web requests,
  // data files, processes and more came from there.
  'dist/later.cjs': 900,
  // The cmdlets of SMA's module that ask the web service.
  'dist/sma.cjs': 60,
  // What makes a workflow's plan and judges its text.
  'dist/workflow.cjs': 140,
  'dist/rare.cjs': 200,
  'dist/web.cjs': 400,
  'dist/mail.cjs': 400,
};

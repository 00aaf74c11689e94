/** Which calls of .NET an exception has come through: PowerShell's own, by what went wrong. Texts for people; nothing asks what stands in them. */
import type { NetException } from '../values/errorRecord.ts';

const AUTOMATION = 'System.Management.Automation.', INTERPRETER = `${AUTOMATION}Interpreter.`;
const RUN = [`${INTERPRETER}EnterTryCatchFinallyInstruction.Run(InterpretedFrame frame)`];
const PIPELINE = [`${AUTOMATION}CommandProcessorBase.Complete()`, `${AUTOMATION}Internal.PipelineProcessor.SynchronousExecuteEnumerate(Object input)`, `${AUTOMATION}PipelineOps.InvokePipeline(Object input, Boolean ignoreInput, CommandParameterInternal[][] pipeElements, CommandBaseAst[] pipeElementAsts, CommandRedirection[][] commandRedirections, FunctionContext funcContext)`];
const STATEMENT = [`${AUTOMATION}ExceptionHandlingOps.CheckActionPreference(FunctionContext funcContext, Exception exception)`, `${INTERPRETER}ActionCallInstruction\`2.Run(InterpretedFrame frame)`];
const BY_TYPE: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  CommandNotFoundException: [
    `${AUTOMATION}CommandDiscovery.LookupCommandInfo(String commandName, CommandTypes commandTypes, SearchResolutionOptions searchResolutionOptions, CommandOrigin commandOrigin, ExecutionContext context)`,
    `${AUTOMATION}CommandDiscovery.LookupCommandProcessor(String commandName, CommandOrigin commandOrigin, Nullable\`1 useLocalScope)`, `${AUTOMATION}ExecutionContext.CreateCommand(String command, Boolean dotSource)`,
  ],
  ItemNotFoundException: [`${AUTOMATION}LocationGlobber.ExpandMshGlobPath(String path, Boolean allowNonexistingPaths, PSDriveInfo drive, ContainerCmdletProvider provider, CmdletProviderContext context)`, `${AUTOMATION}LocationGlobber.GetGlobbedProviderPathsFromMonadPath(String path, Boolean allowNonexistingPaths, CmdletProviderContext context, ProviderInfo& provider, CmdletProvider& providerInstance)`],
  DriveNotFoundException: [`${AUTOMATION}SessionStateInternal.GetDrive(String name, Boolean automount)`, `${AUTOMATION}LocationGlobber.GetDriveRootRelativePathFromPSPath(String path, CmdletProviderContext context, Boolean escapeCurrentLocation, PSDriveInfo& workingDriveForPath, CmdletProvider& providerInstance)`],
  ParameterBindingException: [`${AUTOMATION}CmdletParameterBinderController.BindCommandLineParameters(Collection\`1 arguments)`, `${AUTOMATION}CommandProcessor.BindCommandLineParameters()`, `${AUTOMATION}CommandProcessorBase.DoPrepare(IDictionary psDefaultParameterValues)`],
  ParameterBindingValidationException: [`${AUTOMATION}ParameterBinderBase.BindParameter(CommandParameterInternal parameter, CompiledCommandParameter parameterMetadata, ParameterBindingFlags flags)`, `${AUTOMATION}CmdletParameterBinderController.BindParameter(CommandParameterInternal argument, MergedCompiledCommandParameter parameter, ParameterBindingFlags flags)`],
  MethodInvocationException: [`${AUTOMATION}ExceptionHandlingOps.ConvertToMethodInvocationException(Exception exception, Type typeToThrow, String methodName, Int32 numArgs, MemberInfo memberInfo)`, 'CallSite.Target(Closure, CallSite, Object, Object)'],
}));
/** Exceptions that cmdlets make and write without ever throwing them. */
const ONLY_WRITTEN: ReadonlySet<string> = new Set(['WriteErrorException', 'ProcessCommandException', 'ServiceCommandException']);

/** `Exception.StackTrace`: null for what was never thrown. What a `throw` statement was given travels inside of a RuntimeException, and was not thrown itself. */
export function exceptionTrace(e: NetException, isThrown: boolean): string | null {
  const name = e.netType.shortName;
  if (!isThrown || ONLY_WRITTEN.has(name)) return null;
  const own = BY_TYPE.get(name) ?? BY_TYPE.get(name.replace('ArgumentTransformation', ''));
  const frames = own === undefined ? e.netType.name.startsWith(AUTOMATION) ? [...STATEMENT, ...RUN] : ['CallSite.Target(Closure, CallSite, Object, Object)', `${INTERPRETER}DynamicInstruction\`3.Run(InterpretedFrame frame)`, ...RUN] : [...own, ...(name.startsWith('Method') ? RUN : PIPELINE)];
  return frames.map((frame) => `   at ${frame}`).join('\n');
}

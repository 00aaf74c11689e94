import type { TypeName } from '../ast.ts';
import { once } from '../once.ts';
import { acceleratorNamespaces, accelerators } from '../types/accelerators.ts';
import { typeFullName } from '../types/fullName.ts';

const split = (text: string): readonly string[] => text.split(/\s+/);
const words = (text: string): readonly string[] => split(text.toLowerCase());
const lowerSet = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));

/** Types right below the namespace System, which need not be written. */
const systemNames = once(() => split(`AccessViolationException Activator AggregateException AppContext AppDomain AppDomainSetup AppDomainUnloadedException
  ApplicationException ApplicationId ArgumentException ArgumentNullException ArgumentOutOfRangeException ArithmeticException Array ArrayTypeMismatchException
  AssemblyLoadEventArgs Attribute AttributeUsageAttribute BadImageFormatException BitConverter Buffer CannotUnloadAppDomainException CharEnumerator
  CLSCompliantAttribute Console ConsoleCancelEventArgs ContextBoundObject ContextMarshalException ContextStaticAttribute Convert DataMisalignedException DBNull
  Delegate DivideByZeroException DllNotFoundException DuplicateWaitObjectException EntryPointNotFoundException Enum Environment EventArgs Exception
  ExecutionEngineException FieldAccessException FlagsAttribute FormatException FormattableString FtpStyleUriParser GC GenericUriParser HttpStyleUriParser
  IndexOutOfRangeException InsufficientExecutionStackException InsufficientMemoryException InvalidCastException InvalidOperationException
  InvalidProgramException InvalidTimeZoneException Lazy LoaderOptimizationAttribute LocalDataStoreSlot MarshalByRefObject Math MathF MemberAccessException
  MethodAccessException MissingFieldException MissingMemberException MissingMethodException MTAThreadAttribute MulticastDelegate
  MulticastNotSupportedException NonSerializedAttribute NotFiniteNumberException NotImplementedException NotSupportedException Nullable
  NullReferenceException Object ObjectDisposedException ObsoleteAttribute OperatingSystem OperationCanceledException OutOfMemoryException OverflowException
  ParamArrayAttribute PlatformNotSupportedException Progress Random RankException ResolveEventArgs SerializableAttribute StackOverflowException
  STAThreadAttribute String StringComparer StringNormalizationExtensions SystemException ThreadStaticAttribute TimeoutException TimeZone TimeZoneInfo
  TimeProvider Tuple TupleExtensions Type TypeAccessException TypeInitializationException TypeLoadException TypeUnloadedException
  UnauthorizedAccessException UnhandledExceptionEventArgs Uri UriBuilder UriFormatException UriParser UriTypeConverter ValueType Version WeakReference
  ArgIterator ArraySegment Boolean Byte Char ConsoleKeyInfo DateOnly DateTime DateTimeOffset Decimal Double GCMemoryInfo Guid Half HashCode Index Int128 Int16
  Int32 Int64 IntPtr Memory MemoryExtensions ModuleHandle Range ReadOnlyMemory ReadOnlySpan RuntimeArgumentHandle RuntimeFieldHandle RuntimeMethodHandle
  RuntimeTypeHandle SByte SequencePosition Single Span TimeOnly TimeSpan TypedReference UInt128 UInt16 UInt32 UInt64 UIntPtr ValueTuple Void BinaryData
  IAsyncDisposable IAsyncResult ICloneable IComparable IConvertible ICustomFormatter IDisposable IEquatable IFormatProvider IFormattable IObservable
  IObserver IParsable IProgress IServiceProvider ISpanFormattable ISpanParsable IUtf8SpanFormattable IUtf8SpanParsable Action AppDomainInitializer
  AssemblyLoadEventHandler AsyncCallback Comparison ConsoleCancelEventHandler Converter EventHandler Func Predicate ResolveEventHandler
  UnhandledExceptionEventHandler`)), system = once(() => lowerSet(systemNames()));
/** Enumerations there. */
const enumerationNames = once(() => split(`AttributeTargets Base64FormattingOptions ConsoleColor ConsoleKey ConsoleModifiers ConsoleSpecialKey DateTimeKind DayOfWeek
  EnvironmentVariableTarget GCCollectionMode GCKind GCNotificationStatus GenericUriParserOptions LoaderOptimization MidpointRounding PlatformID
  StringComparison StringSplitOptions TypeCode UriComponents UriFormat UriHostNameType UriIdnScope UriKind UriPartial`)), enumerations = once(() => lowerSet(enumerationNames()));
/** Values without parts: what a data section may cast to, beside enumerations. */
const primitives = once(() => new Set(words(`bool boolean byte sbyte char short int16 ushort uint16 int int32 uint uint32 long int64 ulong uint64 float single double decimal
  datetime string dbnull`)));

/** A type's name in lower case without `System.` and `System.Management.Automation.`. */
export const plainTypeName = (type: TypeName): string => typeFullName(type).toLowerCase().replace(/^system\.(?:management\.automation\.)?/, '');

export const isVoidType = (type: TypeName): boolean => plainTypeName(type) === 'void';
export const isReferenceType = (type: TypeName): boolean => /^(?:ref|psreference)$/.test(plainTypeName(type));

/** Whether values of a type may stand in a data section: simple ones, enumerations and one-dimensional lists of them. */
export function isSafeInData(type: TypeName): boolean {
  const name = plainTypeName(type.form === 'array' ? type.element : type);
  return primitives().has(name) || enumerations().has(name) || /^(?:actionpreference|confirmimpact|io\.\w*(?:mode|access|share|attributes)|text\.regularexpressions\.regexoptions)$/.test(name);
}

/** Types that a cast in a constant may name. */
export const isSimpleType = (type: TypeName): boolean => type.form === 'simple' && primitives().has(plainTypeName(type)) && !/^(?:string|decimal|datetime|dbnull)$/.test(plainTypeName(type));

/** Namespaces whose classes and structures are all known, in .NET and .NET Framework, without `System.`; generic ones aside. Exceptions are known elsewhere. */
const spelledNamespaces = (): [string, string][] => Object.entries({
  Collections: `ArrayList BitArray CaseInsensitiveComparer CaseInsensitiveHashCodeProvider CollectionBase Comparer DictionaryBase DictionaryEntry Hashtable Queue ReadOnlyCollectionBase SortedList Stack StructuralComparisons ICollection IComparer IDictionary
    IDictionaryEnumerator IEnumerable IEnumerator IEqualityComparer IHashCodeProvider IList IStructuralComparable IStructuralEquatable`,
  'Collections.Specialized': 'BitVector32 CollectionsUtil HybridDictionary INotifyCollectionChanged IOrderedDictionary ListDictionary NameObjectCollectionBase NameValueCollection NotifyCollectionChangedEventArgs OrderedDictionary StringCollection StringDictionary StringEnumerator NotifyCollectionChangedAction NotifyCollectionChangedEventHandler',
  Text: `ASCIIEncoding CodePagesEncodingProvider CompositeFormat Decoder DecoderExceptionFallback DecoderExceptionFallbackBuffer DecoderFallback DecoderFallbackBuffer DecoderReplacementFallback DecoderReplacementFallbackBuffer Encoder EncoderExceptionFallback
    EncoderExceptionFallbackBuffer EncoderFallback EncoderFallbackBuffer EncoderReplacementFallback EncoderReplacementFallbackBuffer Encoding EncodingExtensions EncodingInfo EncodingProvider StringBuilder StringRuneEnumerator SpanLineEnumerator SpanRuneEnumerator Rune UnicodeEncoding UTF32Encoding
    UTF7Encoding UTF8Encoding Latin1Encoding Ascii NormalizationForm`,
  'Text.RegularExpressions': 'Capture CaptureCollection GeneratedRegexAttribute Group GroupCollection Match MatchCollection Regex RegexCompilationInfo RegexRunner RegexRunnerFactory RegexOptions RegexParseError ValueMatch MatchEvaluator',
  IO: `BinaryReader BinaryWriter BufferedStream Directory DirectoryInfo DriveInfo EnumerationOptions ErrorEventArgs File FileInfo FileStream FileStreamOptions FileSystemEventArgs FileSystemInfo FileSystemWatcher IODescriptionAttribute MemoryStream Path RandomAccess
    RenamedEventArgs Stream StreamReader StreamWriter StringReader StringWriter TextReader TextWriter UnmanagedMemoryAccessor UnmanagedMemoryStream WaitForChangedResult DriveType FileAccess FileAttributes FileMode FileOptions FileShare HandleInheritability MatchCasing MatchType NotifyFilters
    SearchOption SeekOrigin UnixFileMode WatcherChangeTypes WindowsRuntimeStorageExtensions WindowsRuntimeStreamExtensions ErrorEventHandler FileSystemEventHandler RenamedEventHandler`,
  'Net.Mail': 'AlternateView AlternateViewCollection Attachment AttachmentBase AttachmentCollection LinkedResource LinkedResourceCollection MailAddress MailAddressCollection MailMessage SmtpClient SmtpPermission SmtpPermissionAttribute DeliveryNotificationOptions MailPriority SmtpAccess SmtpDeliveryFormat SmtpDeliveryMethod SmtpStatusCode SendCompletedEventHandler',
}), namespaces = once(() => new Map(spelledNamespaces().map(([name, list]) => [name.toLowerCase(), new Set(words(list))])));

/** As .NET spells them, by their full names in lower case: the types and namespaces that are known for sure. */
const spelled = once(() => new Map([
  ...[...systemNames(), ...enumerationNames()].map((name) => `System.${name}`), ...spelledNamespaces().flatMap(([namespace, list]) => [`System.${namespace}`, ...split(list).map((name) => `System.${namespace}.${name}`)]),
  ...acceleratorNamespaces, ...accelerators().values(),
].map((name) => [name.toLowerCase(), name])));

/** A full name of a type or namespace as .NET spells it; undefined where it is none that is known for sure. */
export const spelling = (fullName: string): string | undefined => spelled().get(fullName.toLowerCase());

const systemSpelled = once(() => new Map(systemNames().map((name) => [name.toLowerCase(), `System.${name}`]))), acceleratedSpelled = once(() => new Map([...accelerators().values()].map((name) => [name.toLowerCase(), name])));

/** The full name of a type that is there for sure, as .NET spells it; of those that are not exceptions only some are known so. */
export function fullTypeName(type: TypeName): string | undefined {
  if (type.form === 'array') {
    const element = fullTypeName(type.element);
    return element && `${element}[${','.repeat(type.rank - 1)}]`;
  }
  if (type.form !== 'simple' || type.assembly !== undefined) return undefined;
  const lower = type.name.toLowerCase(), name = accelerators().get(lower) ?? systemSpelled().get(lower.replace(/^system\./, '')) ?? acceleratedSpelled().get(`system.${lower.replace(/^system\./, '')}`);
  return name?.startsWith('System.') === true ? name : undefined;
}

/** False where no type of the name can be there: only short names, those right below System and those of a few namespaces are known for sure. */
export function mayExist(name: string): boolean {
  const lower = name.toLowerCase(), short = lower.startsWith('system.') ? lower.slice(7) : lower;
  const dot = short.lastIndexOf('.'), siblings = dot < 0 ? undefined : namespaces().get(short.slice(0, dot));
  if (siblings !== undefined && !short.endsWith('exception') && !/[+`]/.test(short)) return siblings.has(short.slice(dot + 1));
  if (short.includes('.') || short.includes('+') || short.includes('`')) return true;
  return system().has(short) || enumerations().has(short) || (short === lower && accelerators().has(lower));
}

import type { TypeName } from '../ast.ts';
import { typeFullName } from '../types/fullName.ts';

const split = (text: string): readonly string[] => text.split(/\s+/);
const words = (text: string): readonly string[] => split(text.toLowerCase());

/** Short names that are no types of the namespace System (about_Type_Accelerators), those of Windows included. */
const accelerators = new Set(words(`bool byte char datetime decimal double float single guid hashtable int int32 short int16 long int64 ciminstance
  cimclass cimtype cimconverter cimsession ipendpoint nullstring objectsecurity ordered physicaladdress pscredential pslistmodifier psobject pscustomobject
  psprimitivedictionary ref regex sbyte string switch cultureinfo bigint securestring timespan ushort uint16 uint uint32 ulong uint64 uri version void
  ipaddress wildcardpattern x509certificate x500distinguishedname xml mailaddress semver adsi adsisearcher wmiclass wmi wmisearcher scriptblock
  pspropertyexpression psvariable type psmoduleinfo powershell runspacefactory runspace initialsessionstate psscriptmethod psscriptproperty psnoteproperty
  psaliasproperty psvariableproperty array object experimentaction experimentalfeature`));

/** Types right below the namespace System, which need not be written. */
const systemNames = split(`AccessViolationException Activator AggregateException AppContext AppDomain AppDomainSetup AppDomainUnloadedException
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
  UnhandledExceptionEventHandler`), system = new Set(systemNames.map((name) => name.toLowerCase()));
/** Enumerations there. */
const enumerations = new Set(words(`AttributeTargets Base64FormattingOptions ConsoleColor ConsoleKey ConsoleModifiers ConsoleSpecialKey DateTimeKind DayOfWeek
  EnvironmentVariableTarget GCCollectionMode GCKind GCNotificationStatus GenericUriParserOptions LoaderOptimization MidpointRounding PlatformID
  StringComparison StringSplitOptions TypeCode UriComponents UriFormat UriHostNameType UriIdnScope UriKind UriPartial`));
/** Values without parts: what a data section may cast to, beside enumerations. */
const primitives = new Set(words(`bool boolean byte sbyte char short int16 ushort uint16 int int32 uint uint32 long int64 ulong uint64 float single double decimal
  datetime string dbnull`));

/** A type's name in lower case without `System.` and `System.Management.Automation.`. */
export const plainTypeName = (type: TypeName): string => typeFullName(type).toLowerCase().replace(/^system\.(?:management\.automation\.)?/, '');

export const isVoidType = (type: TypeName): boolean => plainTypeName(type) === 'void';
export const isReferenceType = (type: TypeName): boolean => /^(?:ref|psreference)$/.test(plainTypeName(type));

/** Whether values of a type may stand in a data section: simple ones, enumerations and one-dimensional lists of them. */
export function isSafeInData(type: TypeName): boolean {
  const name = plainTypeName(type.form === 'array' ? type.element : type);
  return primitives.has(name) || enumerations.has(name) || /^(?:actionpreference|confirmimpact|io\.\w*(?:mode|access|share|attributes)|text\.regularexpressions\.regexoptions)$/.test(name);
}

/** Types that a cast in a constant may name. */
export const isSimpleType = (type: TypeName): boolean => type.form === 'simple' && primitives.has(plainTypeName(type)) && !/^(?:string|decimal|datetime|dbnull)$/.test(plainTypeName(type));

/** Namespaces whose classes and structures are all known, in .NET and .NET Framework, without `System.`; generic ones aside. Exceptions are known elsewhere. */
const namespaces = new Map(Object.entries({
  'collections': `ArrayList BitArray CaseInsensitiveComparer CaseInsensitiveHashCodeProvider CollectionBase Comparer DictionaryBase DictionaryEntry Hashtable Queue ReadOnlyCollectionBase SortedList Stack StructuralComparisons ICollection IComparer IDictionary
    IDictionaryEnumerator IEnumerable IEnumerator IEqualityComparer IHashCodeProvider IList IStructuralComparable IStructuralEquatable`,
  'collections.specialized': 'BitVector32 CollectionsUtil HybridDictionary INotifyCollectionChanged IOrderedDictionary ListDictionary NameObjectCollectionBase NameValueCollection NotifyCollectionChangedEventArgs OrderedDictionary StringCollection StringDictionary StringEnumerator NotifyCollectionChangedAction NotifyCollectionChangedEventHandler',
  'text': `ASCIIEncoding CodePagesEncodingProvider CompositeFormat Decoder DecoderExceptionFallback DecoderExceptionFallbackBuffer DecoderFallback DecoderFallbackBuffer DecoderReplacementFallback DecoderReplacementFallbackBuffer Encoder EncoderExceptionFallback
    EncoderExceptionFallbackBuffer EncoderFallback EncoderFallbackBuffer EncoderReplacementFallback EncoderReplacementFallbackBuffer Encoding EncodingExtensions EncodingInfo EncodingProvider StringBuilder StringRuneEnumerator SpanLineEnumerator SpanRuneEnumerator Rune UnicodeEncoding UTF32Encoding
    UTF7Encoding UTF8Encoding Latin1Encoding Ascii NormalizationForm`,
  'text.regularexpressions': 'Capture CaptureCollection GeneratedRegexAttribute Group GroupCollection Match MatchCollection Regex RegexCompilationInfo RegexRunner RegexRunnerFactory RegexOptions RegexParseError ValueMatch MatchEvaluator',
  'io': `BinaryReader BinaryWriter BufferedStream Directory DirectoryInfo DriveInfo EnumerationOptions ErrorEventArgs File FileInfo FileStream FileStreamOptions FileSystemEventArgs FileSystemInfo FileSystemWatcher IODescriptionAttribute MemoryStream Path RandomAccess
    RenamedEventArgs Stream StreamReader StreamWriter StringReader StringWriter TextReader TextWriter UnmanagedMemoryAccessor UnmanagedMemoryStream WaitForChangedResult DriveType FileAccess FileAttributes FileMode FileOptions FileShare HandleInheritability MatchCasing MatchType NotifyFilters
    SearchOption SeekOrigin UnixFileMode WatcherChangeTypes WindowsRuntimeStorageExtensions WindowsRuntimeStreamExtensions ErrorEventHandler FileSystemEventHandler RenamedEventHandler`,
  'net.mail': 'AlternateView AlternateViewCollection Attachment AttachmentBase AttachmentCollection LinkedResource LinkedResourceCollection MailAddress MailAddressCollection MailMessage SmtpClient SmtpPermission SmtpPermissionAttribute DeliveryNotificationOptions MailPriority SmtpAccess SmtpDeliveryFormat SmtpDeliveryMethod SmtpStatusCode SendCompletedEventHandler',
}).map(([name, list]) => [name, new Set(words(list))]));

/** What short names mean that are no names of types right below System (about_Type_Accelerators). */
const meanings = new Map(`bool=Boolean float=Single hashtable=Collections.Hashtable int=Int32 long=Int64 short=Int16 uint=UInt32 ulong=UInt64 ushort=UInt16 bigint=Numerics.BigInteger regex=Text.RegularExpressions.Regex
  xml=Xml.XmlDocument psobject=Management.Automation.PSObject pscustomobject=Management.Automation.PSObject pscredential=Management.Automation.PSCredential scriptblock=Management.Automation.ScriptBlock switch=Management.Automation.SwitchParameter
  securestring=Security.SecureString ipaddress=Net.IPAddress mailaddress=Net.Mail.MailAddress cultureinfo=Globalization.CultureInfo ref=Management.Automation.PSReference`.split(/\s+/).map((line) => line.split('=') as [string, string]));
const systemSpelled = new Map(systemNames.map((name) => [name.toLowerCase(), name]));

/** The full name of a type that is there for sure, as .NET spells it; of those that are not exceptions only some are known so. */
export function fullTypeName(type: TypeName): string | undefined {
  if (type.form === 'array') {
    const element = fullTypeName(type.element);
    return element && `${element}[${','.repeat(type.rank - 1)}]`;
  }
  if (type.form !== 'simple' || type.assembly !== undefined) return undefined;
  const lower = type.name.toLowerCase(), name = meanings.get(lower) ?? systemSpelled.get(lower.replace(/^system\./, '')) ?? [...meanings.values()].find((each) => each.toLowerCase() === lower.replace(/^system\./, ''));
  return name && `System.${name}`;
}

/** False where no type of the name can be there: only short names, those right below System and those of a few namespaces are known for sure. */
export function mayExist(name: string): boolean {
  const lower = name.toLowerCase(), short = lower.startsWith('system.') ? lower.slice(7) : lower;
  const dot = short.lastIndexOf('.'), siblings = dot < 0 ? undefined : namespaces.get(short.slice(0, dot));
  if (siblings !== undefined && !short.endsWith('exception') && !/[+`]/.test(short)) return siblings.has(short.slice(dot + 1));
  if (short.includes('.') || short.includes('+') || short.includes('`')) return true;
  return system.has(short) || enumerations.has(short) || (short === lower && accelerators.has(lower));
}

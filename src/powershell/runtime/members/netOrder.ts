/**
 * The properties that .NET 10's reflection tells of its types, in its order (Type.GetProperties of an instance's public properties that can be read), where
 * that order is not the one in which the engine's own table describes the type. What declares a property again stands where it does so.
 */
import type { AnyType } from '../types/netType.ts';

/** Types without `System.`, and what each of them lists: inherited properties too. */
const LISTED: readonly (readonly [types: string, names: string])[] = [
  ['Action Text.RegularExpressions.MatchEvaluator', 'Target Method'],
  ['AppDomain', 'BaseDirectory RelativeSearchPath SetupInformation PermissionSet DynamicDirectory FriendlyName Id IsFullyTrusted IsHomogenous MonitoringSurvivedMemorySize MonitoringTotalAllocatedMemorySize ShadowCopyFiles MonitoringTotalProcessorTime'],
  ['Array', 'Length LongLength Rank SyncRoot IsReadOnly IsFixedSize IsSynchronized'],
  ['Collections.ArrayList', 'Capacity Count IsFixedSize IsReadOnly IsSynchronized SyncRoot'],
  ['Collections.CollectionBase Security.Cryptography.X509Certificates.X509Certificate2Collection', 'Capacity Count'],
  ['Collections.Generic.List`1', 'Capacity Count'],
  ['Collections.Generic.Dictionary`2', 'Comparer Count Capacity Keys Values'],
  ['Collections.Generic.HashSet`1', 'Count Capacity Comparer'],
  ['Collections.Generic.Queue`1 Collections.Generic.Stack`1', 'Count Capacity'],
  ['Collections.Generic.SortedDictionary`2', 'Count Comparer Keys Values'],
  ['Collections.Generic.SortedList`2', 'Capacity Comparer Count Keys Values'],
  ['Collections.Generic.SortedSet`1', 'Count Comparer Min Max'],
  ['Collections.Generic.LinkedList`1', 'Count First Last'],
  ['Collections.Generic.LinkedListNode`1', 'List Next Previous Value ValueRef'],
  ['Collections.Concurrent.ConcurrentDictionary`2', 'Comparer Count IsEmpty Keys Values'],
  ['Collections.Concurrent.ConcurrentQueue`1 Collections.Concurrent.ConcurrentStack`1', 'IsEmpty Count'],
  ['Collections.Concurrent.ConcurrentBag`1', 'Count IsEmpty'],
  ['Collections.ObjectModel.Collection`1 Collections.ObjectModel.ReadOnlyCollection`1 Collections.ObjectModel.ObservableCollection`1', 'Count'],
  ['Collections.Generic.PriorityQueue`2', 'Count Capacity Comparer UnorderedItems'],
  ['Collections.Concurrent.BlockingCollection`1', 'BoundedCapacity IsAddingCompleted IsCompleted Count'],
  ['Collections.Generic.OrderedDictionary`2', 'Capacity Comparer Count Keys Values'],
  ['Collections.ObjectModel.ReadOnlyDictionary`2', 'Keys Values Count'],
  ['Threading.Tasks.Task`1', 'Result Id Exception Status IsCanceled IsCompleted IsCompletedSuccessfully CreationOptions AsyncState IsFaulted'],
  ['Collections.Hashtable+HashtableEnumerator', 'Key Entry Current Value'],
  ['Collections.Hashtable+KeyCollection Collections.Hashtable+ValueCollection', 'IsSynchronized SyncRoot Count'],
  ['Collections.SortedList', 'Capacity Count Keys Values IsReadOnly IsFixedSize IsSynchronized SyncRoot'],
  ['Collections.Specialized.HybridDictionary Collections.Specialized.ListDictionary', 'Count Keys IsReadOnly IsFixedSize IsSynchronized SyncRoot Values'],
  ['Collections.Specialized.NameValueCollection', 'AllKeys Count Keys'],
  ['Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator', 'Current Entry Key Value'],
  ['Collections.Specialized.OrderedDictionary', 'Count IsReadOnly Keys Values'],
  ['Collections.Specialized.StringCollection Data.DataColumnCollection Data.DataRowCollection Data.DataTableCollection', 'Count IsReadOnly IsSynchronized SyncRoot'],
  ['Collections.Specialized.StringDictionary', 'Count IsSynchronized Keys SyncRoot Values'],
  ['Data.DataColumn', 'AllowDBNull AutoIncrement AutoIncrementSeed AutoIncrementStep Caption ColumnName Prefix DataType DateTimeMode DefaultValue Expression ExtendedProperties MaxLength Namespace Ordinal ReadOnly Table Unique ColumnMapping Site Container DesignMode'],
  ['Data.DataSet', 'RemotingFormat SchemaSerializationMode CaseSensitive DefaultViewManager EnforceConstraints DataSetName Namespace Prefix ExtendedProperties HasErrors IsInitialized Locale Site Relations Tables Container DesignMode'],
  ['Data.DataTable', 'CaseSensitive IsInitialized RemotingFormat ChildRelations Columns Constraints DataSet DefaultView DisplayExpression ExtendedProperties HasErrors Locale MinimumCapacity ParentRelations PrimaryKey Rows TableName Namespace Prefix Site Container DesignMode'],
  ['Data.DataView', 'AllowDelete ApplyDefaultSort AllowEdit AllowNew Count DataViewManager IsInitialized RowFilter RowStateFilter Sort Table Site Container DesignMode'],
  ['Globalization.CompareInfo', 'Name Version LCID'],
  ['Globalization.CultureInfo', 'Parent LCID KeyboardLayoutId Name IetfLanguageTag DisplayName NativeName EnglishName TwoLetterISOLanguageName ThreeLetterISOLanguageName ThreeLetterWindowsLanguageName CompareInfo TextInfo IsNeutralCulture CultureTypes NumberFormat DateTimeFormat Calendar OptionalCalendars UseUserOverride IsReadOnly'],
  ['Globalization.DateTimeFormatInfo', 'AMDesignator Calendar DateSeparator FirstDayOfWeek CalendarWeekRule FullDateTimePattern LongDatePattern LongTimePattern MonthDayPattern PMDesignator RFC1123Pattern ShortDatePattern ShortTimePattern SortableDateTimePattern TimeSeparator UniversalSortableDateTimePattern YearMonthPattern AbbreviatedDayNames ShortestDayNames DayNames AbbreviatedMonthNames MonthNames IsReadOnly NativeCalendarName AbbreviatedMonthGenitiveNames MonthGenitiveNames'],
  ['Globalization.NumberFormatInfo', 'CurrencyDecimalDigits CurrencyDecimalSeparator IsReadOnly CurrencyGroupSizes NumberGroupSizes PercentGroupSizes CurrencyGroupSeparator CurrencySymbol NaNSymbol CurrencyNegativePattern NumberNegativePattern PercentPositivePattern PercentNegativePattern NegativeInfinitySymbol NegativeSign NumberDecimalDigits NumberDecimalSeparator NumberGroupSeparator CurrencyPositivePattern PositiveInfinitySymbol PositiveSign PercentDecimalDigits PercentDecimalSeparator PercentGroupSeparator PercentSymbol PerMilleSymbol NativeDigits DigitSubstitution'],
  ['Globalization.RegionInfo', 'Name EnglishName DisplayName NativeName TwoLetterISORegionName ThreeLetterISORegionName ThreeLetterWindowsRegionName IsMetric GeoId CurrencyEnglishName CurrencyNativeName CurrencySymbol ISOCurrencySymbol'],
  ['Globalization.TextInfo', 'ANSICodePage OEMCodePage MacCodePage EBCDICCodePage LCID CultureName IsReadOnly ListSeparator IsRightToLeft'],
  ['IO.Compression.DeflateStream', 'BaseStream CanRead CanWrite CanSeek Length Position CanTimeout ReadTimeout WriteTimeout'],
  ['IO.Compression.GZipStream IO.Compression.ZLibStream', 'CanRead CanWrite CanSeek Length Position BaseStream CanTimeout ReadTimeout WriteTimeout'],
  ['IO.DriveInfo', 'Name IsReady RootDirectory VolumeLabel DriveType DriveFormat AvailableFreeSpace TotalFreeSpace TotalSize'],
  ['IO.FileStream', 'Handle CanRead CanWrite SafeFileHandle Name IsAsync Length Position CanSeek CanTimeout ReadTimeout WriteTimeout'],
  ['IO.MemoryStream', 'CanRead CanSeek CanWrite Capacity Length Position CanTimeout ReadTimeout WriteTimeout'],
  ['IO.StreamReader', 'CurrentEncoding BaseStream EndOfStream'],
  ['IO.StreamWriter', 'AutoFlush BaseStream Encoding FormatProvider NewLine'],
  ['IO.Stream', 'CanRead CanWrite CanSeek CanTimeout Length Position ReadTimeout WriteTimeout'],
  ['IO.StringWriter', 'Encoding FormatProvider NewLine'],
  ['IO.TextWriter', 'FormatProvider Encoding NewLine'],
  ['Net.CookieCollection Text.RegularExpressions.CaptureCollection Text.RegularExpressions.MatchCollection', 'IsReadOnly Count IsSynchronized SyncRoot'],
  ['Net.Mail.AttachmentCollection Net.Mail.MailAddressCollection', 'Count'],
  ['Net.Mail.Attachment', 'Name NameEncoding ContentDisposition ContentStream ContentId ContentType TransferEncoding'],
  ['Net.Mail.MailMessage', 'From Sender ReplyTo ReplyToList To Bcc CC Priority DeliveryNotificationOptions Subject SubjectEncoding Headers HeadersEncoding Body BodyEncoding BodyTransferEncoding IsBodyHtml Attachments AlternateViews'],
  ['Net.Mail.SmtpClient', 'Host Port UseDefaultCredentials Credentials Timeout ServicePoint DeliveryMethod DeliveryFormat PickupDirectoryLocation EnableSsl ClientCertificates TargetName'],
  ['Net.Sockets.Socket', 'Available LocalEndPoint RemoteEndPoint Handle SafeHandle Blocking UseOnlyOverlappedIO Connected AddressFamily SocketType ProtocolType IsBound ExclusiveAddressUse ReceiveBufferSize SendBufferSize ReceiveTimeout SendTimeout LingerState NoDelay Ttl DontFragment MulticastLoopback EnableBroadcast DualMode'],
  ['Net.Sockets.TcpClient', 'Available Client Connected ExclusiveAddressUse ReceiveBufferSize SendBufferSize ReceiveTimeout SendTimeout LingerState NoDelay'],
  ['Net.WebClient', 'Encoding BaseAddress Credentials UseDefaultCredentials Headers QueryString ResponseHeaders Proxy CachePolicy IsBusy AllowReadStreamBuffering AllowWriteStreamBuffering Site Container'],
  ['Numerics.BigInteger', 'IsPowerOfTwo IsZero IsOne IsEven Sign'],
  ['Reflection.RuntimeConstructorInfo', 'Name MemberType DeclaringType ReflectedType MetadataToken Module IsCollectible MethodHandle Attributes CallingConvention IsSecurityCritical IsSecuritySafeCritical IsSecurityTransparent ContainsGenericParameters MethodImplementationFlags IsAbstract IsConstructor IsFinal IsHideBySig IsSpecialName IsStatic IsVirtual IsAssembly IsFamily IsFamilyAndAssembly IsFamilyOrAssembly IsPrivate IsPublic IsConstructedGenericMethod IsGenericMethod IsGenericMethodDefinition CustomAttributes'],
  ['Reflection.RuntimeMethodInfo', 'Name DeclaringType ReflectedType MemberType MetadataToken Module IsSecurityCritical IsSecuritySafeCritical IsSecurityTransparent MethodHandle Attributes CallingConvention ReturnType ReturnTypeCustomAttributes ReturnParameter IsCollectible IsGenericMethod IsGenericMethodDefinition ContainsGenericParameters MethodImplementationFlags IsAbstract IsConstructor IsFinal IsHideBySig IsSpecialName IsStatic IsVirtual IsAssembly IsFamily IsFamilyAndAssembly IsFamilyOrAssembly IsPrivate IsPublic IsConstructedGenericMethod CustomAttributes'],
  ['Reflection.RuntimeParameterInfo', 'ParameterType Name HasDefaultValue DefaultValue RawDefaultValue MetadataToken Attributes Member Position IsIn IsLcid IsOptional IsOut IsRetval CustomAttributes'],
  ['Reflection.RuntimePropertyInfo', 'MemberType Name DeclaringType ReflectedType MetadataToken Module IsCollectible PropertyType Attributes CanRead CanWrite IsSpecialName GetMethod SetMethod CustomAttributes'],
  ['Security.Cryptography.AesCryptoServiceProvider Security.Cryptography.AesManaged', 'FeedbackSize BlockSize IV Key KeySize Mode Padding LegalBlockSizes LegalKeySizes'],
  ['Security.Cryptography.Aes', 'Key KeySize FeedbackSize BlockSize IV LegalBlockSizes LegalKeySizes Mode Padding'],
  ['Security.Cryptography.HMACMD5 Security.Cryptography.HMACSHA1 Security.Cryptography.HMACSHA256', 'Key HashName HashSize Hash InputBlockSize OutputBlockSize CanTransformMultipleBlocks CanReuseTransform'],
  ['Security.Cryptography.HMACSHA384 Security.Cryptography.HMACSHA512', 'ProduceLegacyHmacValues Key HashName HashSize Hash InputBlockSize OutputBlockSize CanTransformMultipleBlocks CanReuseTransform'],
  ['Security.Cryptography.HashAlgorithm Security.Cryptography.MD5CryptoServiceProvider Security.Cryptography.MD5 Security.Cryptography.SHA1CryptoServiceProvider Security.Cryptography.SHA1Managed Security.Cryptography.SHA1 Security.Cryptography.SHA256CryptoServiceProvider Security.Cryptography.SHA256Managed Security.Cryptography.SHA256 Security.Cryptography.SHA384CryptoServiceProvider Security.Cryptography.SHA384Managed Security.Cryptography.SHA384 Security.Cryptography.SHA512CryptoServiceProvider Security.Cryptography.SHA512Managed Security.Cryptography.SHA512', 'HashSize Hash InputBlockSize OutputBlockSize CanTransformMultipleBlocks CanReuseTransform'],
  ['Security.Cryptography.RSACng', 'Key KeyExchangeAlgorithm SignatureAlgorithm KeySize LegalKeySizes'],
  ['Security.Cryptography.RSACryptoServiceProvider', 'CspKeyContainerInfo KeyExchangeAlgorithm KeySize LegalKeySizes PersistKeyInCsp PublicOnly SignatureAlgorithm'],
  ['Security.Cryptography.RSA', 'KeyExchangeAlgorithm SignatureAlgorithm KeySize LegalKeySizes'],
  ['Security.Cryptography.Rfc2898DeriveBytes', 'HashAlgorithm IterationCount Salt'],
  ['Security.Cryptography.RijndaelManaged', 'BlockSize FeedbackSize IV Key KeySize Mode Padding LegalKeySizes LegalBlockSizes'],
  ['Security.Cryptography.X509Certificates.X509Certificate2', 'Archived Extensions FriendlyName HasPrivateKey PrivateKey IssuerName NotAfter NotBefore PublicKey RawData RawDataMemory SerialNumber SignatureAlgorithm SubjectName Thumbprint Version Handle Issuer Subject SerialNumberBytes'],
  ['Security.Cryptography.X509Certificates.X509Certificate', 'Handle Issuer Subject SerialNumberBytes'],
  ['Security.Cryptography.X509Certificates.X509Store', 'StoreHandle Location Name Certificates IsOpen'],
  ['Text.ASCIIEncoding', 'IsSingleByte Preamble BodyName EncodingName HeaderName WebName WindowsCodePage IsBrowserDisplay IsBrowserSave IsMailNewsDisplay IsMailNewsSave EncoderFallback DecoderFallback IsReadOnly CodePage'],
  ['Text.RegularExpressions.GroupCollection', 'IsReadOnly Count IsSynchronized SyncRoot Keys Values'],
  ['Threading.SemaphoreSlim', 'CurrentCount AvailableWaitHandle'],
  ['Threading.Semaphore', 'Handle SafeWaitHandle'],
  ['Threading.Tasks.Task', 'Id Exception Status IsCanceled IsCompleted IsCompletedSuccessfully CreationOptions AsyncState IsFaulted'],
  ['WeakReference', 'TrackResurrection IsAlive Target'],
  ['Xml.Linq.XAttribute', 'IsNamespaceDeclaration Name NextAttribute NodeType PreviousAttribute Value BaseUri Document Parent'],
  ['Xml.Linq.XComment Xml.Linq.XText', 'NodeType Value NextNode PreviousNode BaseUri Document Parent'],
  ['Xml.Linq.XDocument', 'Declaration DocumentType NodeType Root FirstNode LastNode NextNode PreviousNode BaseUri Document Parent'],
  ['Xml.Linq.XElement', 'FirstAttribute HasAttributes HasElements IsEmpty LastAttribute Name NodeType Value FirstNode LastNode NextNode PreviousNode BaseUri Document Parent'],
  ['Xml.XmlNamespaceManager', 'NameTable DefaultNamespace'],
  ['Xml.XmlNodeReader', 'NodeType Name LocalName NamespaceURI Prefix HasValue Value Depth BaseURI CanResolveEntity IsEmptyElement IsDefault XmlSpace XmlLang SchemaInfo AttributeCount EOF ReadState HasAttributes NameTable CanReadBinaryContent Settings QuoteChar ValueType CanReadValueChunk'],
  ['Xml.XmlReaderSettings', 'Async NameTable LineNumberOffset LinePositionOffset ConformanceLevel CheckCharacters MaxCharactersInDocument MaxCharactersFromEntities IgnoreWhitespace IgnoreProcessingInstructions IgnoreComments ProhibitDtd DtdProcessing CloseInput ValidationType ValidationFlags Schemas'],
  ['Xml.XmlReader', 'Settings NodeType Name LocalName NamespaceURI Prefix HasValue Value Depth BaseURI IsEmptyElement IsDefault QuoteChar XmlSpace XmlLang SchemaInfo ValueType AttributeCount EOF ReadState NameTable CanResolveEntity CanReadBinaryContent CanReadValueChunk HasAttributes'],
  ['Xml.XmlTextReader', 'NodeType Name LocalName NamespaceURI Prefix HasValue Value Depth BaseURI IsEmptyElement IsDefault QuoteChar XmlSpace XmlLang AttributeCount EOF ReadState NameTable CanResolveEntity CanReadBinaryContent CanReadValueChunk LineNumber LinePosition Namespaces Normalization Encoding WhitespaceHandling ProhibitDtd DtdProcessing EntityHandling Settings SchemaInfo ValueType HasAttributes'],
  ['Xml.XmlTextWriter', 'BaseStream Namespaces Formatting Indentation IndentChar QuoteChar WriteState XmlSpace XmlLang Settings'],
  ['Xml.XmlWriterSettings', 'Async Encoding OmitXmlDeclaration NewLineHandling NewLineChars Indent IndentChars NewLineOnAttributes CloseOutput ConformanceLevel CheckCharacters NamespaceHandling WriteEndDocumentOnClose OutputMethod DoNotEscapeUriAttributes'],
  ['Xml.XmlWriter', 'Settings WriteState XmlSpace XmlLang'],
  ['RuntimeType', 'IsCollectible DeclaringMethod FullName AssemblyQualifiedName Namespace GUID IsEnum IsByRefLike IsConstructedGenericType IsGenericType IsGenericTypeDefinition GenericParameterAttributes IsSZArray GenericParameterPosition ContainsGenericParameters StructLayoutAttribute IsFunctionPointer IsUnmanagedFunctionPointer Name DeclaringType Assembly BaseType IsGenericParameter IsTypeDefinition IsSecurityCritical IsSecuritySafeCritical IsSecurityTransparent MemberType MetadataToken Module ReflectedType TypeHandle UnderlyingSystemType GenericTypeParameters DeclaredConstructors DeclaredEvents DeclaredFields DeclaredMembers DeclaredMethods DeclaredNestedTypes DeclaredProperties ImplementedInterfaces IsInterface IsNested IsArray IsByRef IsPointer IsGenericTypeParameter IsGenericMethodParameter IsVariableBoundArray HasElementType GenericTypeArguments Attributes IsAbstract IsImport IsSealed IsSpecialName IsClass IsNestedAssembly IsNestedFamANDAssem IsNestedFamily IsNestedFamORAssem IsNestedPrivate IsNestedPublic IsNotPublic IsPublic IsAutoLayout IsExplicitLayout IsLayoutSequential IsAnsiClass IsAutoClass IsUnicodeClass IsCOMObject IsContextful IsMarshalByRef IsPrimitive IsValueType IsSignatureType TypeInitializer IsSerializable IsVisible CustomAttributes'],
];
/** What PowerShell's own type data adds to a type comes first, and is none of .NET's. */
const ADDED = new Set(['Array.Count', 'Security.Cryptography.X509Certificates.X509Certificate2.EnhancedKeyUsageList', 'Threading.Tasks.Task.Result']);
const byType: ReadonlyMap<string, readonly string[]> = new Map(LISTED.flatMap(([types, names]) => types.split(' ').map((name) => [`System.${name}`, names.split(' ')] as const)));
export const orderedTypes = (): readonly string[] => [...byType.keys()];

/** A type's name without the types it is made of. */
const plain = ({ name }: AnyType): string => name.replace(/\[\[.*/s, '');
/** The properties of a type as .NET lists them: those of types below the one that is known first, and none that .NET keeps to interfaces. */
export function inNetOrder(type: AnyType, props: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  let known: AnyType | undefined = type;
  const below = new Set<string>();
  for (; known !== undefined && !byType.has(plain(known)); known = known.base) for (const name of Object.keys((known.table as { props?: object } | undefined)?.props ?? {})) below.add(name);
  if (known === undefined) return props;
  const own = plain(known).slice('System.'.length), names = byType.get(plain(known)) ?? [], listed = new Set(names);
  const first = [...props.keys()].filter((name) => !listed.has(name) && (below.has(name) || ADDED.has(`${own}.${name}`)));
  return new Map([...first, ...names].filter((name) => props.has(name)).map((name) => [name, props.get(name)]));
}

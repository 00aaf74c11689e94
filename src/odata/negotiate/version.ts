/** DataServiceVersion (OData v2 overview, 5; sma-rest-api.md 1.2), as pure functions. */
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import { odataError } from '../errors.ts';
import { chosenActions, type Projection } from '../query/selectExpand.ts';

export const VERSIONS = ['1.0', '2.0', '3.0'] as const;
export type DataServiceVersion = (typeof VERSIONS)[number];

const HEADER = /^\s*(\d+)\.(\d+)\s*(?:;.*)?$/;

/**
 * Reads a version header such as `1.0;NetFx`; undefined when there is none.
 * @throws ODataError VersionSyntax
 */
export function parseVersionHeader(header: string, value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const match = HEADER.exec(value);
  if (match === null) throw odataError('VersionSyntax', header, value);
  return Number(match[1]) + Number(match[2]) / 10;
}

export interface VersionHeaders { readonly dataServiceVersion: string | undefined; readonly maxDataServiceVersion: string | undefined }

/**
 * The highest version a reply may use: what the client says it can take, 3.0 when it says nothing.
 * @throws ODataError VersionTooHigh when the request itself needs more than 3.0, VersionSyntax.
 */
export function highestReplyVersion(headers: VersionHeaders): DataServiceVersion {
  const request = parseVersionHeader('DataServiceVersion', headers.dataServiceVersion);
  const maximum = parseVersionHeader('MaxDataServiceVersion', headers.maxDataServiceVersion);
  if (request !== undefined && request > 3) throw odataError('VersionTooHigh', headers.dataServiceVersion ?? '');
  if (maximum === undefined || maximum >= 3) return '3.0';
  return maximum >= 2 ? '2.0' : '1.0';
}

/**
 * The version that a request is written in: what it says, else the highest that its reply may have, but 2.0 at least, as WCF Data
 * Services takes it. `any` and `all` came with 3.0, and change no reply; `$select`, counts and what a next link has with 2.0.
 * @throws ODataError RequestVersionTooLow, VersionSyntax
 */
export function checkRequestVersion(headers: VersionHeaders, needed: DataServiceVersion): void {
  const version = requestVersion(headers);
  if (version < Number(needed)) throw odataError('RequestVersionTooLow', version.toFixed(1), needed);
}

/** @throws ODataError VersionSyntax */
export const requestVersion = ({ dataServiceVersion, maxDataServiceVersion }: VersionHeaders): number =>
  parseVersionHeader('DataServiceVersion', dataServiceVersion) ?? Math.max(2, parseVersionHeader('MaxDataServiceVersion', maxDataServiceVersion) ?? 3);

export interface ReplyFeatures {
  /** Types of the entities written, with what is written of them. */
  readonly entities: { readonly type: EntityType; readonly projection: Projection } | undefined;
  readonly isJson: boolean;
  /** JSON light exists in version 3.0 only. */
  readonly isLight: boolean;
  readonly isCollection: boolean;
  readonly hasCount: boolean;
  /** It may end with a page: the client has not asked for so few that it cannot, or goes on behind one (WCF's ObtainSkipTopCounts). */
  readonly isPaged: boolean;
  /** Of what is listed, or of what is expanded in it. */
  readonly hasNextLink: boolean;
  /** The result of an action. */
  readonly isAction: boolean;
}

/**
 * The version a reply carries: the lowest that can express it. Results of actions and collection-valued properties need
 * 3.0; counts, next links and chosen properties need 2.0. What has a form in every version takes the best the client
 * allows: entries advertise actions in 3.0, and JSON lists have `results` from 2.0.
 * @throws ODataError VersionTooLow
 */
export function replyVersion(features: ReplyFeatures, highest: DataServiceVersion): DataServiceVersion {
  const { entities } = features;
  const required = requiredVersion(features);
  if (required > highest) throw odataError('VersionTooLow', required, highest);
  if (entities !== undefined && highest === '3.0' && advertises(entities.type, entities.projection)) return '3.0';
  const hasList = features.isCollection || (entities !== undefined && expandsMany(entities.projection));
  return features.isJson && hasList && required === '1.0' && highest !== '1.0' ? '2.0' : required;
}

function requiredVersion({ entities, isAction, isLight, hasCount, isPaged, hasNextLink }: ReplyFeatures): DataServiceVersion {
  if (isAction || isLight || (entities !== undefined && hasCollection(entities.type, entities.projection))) return '3.0';
  const isProjected = entities !== undefined && entities.projection.properties !== undefined;
  return hasCount || isPaged || hasNextLink || isProjected ? '2.0' : '1.0';
}

const expandsMany = (projection: Projection): boolean => projection.expand.some((one) => one.navigation.many || expandsMany(one.projection));
// Expanded entities count too.
const advertises = (type: EntityType, projection: Projection): boolean =>
  chosenActions(type, projection).length > 0 || projection.expand.some((one) => advertises(one.navigation.target, one.projection));
const hasCollection = (type: EntityType, projection: Projection): boolean =>
  type.properties.some((property) => property.kind === 'collection' && (projection.properties?.has(property.name) ?? true))
  || projection.expand.some((one) => hasCollection(one.navigation.target, one.projection));

/** The header of a reply, with the semicolon servers write. */
export const versionHeader = (version: DataServiceVersion): string => `${version};`;

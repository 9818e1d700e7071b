/**
 * The call of a community that makes a table of what its desk's phones do not hold. A lead may have
 * it whole, everybody else of the community masked; nothing leaves before it stands in the trail.
 */
import type { ExportCell } from '#lib/domain/exports/exportRow.ts';
import { headersOf, tableRow } from '#lib/domain/exports/exportTable.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import type { Account } from '../access/account.ts';
import type { AuditTrail } from '../access/auditTrail.ts';
import { notSignedIn } from '../access/gate.ts';
import { CouchError, notFound } from '../http/couchError.ts';
import type { Bytes } from '../http/bytes.ts';
import { utf8 } from '../http/bytes.ts';
import { readObject } from '../http/requestBody.ts';
import { takeTurns } from '../http/turns.ts';
import type { StationParts } from '../stationApi/stationCall.ts';
import { ledgerRows } from './ledgerRows.ts';
import type { TableAsked } from './tableAsked.ts';
import { readTableAsked } from './tableAsked.ts';

export const exportMount = '/station/exports';
const tablePath = `${exportMount}/table`;
export const exportCallNames: readonly string[] = [`POST ${tablePath}`];

export interface ExportParts extends Pick<
	StationParts,
	'storage' | 'sessions' | 'community' | 'access'
> {
	audit: AuditTrail;
	/** For tests; a community's whole register has 7,000 rows. */
	mostRows?: number;
}

/** 60 columns with their headers and fixed texts. */
const mostBytes = 64 * 1024;
const usualMostRows = 40_000;
const lookRows = 5;
/** Rows that are made in one turn of the loop. */
const rowsAtOnce = 100;

export function createExportCalls(parts: ExportParts): (request: Request) => Promise<Response> {
	const { sessions, community } = parts;
	// One register at a time lies in memory.
	const inTurn = takeTurns();
	return async (request) => {
		const session = sessions.find(request);
		if (!session) throw notSignedIn();
		const standing = standingOf(session.account, community().id);
		if (!standing || new URL(request.url).pathname !== tablePath) throw notFound('missing');
		if (request.method !== 'POST') {
			throw new CouchError(405, 'method_not_allowed', 'Only POST allowed', { Allow: 'POST' });
		}
		const asked = readTableAsked(await readObject(request, mostBytes));
		const masked = asked.masked || asked.look || standing !== 'lead';
		return await inTurn('table', () => answer(parts, { ...asked, masked }, session.account.name));
	};
}

/** DOMAIN 5.5, row "export". */
function standingOf({ grants }: Account, community: string): 'lead' | 'staff' | undefined {
	const holds = (wanted: string) =>
		grants.some(({ role, scope }) => role === wanted && scope === community);
	if (holds('community_lead')) return 'lead';
	return holds('community_staff') ? 'staff' : undefined;
}

async function answer(parts: ExportParts, asked: TableAsked, by: string): Promise<Response> {
	const { storage, community, access, audit, mostRows = usualMostRows } = parts;
	const ledger = await storage.open(communityLedger(community().id));
	if (!ledger) throw notFound('missing');
	const nameOf = (account: string) => access.account(account)?.displayName ?? account;
	const rows = await ledgerRows(ledger, { ...asked, nameOf });
	const wanted = asked.look ? rows.slice(0, lookRows) : rows;
	if (wanted.length > mostRows) {
		throw new CouchError(413, 'too_large', `more than ${String(mostRows)} rows`);
	}
	const { source, from, until, masked } = asked;
	audit.note('export', by, {
		...{ source, from, until, rows: wanted.length, masked: masked ? 1 : 0 }
	});
	await access.settled();
	const table = wanted.map((row) => () => tableRow(asked, row(), { masked }));
	const head = { headers: headersOf(asked), masked, total: rows.length };
	return new Response(streamOf(textsOf(head, table)), {
		status: 200,
		headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
	});
}

/** JSON in pieces: `{…head, rows: […]}`. */
function* textsOf(
	head: object,
	rows: readonly (() => ExportCell[])[]
): Generator<string, undefined> {
	yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
	for (let at = 0; at < rows.length; at += rowsAtOnce) {
		const texts = rows.slice(at, at + rowsAtOnce).map((row) => JSON.stringify(row()));
		yield `${at === 0 ? '' : ','}${texts.join(',')}`;
	}
	yield ']}';
	return undefined;
}

/** Each piece is made when the reader wants it, in a turn of its own. */
function streamOf(texts: Generator<string, undefined>): ReadableStream<Bytes> {
	return new ReadableStream<Bytes>(
		{
			async pull(controller) {
				await new Promise((resolve) => setImmediate(resolve));
				const { value, done } = texts.next();
				if (done === true) controller.close();
				else controller.enqueue(utf8(value));
			}
		},
		{ highWaterMark: 0 }
	);
}

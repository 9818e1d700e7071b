/**
 * The demo roster as documents, as an import of its spreadsheet would write them; for tests and
 * benchmarks that need a community without a spreadsheet. The station itself imports the spreadsheet.
 */
import { createHash } from 'node:crypto';
import type { Day } from '#lib/domain/calendar.ts';
import { doorIdOf, estateCodeFor } from '#lib/domain/doorId.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId } from '#lib/domain/ids.ts';
import { findHeader } from '#lib/domain/rosterColumns.ts';
import { readRosterRow } from '#lib/domain/rosterRow.ts';
import { openChance } from './chance.ts';
import { demoCommunity } from './demoCommunity.ts';
import { estateCodes } from './demoOrganisation.ts';
import { makeDemoRoster } from './demoRoster.ts';
import { ulidOf } from './demoWriter.ts';
import { demoRosterRows } from './rosterRows.ts';

export function demoRosterDocuments(today: Day): LedgerDocument[] {
	const rows = demoRosterRows(makeDemoRoster(today));
	const header = findHeader(rows.map((row) => row.map(String)));
	if (!header) throw new Error('The demo roster has no header.');
	const codes = new Map<string, string>();
	const entries = new Map<string, Entry>();
	const chance = openChance('residents of the demo');
	const importedMs = Date.parse(`${today}T00:00:00.000Z`);
	for (const cells of rows.slice(header.row + 2)) {
		const read = readRosterRow(cells, { header, today });
		if (!read.ok) continue;
		const { address, household, resident } = read.value;
		const grid = `${demoCommunity.id}-0${read.value.grid}`;
		const code = estateCodeFor(address.estate, estateCodes[address.estate] ?? 'x', codes);
		codes.set(address.estate, code);
		const door = doorIdOf(grid, code, address);
		const doorEntry: Entry = { _id: documentId.door(door), kind: 'door', grid, door, ...address };
		const householdId = documentId.household(door);
		const householdEntry: Entry = {
			_id: householdId,
			kind: 'household',
			grid,
			door,
			...household
		};
		if (!entries.has(doorEntry._id)) entries.set(doorEntry._id, doorEntry);
		if (!entries.has(householdId)) entries.set(householdId, householdEntry);
		if (!resident) continue;
		const _id = documentId.resident(ulidOf(importedMs, chance));
		entries.set(_id, { _id, kind: 'resident', grid, door, ...resident });
	}
	const capturedAt = new Date(importedMs).toISOString();
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	return [...entries.values()].map((entry, at) => {
		const clock = writeStamp({ wallMs: importedMs, counter: at % 0xffff }, 'station');
		return stampEntry(entry, { author: 'station', device: 'station', capturedAt, clock }, sha256);
	});
}

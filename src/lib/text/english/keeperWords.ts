/** English of the station page. */
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { formatBytes, formatInstant, formatNumber } from '#lib/text/dates.ts';
import { wordOfSource } from '#lib/text/exportWords.ts';
import { documentKindWordsEn } from './codeWords.ts';
import { counted } from './counted.ts';

type ActWord = (facts: Record<string, string | number>) => string;

export const keeperWordsEn = {
	title: 'Station',
	noDesk: 'This account has no page of its own yet.',
	refresh: 'Refresh',
	state: 'Overall',
	asOf: (clock: string) => `As of ${clock}`,
	signedOut: 'Your sign-in has ended. Sign in again to go on.',
	unreachable: 'The station cannot be reached. Check the network, or whether it is running.',
	stale: 'The station cannot be reached; this is what was seen last.',
	lights: { green: 'Fine', yellow: 'Please look', red: 'Broken' },
	calm: 'Nothing to do.',
	care: {
		troubled: 'Routing has a fault and tries again by itself. If it goes on, see the log.',
		late: (ms: number) => `Routing is ${counted(Math.round(ms / 60_000), 'minute')} behind.`,
		setAside: (count: number) =>
			`${counted(count, 'record')} cannot be routed; look again after an update.`,
		quarantine: (count: number) => `${formatNumber(count)} in quarantine wait for you.`,
		gaps: (missing: number, devices: number) =>
			`${counted(devices, 'phone')} together miss ${counted(missing, 'number')}. Please call their owners.`,
		room: (free: number) => `Only ${formatBytes(free)} of disk left. Clear it or get a larger one.`,
		upstream: (count: number) =>
			`The upper station refused ${formatNumber(count)}. Details: npm run station -- upstream`,
		backup: 'The last backup is more than a week old. Please make one.'
	},
	quarantine: 'Quarantine',
	quarantineHint:
		'Refused records are kept here as they came. Without the lead’s grant their content stays closed.',
	quarantineEmpty: 'Nothing waits.',
	decidedBefore: 'Decided',
	kinds: {
		...documentKindWordsEn,
		unknown: 'Not recognised'
	} satisfies Record<DocumentKind | 'unknown', string> as Record<string, string>,
	reasons: {
		shape: 'Wrong form',
		schema_newer: 'Phone newer than station',
		author: 'Not written by this account',
		device: 'Not written on this phone',
		role: 'Post may not write this kind',
		scope: 'Not of this grid',
		revision: 'Content and revision differ',
		generation: 'Was rewritten',
		deleted: 'Asks for deletion',
		too_large: 'Too long',
		poison: 'Characters that cannot be kept',
		exists: 'Another one under this number'
	} as Record<string, string>,
	unknownReason: 'Not taken',
	number: (deviceSeq: number | null) =>
		deviceSeq === null ? '' : `No. ${formatNumber(deviceSeq)}`,
	from: (account: string, device: string) => `Phone ${device.slice(-6)} of ${account}`,
	arrived: 'In the ledger',
	decisions: { accepted: 'Accepted', repaired: 'Corrected and accepted', returned: 'Returned' },
	decided: (word: string, by: string, at: string, now: string) =>
		`${word}, ${by}, ${formatInstant(at, now)}`,
	look: 'Look inside',
	hide: 'Close',
	accept: 'Accept',
	acceptAsk: 'Take it into the ledger as it is?',
	acceptHint: 'Every phone of the grid will see it; this cannot be undone.',
	giveBack: 'Return',
	giveBackAsk: 'Return it to whoever wrote it?',
	giveBackHint:
		'The phone shows it under “Need attention” with the reason; the writer writes it again. The original stays in quarantine.',
	repair: 'Correct and accept',
	repairField: (field: string) => `Correct “${field}”`,
	repairDrop: (field: string) => `Nobody knows “${field}”; leave it out and accept the rest.`,
	repairHint: 'A copy is corrected, still in the writer’s name; the original stays in quarantine.',
	repairJson: 'This is not text. Keep to its form.',
	needsGrant: 'Who wrote it is in doubt; the lead must allow a look before it is accepted.',
	detail: 'Detail',
	mayRepair:
		'One field is wrong, so it cannot be accepted as it is. With the lead’s grant the field can be corrected.',
	cannotAccept: 'Phones cannot read it; it cannot be accepted as it is.',
	grant: 'Grant to look',
	grantHint:
		'Seeing what records say needs the lead’s consent. The lead enters account and password here.',
	lead: 'Lead’s account',
	leadPassword: 'Lead’s password',
	minutes: 'For how long',
	minutesOption: (count: number) => counted(count, 'minute'),
	give: 'Grant',
	giving: 'Checking…',
	granted: (by: string, until: string, now: string) =>
		`${by} has granted it until ${formatInstant(until, now)}.`,
	endGrant: 'End early',
	devices: 'Phones',
	devicesSeen: (today: number, known: number) =>
		`${formatNumber(today)} of ${counted(known, 'phone')} came within 24 hours`,
	devicesEmpty: 'No phone has come yet.',
	nobodys: 'Phones that never came',
	listening: 'Online',
	metAt: (at: string, now: string) => `Met ${formatInstant(at, now)}`,
	neverMet: 'Never met',
	app: (version: string) => (version === '' ? 'Version unknown' : `Version ${version}`),
	holds: 'Still on the phone',
	holdsNothing: 'All delivered',
	holdsUnknown: 'Not said',
	holdsWaiting: (count: number) => `${formatNumber(count)} waiting`,
	holdsRefused: (count: number) => `${formatNumber(count)} need attention`,
	holdsPictures: (count: number) => counted(count, 'photo or sound', 'photos or sounds'),
	gap: (count: number, numbers: readonly number[]) =>
		`${counted(count, 'number')} missing: ${numbers.join(', ')}${count > numbers.length ? '…' : ''}`,
	feeds: 'Grids',
	feedDocuments: (count: number) => counted(count, 'record'),
	feedLag: (count: number) => (count === 0 ? 'Routed' : `${formatNumber(count)} to route`),
	router: 'Routing',
	routerFine: 'Keeps up',
	routerBehind: (count: number) => `${formatNumber(count)} to route`,
	lines: 'Phones online',
	machine: 'This machine',
	databases: 'Databases',
	used: 'Data',
	free: 'Disk free',
	backup: 'Last backup',
	backupNever: 'None yet',
	backupDone: (at: string, now: string, bytes: number) =>
		`${formatInstant(at, now)}, ${formatBytes(bytes)}`,
	upstream: 'To the district',
	upstreamStates: {
		off: 'Off',
		current: 'All sent',
		sending: 'Sending',
		waiting: 'Waiting to retry'
	},
	upstreamMet: 'Last sent',
	version: 'Station version',
	unknown: 'Unknown',
	audit: 'Audit trail',
	auditHint:
		'Each line is chained to the one before; a change is found. Check: npm run station -- audit',
	acts: {
		sign_in: () => 'Signed in',
		grant: ({ lead, minutes }) => `Granted by ${String(lead)} for ${String(minutes)} minutes`,
		grant_refused: () => 'Asked for a grant; refused',
		grant_ended: () => 'Grant ended',
		look: () => 'Looked into a refused record',
		accept: () => 'Accepted a refused record',
		repair: () => 'Corrected and accepted a refused record',
		return: () => 'Returned a refused record',
		account_added: ({ account }) => `Added account ${String(account)}`,
		export: ({ source, rows, masked }) =>
			`Exported ${String(rows)} rows of ${wordOfSource(source)}${masked === 0 ? ' (full names and phones)' : ''}`,
		password_changed: ({ account }) => `Changed the password of ${String(account)}`
	} as Record<string, ActWord>,
	refusals: {
		no_grant: 'There is no grant now. Ask the lead first.',
		not_lead: 'The lead’s account or password is wrong; no grant.',
		decided: 'This one was decided already.',
		fits_nowhere: 'It fits into no grid; please return it.',
		still_wrong: 'Still wrong after the correction; not accepted.'
	} as Record<string, string>
};

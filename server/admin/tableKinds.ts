/** The three tables that a keeper brings: who lives here, who acts here, and the places around. */
import type { CircleConfirmation, CircleProposal } from '../circle/circleKeeper.ts';
import { circleText } from '../circle/circleText.ts';
import type {
	FirstPassword,
	OrganisationConfirmation,
	OrganisationProposal
} from '../organisation/organiser.ts';
import { organisationText } from '../organisation/organisationText.ts';
import type { Confirmation, Proposal } from './importer.ts';
import { changesNothing, reportText } from './reportText.ts';
import type { TableKind } from './tableCommand.ts';

type Done<C> = Extract<C, { kind: 'done' }>;

export const rosterTable: TableKind<Proposal, Done<Confirmation>> = {
	path: '/import',
	account: ({ report }) => reportText(report),
	changesNothing: ({ report }) => changesNothing(report),
	also: ({ report }) =>
		report.erased.length === 0
			? undefined
			: '\n上面“按本人要求删除过”的人，要重新登记吗？须先征得本人同意。',
	done: ({ written }) => `已写入 ${written} 条，正在发往各网格；网格员的手机下次联网时收到。`
};

export const organisationTable: TableKind<OrganisationProposal, Done<OrganisationConfirmation>> = {
	path: '/organisation',
	account: ({ report }) => organisationText(report),
	changesNothing: (proposal) => proposal.changesNothing,
	done: ({ passwords }) => `已写入。各手机下次联网时收到。${told(passwords)}`
};

export const placesTable: TableKind<CircleProposal, Done<CircleConfirmation>> = {
	path: '/places',
	account: ({ report }) => circleText(report),
	changesNothing: (proposal) => proposal.changesNothing,
	done: ({ places }) => `已写入 ${places} 处。各手机下次联网时收到。`
};

function told(passwords: readonly FirstPassword[]): string {
	if (passwords.length === 0) return '';
	const lines = passwords.map(({ name, displayName, password }) =>
		[name, displayName, password].join('\t')
	);
	return `\n\n新账号的密码（只显示这一次，请抄下来分别交给本人）：\n${lines.join('\n')}`;
}

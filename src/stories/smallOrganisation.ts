/** Who acts in the community of the stories, as its table would have said. Invented units. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import type { CommunityId } from '#lib/domain/ids.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import type { Unit } from '#lib/domain/loopDocuments.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { ulid } from 'ulid';

const foundedMs = Date.parse('2026-11-01T00:00:00Z');

const names: readonly (readonly [string, Unit['kind'], string])[] = [
	['wy-herun', 'property', '和润物业'],
	['wy-jiahe', 'property', '嘉禾物业'],
	['bm-chengguan', 'department', '城管中队'],
	['bm-xiaofang', 'department', '消防救援站'],
	['bm-aiweiban', 'department', '爱卫办'],
	['bm-tejian', 'department', '特种设备检验所'],
	['sq-xingkang', 'community', '兴康社区']
];

export function smallOrganisation(community: CommunityId): LedgerDocument {
	const units = names.map(([code, kind, name]): Unit => {
		return { code, kind, name, phone: '', estates: [], categories: [] };
	});
	return stampEntry(
		{
			_id: documentId.organisation(ulid(foundedMs)),
			kind: 'organisation',
			grid: wholeCommunity(community),
			...{ units, posts: [], branches: [] }
		},
		{
			author: 'station',
			device: 'station',
			capturedAt: new Date(foundedMs).toISOString(),
			clock: writeStamp({ wallMs: foundedMs, counter: 0 }, 'station')
		},
		sha256
	);
}

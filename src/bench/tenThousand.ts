/** The grid that most lanes of the phone stand on: ten thousand documents, as after some months. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { GridSize } from './gridDocuments.ts';

export const tenThousand: GridSize = { doors: 600, residents: 1_600, visits: 7_000, concerns: 200 };

export function doorsOf(documents: readonly LedgerDocument[]): DoorId[] {
	return documents.flatMap((document) => (document.kind === 'door' ? [document.door] : []));
}

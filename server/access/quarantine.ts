/**
 * Keeps what was refused, whole and with its reason, until somebody decides: nothing a person
 * recorded is thrown away (SAFETY F14). The same document from the same hand is kept once.
 */
import { createHash } from 'node:crypto';
import type { DocumentStore, Edit } from '../storage/documentStore.ts';

export interface Refused {
	feed: string;
	account: string;
	device: string;
	/** `quarantined: ` and this is the answer's row. */
	kind: string;
	detail: string;
	document: unknown;
}

/** What a document in quarantine says. */
export interface QuarantinedDocument {
	kind: 'quarantined';
	feed: string;
	account: string;
	device: string;
	/** The number its device gave it, where it names one. */
	deviceSeq?: number;
	/** Station time, ISO. */
	receivedAt: string;
	reason: string;
	detail: string;
	/** The document as JSON text, since it may be anything. */
	document: string;
}

/** Durable when it resolves. */
export async function quarantine(
	store: DocumentStore,
	refused: readonly Refused[],
	receivedAt: string
): Promise<void> {
	if (refused.length === 0) return;
	const edits = refused.map((one) => editOf(one, receivedAt));
	const unknown = await store.rows(edits.map(({ id }) => id));
	await store.write(
		edits.filter((_, index) => unknown[index] === undefined),
		{ newEdits: false }
	);
}

function editOf(refused: Refused, receivedAt: string): Edit {
	const { feed, account, device, kind, detail } = refused;
	const document = JSON.stringify(refused.document);
	const hash = createHash('sha256')
		.update(JSON.stringify([feed, account, device, kind, document]))
		.digest('hex')
		.slice(0, 32);
	const deviceSeq = deviceSeqOf(refused);
	const content: QuarantinedDocument = {
		kind: 'quarantined',
		feed,
		account,
		device,
		...(deviceSeq === undefined ? {} : { deviceSeq }),
		receivedAt,
		reason: kind,
		detail,
		document
	};
	return {
		id: `quarantined:${hash}`,
		revisions: { start: 1, ids: [hash] },
		deleted: false,
		body: JSON.stringify(content),
		attachments: null
	};
}

/** A refused document was received all the same, so its number is no gap. Only the device's own. */
function deviceSeqOf({ document, device }: Refused): number | undefined {
	if (typeof document !== 'object' || document === null) return undefined;
	const { deviceSeq, device: written } = document as { deviceSeq?: unknown; device?: unknown };
	if (written !== device || !Number.isSafeInteger(deviceSeq)) return undefined;
	return (deviceSeq as number) > 0 ? (deviceSeq as number) : undefined;
}

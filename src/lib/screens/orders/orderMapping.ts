/**
 * What the columns of a platform's table say, kept as an export profile: for the next file, and for
 * the way back, under the platform's own headers and with our results beside them.
 */
import type {
	ExportColumn,
	ExportProfileDocument,
	ExportProfileFields
} from '#lib/domain/communityDocuments.ts';
import { fieldOf } from '#lib/domain/exports/exportFields.ts';
import { localPart } from '#lib/domain/ids.ts';
import { columnsBy, isMappingOf } from '#lib/domain/orders/orderColumns.ts';
import { orderWords } from '#lib/text/orderWords.ts';

/** Where the platform's own table has no column for them. */
const results = ['state', 'resolution', 'resolved', 'satisfaction'] as const;

/** The newest that knows the file's headers. */
export function mappingFor(
	headers: readonly string[],
	standing: readonly ExportProfileDocument[]
): ExportProfileDocument | undefined {
	const fitting = standing.filter(
		({ source, columns }) => source === 'hotline' && isMappingOf(columns, headers)
	);
	return fitting[fitting.length - 1];
}

/** Undefined where what is kept says the same. */
export function profileOfMapping(
	columns: readonly ExportColumn[],
	system: string,
	kept: ExportProfileDocument | undefined
): ExportProfileFields | undefined {
	const named = columns.filter(({ header }) => header !== '');
	const headers = named.map(({ header }) => header);
	const before = kept && columnsBy(kept.columns, headers);
	if (before?.every(({ field }, at) => field === named[at]?.field) === true) return undefined;
	const says = (field: string) => named.some((column) => column.field === field);
	const titled = (field: string) => fieldOf('hotline', field)?.zh ?? field;
	const ofSystem = { header: titled('outside.system'), field: '', fixed: system };
	return {
		name: orderWords.profile(system),
		source: 'hotline',
		columns: [
			...named,
			...(says('outside.system') ? [] : [ofSystem]),
			...results.map((field) => ({ header: titled(field), field, fixed: '' }))
		],
		masked: true,
		...(kept ? { replaces: localPart(kept._id) } : {})
	};
}

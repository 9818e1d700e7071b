/** Reads rows of the living circle into places; a row nobody could walk by is refused with its reason. */
import type { Place, PlaceType } from '#lib/domain/communityDocuments.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { bearingOf } from '#lib/domain/livingCircle.ts';
import type { CircleField, CircleRow } from './circleReading.ts';

export type CircleReason =
	| 'name_missing'
	| 'type_unknown'
	| 'metres_missing'
	| 'metres_bad'
	| 'bearing_bad'
	| 'phone_bad'
	| 'text_too_long'
	| 'id_number'
	| 'repeated';

export interface CircleRefusal {
	sheet: string;
	row: number;
	reason: CircleReason;
	/** What was written, `''` where it is not to be repeated. */
	word: string;
	/** `''` where the row names nothing. */
	name: string;
}

/** The first that fits; `other` only for who says so, so that a typing error is found. */
const typeWords: readonly [PlaceType, RegExp][] = [
	['elder_care', /养老|老年|日间照料|长者|助老/],
	['home_help', /家政|保洁|保姆/],
	['repair', /维修|修理|开锁|家电|五金/],
	['market', /市场|超市|菜|便利|生鲜|粮油/],
	['clinic', /卫生|医院|诊所|医务|药店|门诊/],
	['service_centre', /服务中心|服务站|党群|办事|政务|警务|派出所|邮政|银行/],
	['school', /学校|小学|中学|幼儿园|托育|托管/],
	['park', /公园|广场|绿地|健身|文化/],
	['other', /其他|其它/]
];

/** As many as the shape of the document takes (communityShapes.ts). */
const longest: Readonly<Partial<Record<CircleField, number>>> = {
	name: 60,
	address: 100,
	hours: 60
};
const farthest = 100_000;

export function readCircle(rows: readonly CircleRow[]): {
	places: Place[];
	refused: CircleRefusal[];
} {
	const places: Place[] = [];
	const refused: CircleRefusal[] = [];
	const seen = new Set<string>();
	for (const { sheet, row, cells } of rows) {
		const read = placeOf(cells);
		const key = JSON.stringify([cells.name, cells.address ?? '']);
		const refusal =
			'reason' in read ? read : seen.has(key) ? refusalOf('repeated', cells.name) : undefined;
		if (refusal) refused.push({ sheet, row, name: cells.name ?? '', ...refusal });
		else if (!('reason' in read)) {
			seen.add(key);
			places.push(read);
		}
	}
	return { places, refused };
}

type Refusal = Pick<CircleRefusal, 'reason' | 'word'>;

const refusalOf = (reason: CircleReason, word = ''): Refusal => ({
	reason,
	word: word.slice(0, 20)
});

function placeOf(cells: CircleRow['cells']): Place | Refusal {
	const { name = '', address = '', hours = '' } = cells;
	if (Object.values(cells).some(holdsIdNumber)) return refusalOf('id_number');
	if (name === '') return refusalOf('name_missing');
	const long = Object.entries(longest).find(
		([field, most]) => (cells[field as CircleField] ?? '').length > most
	);
	if (long) return refusalOf('text_too_long', cells[long[0] as CircleField]);
	const type = typeOf(cells.type ?? '', name);
	if (!type) return refusalOf('type_unknown', cells.type);
	if (cells.metres === undefined) return refusalOf('metres_missing');
	const metres = metresOf(cells.metres);
	if (metres === undefined) return refusalOf('metres_bad', cells.metres);
	const bearing = cells.bearing === undefined ? -1 : bearingOf(cells.bearing);
	if (bearing === undefined) return refusalOf('bearing_bad', cells.bearing);
	const phone = phoneOf(cells.phone ?? '');
	if (phone === undefined) return refusalOf('phone_bad', cells.phone);
	return { name, type, address, metres, bearing, hours, phone };
}

/** By the column; where it is empty, by the name. */
function typeOf(written: string, name: string): PlaceType | undefined {
	const word = written === '' ? name : written;
	return typeWords.find(([, pattern]) => pattern.test(word))?.[0];
}

/** `350`, `约350米`, `1.2公里`. */
function metresOf(written: string): number | undefined {
	const [, number, unit = ''] =
		/^约?(\d+(?:\.\d+)?)(米|m|公里|千米|km)?$/i.exec(
			written.normalize('NFKC').replaceAll(/[\s,]/g, '')
		) ?? [];
	if (number === undefined) return undefined;
	const metres = Math.round(Number(number) * (/公里|千米|km/i.test(unit) ? 1_000 : 1));
	return metres <= farthest ? metres : undefined;
}

/** A shop's number: with an area code, short as 120, or a mobile; undefined for what cannot be called. */
function phoneOf(written: string): string | undefined {
	const plain = written
		.normalize('NFKC')
		.replaceAll(/[\s()]/g, '')
		.replaceAll(/[—–]/g, '-');
	if (plain === '' || plain === '无' || plain === '-') return '';
	return /^\d[\d-]{1,18}\d$/.test(plain) ? plain : undefined;
}

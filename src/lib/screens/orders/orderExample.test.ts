import { expect, test } from 'vitest';
import { findOrderHeader, isPersonal, proposeColumns } from '#lib/domain/orders/orderColumns.ts';
import { readOrders } from '#lib/domain/orders/readOrders.ts';
import { orderExample } from './orderExample.ts';

test('[U228] the example of an order file is read as it is shown, and brings nobody’s phone', () => {
	const headers = orderExample.map(({ header }) => header);
	const cells = orderExample.map(({ cell }) => cell);
	expect(findOrderHeader([headers, cells])?.at).toBe(0);
	const columns = proposeColumns(headers);
	expect(columns.filter(({ field }) => field === '').map(({ header }) => header)).toEqual(
		headers.filter(isPersonal)
	);
	const [read] = readOrders({
		...{ rows: [cells], firstLine: 2, columns, system: '12345', known: new Map() },
		findPlace: (place) => ({ found: 'words', door: '', building: '', place })
	});
	expect(read).toMatchObject({ outcome: 'raise', number: cells[0], notes: ['place_words'] });
	expect(read?.order).toMatchObject({ text: cells[1], place: cells[2] });
	expect(read?.order?.outside.dueOn).toBe(cells[4]);
	expect(JSON.stringify(read)).not.toContain(cells[5]);
});

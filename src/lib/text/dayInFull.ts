/** A day as it is written on paper that stays at a door: nobody there knows what 明天 was. */
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

export function dayInFull(on: string): string {
	const [, month = '', day = ''] = on.split('-');
	const weekday = weekdays[new Date(`${on}T00:00:00.000Z`).getUTCDay()] ?? '';
	return `${Number(month)}月${Number(day)}日（周${weekday}）`;
}
